import { HARMLESS_READ } from '../../../../../credentials/accessCheck';
import { compareSignatures } from './compareSignatures';
import { findRule, isAboutRule } from './findRule';
import type { CheckingCall, Probe, Refused, Session } from './session';
import { PASTE_PATHS, aboutCall } from './verdict';
import type { Verdict } from './verdict';
import * as words from './ruleWords';

const SEARCH: CheckingCall = { id: 'product.search', body: HARMLESS_READ.body };
const LIST: CheckingCall = { id: 'order.getMany', body: { pageNo: 1, pageSize: 1 } };

/** What came of the check of the credential. */
export interface RuleCheck {
	verdicts: Verdict[];
	/** The answer to the search, if there was one. */
	search: Probe;
	/** Whether it makes sense to go on. */
	goesOn: boolean;
}

/**
 * Finds out whether the credential is accepted, and by which rule of signing. One request with a wrong
 * signature comes first: a call that accepts it proves nothing about the rule, and another call has to
 * tell. A key or user that is refused is not guessed at.
 */
export async function checkRule(session: Session): Promise<RuleCheck> {
	const say = sayer(session, SEARCH);
	const seen = await compareSignatures(session, SEARCH);
	switch (seen.kind) {
		case 'right':
			return { verdicts: [say('works', 'Nothing.')], search: seen.probe, goesOn: true };
		case 'tellsNothing':
			return await checkRuleWithList(session, seen.probe, say('skipped', seen.why));
		case 'refused':
			return await settle(session, seen.probe, SEARCH);
		case 'noAnswer': {
			const { probe } = seen;
			const verdict = probe.kind === 'usedUp' ? 'skipped' : 'failed';
			const verdicts = [say(verdict, words.couldNotBeChecked(probe), probe)];
			return { verdicts, search: probe, goesOn: false };
		}
	}
}

/** The search does not tell whether the rule is right, so the order list has to, if it can. */
async function checkRuleWithList(
	session: Session,
	search: Probe,
	skipped: Verdict,
): Promise<RuleCheck> {
	const seen = await compareSignatures(session, LIST);
	if (seen.kind === 'right') {
		const works = sayer(session, LIST)('works', 'Nothing.');
		return { verdicts: [skipped, works], search, goesOn: true };
	}
	const isAboutCredential = seen.kind === 'refused' && seen.probe.about !== undefined;
	if (!isAboutCredential) return { verdicts: [skipped], search, goesOn: true };
	const { verdicts, goesOn } = await settle(session, seen.probe, LIST);
	return { verdicts: [skipped, ...verdicts], search, goesOn };
}

/** What to make of a refusal of the credential's own rule. */
async function settle(session: Session, own: Refused, call: CheckingCall): Promise<RuleCheck> {
	const say = sayer(session, call);
	const end = (...verdicts: Verdict[]) => ({ verdicts, search: own, goesOn: false });
	if (!isAboutRule(own)) return end(say('failed', words.refused(own), own));
	const search = await findRule(session, own, call);
	if (search.kind === 'none') return end(say('failed', words.NO_RULE, own));
	if (search.kind === 'open') {
		const { probe } = search;
		const verdict = probe.kind === 'usedUp' ? 'skipped' : 'failed';
		return end(say(verdict, words.ruleLeftOpen(probe), probe));
	}
	const { changes, probe } = search;
	session.adopt(changes);
	const isRefused = probe.kind === 'refused' && !probe.isAboutWork;
	return isRefused
		? end(say('corrected', words.CORRECTED_SO_FAR), say('failed', words.refused(probe), probe))
		: { verdicts: [say('corrected', words.CORRECTED)], search: probe, goesOn: true };
}

const CHECK = 'Credential: key, signature and timestamp';

/** Makes verdicts about the call that was asked. */
const sayer =
	(session: Session, { id }: CheckingCall) =>
	(verdict: Verdict['verdict'], whatToDo: string, probe?: Probe): Verdict => {
		const isElsewhere = verdict === 'works' && session.paths[id] !== undefined;
		return aboutCall(
			session,
			id,
			{
				check: CHECK,
				verdict: isElsewhere ? 'corrected' : verdict,
				whatToDo: isElsewhere
					? `The rule is right, the path is another one. ${PASTE_PATHS}`
					: whatToDo,
			},
			probe,
		);
	};
