import type { CredentialChanges } from '../../../transport/client';
import { OTHER_PATHS, STRINGS_TO_SIGN, WRONG_STRING_TO_SIGN } from './guesses';
import type { Probe, Session } from './session';
import { provenanceOf } from './session';
import type { Verdict } from './verdict';

/** A product search is the only documented call that changes nothing. Its fields are inferred. */
export const SEARCH_BODY = { keyword: '1688', beginPage: 1, pageSize: 1 };
const SEARCH = 'product.search' as const;
const LIST = 'order.getMany' as const;
const LIST_BODY = { pageNo: 1, pageSize: 1 };

const CHECK = 'Credential: key, signature and timestamp';

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
 * signature comes first: a call that accepts it proves nothing about the rule. A key or user that is
 * refused is not guessed at.
 */
export async function checkRule(session: Session): Promise<RuleCheck> {
	let wrong = await session.probe(session.pathOf(SEARCH), SEARCH_BODY, {
		stringToSign: WRONG_STRING_TO_SIGN,
	});
	if (wrong.kind === 'noPath') wrong = await findSearchPath(session);
	const say = sayer(session, SEARCH);
	if (wrong.kind === 'noPath' || wrong.kind === 'noAnswer' || wrong.kind === 'usedUp')
		return { verdicts: [say('failed', NO_API(wrong), wrong)], search: wrong, goesOn: false };

	if (wrong.kind === 'works') return await checkRuleWithList(session, wrong);
	const own = await session.probe(session.pathOf(SEARCH), SEARCH_BODY);
	return await judge(session, own, { id: SEARCH, path: session.pathOf(SEARCH), body: SEARCH_BODY });
}

/** The search takes any signature, so another call has to tell. */
async function checkRuleWithList(session: Session, search: Probe): Promise<RuleCheck> {
	const skipped = sayer(session, SEARCH)('skipped', NOT_CHECKED);
	const path = session.pathOf(LIST);
	const wrong = await session.probe(path, LIST_BODY, { stringToSign: WRONG_STRING_TO_SIGN });
	if (wrong.kind !== 'refused' || wrong.about === undefined)
		return { verdicts: [skipped], search, goesOn: true };
	const own = await session.probe(path, LIST_BODY);
	const checked = await judge(session, own, { id: LIST, path, body: LIST_BODY });
	return { ...checked, verdicts: [skipped, ...checked.verdicts], search };
}

/** A call that tells whether a signature is accepted. */
interface CheckingCall {
	id: typeof SEARCH | typeof LIST;
	path: string;
	body: object;
}

async function judge(session: Session, own: Probe, call: CheckingCall): Promise<RuleCheck> {
	const say = sayer(session, call.id);
	if (own.kind === 'works')
		return { verdicts: [say('works', 'Nothing.')], search: own, goesOn: true };
	if (own.kind !== 'refused')
		return { verdicts: [say('failed', NO_API(own), own)], search: own, goesOn: false };
	if (own.about === 'key' || own.about === 'user') {
		const whatToDo =
			own.about === 'key'
				? "Xportcn does not accept the access key. Copy 'Access Key' and 'Access Secret' again from AccessKey Management in its console."
				: "Xportcn does not accept the user for this call. Check 'User ID' in the credential, and ask Xportcn whether this user may search products and read orders.";
		return { verdicts: [say('failed', whatToDo, own)], search: own, goesOn: false };
	}
	if (own.about === undefined) {
		const whatToDo =
			"Xportcn refused the call, in words that this node does not know. Its own words are in 'failedReason'. Send them to Xportcn's support, with the 'requestId'.";
		return { verdicts: [say('failed', whatToDo, own)], search: own, goesOn: false };
	}
	const found = await findRule(session, own, call);
	if (!found) return { verdicts: [say('failed', NO_RULE, own)], search: own, goesOn: false };
	session.adopt(found.changes);
	return { verdicts: [say('corrected', CORRECTED)], search: found.probe, goesOn: true };
}

/** Tries the other timestamp unit, then the other strings to sign, until one is accepted. */
async function findRule(
	session: Session,
	own: Extract<Probe, { kind: 'refused' }>,
	{ path, body }: CheckingCall,
): Promise<{ changes: CredentialChanges; probe: Probe } | undefined> {
	const { timestampUnit, stringToSign } = session.client.rule;
	const otherUnit = timestampUnit === 'seconds' ? 'milliseconds' : 'seconds';
	const ask = async (changes: CredentialChanges) => {
		const probe = await session.probe(path, body, changes);
		return { changes, probe, isAccepted: !isAboutRule(probe) };
	};

	const withOtherUnit = await ask({ timestampUnit: otherUnit });
	if (withOtherUnit.isAccepted) return withOtherUnit;
	const { probe } = withOtherUnit;
	const units = unitsLeft(own, probe, timestampUnit, otherUnit);
	for (const other of STRINGS_TO_SIGN.filter((each) => each !== stringToSign)) {
		for (const unit of units) {
			const tried = await ask({ timestampUnit: unit, stringToSign: other });
			if (tried.probe.kind === 'usedUp') return undefined;
			if (tried.isAccepted) return tried;
		}
	}
	return undefined;
}

type Unit = 'milliseconds' | 'seconds';

/** The units that the two refusals leave open: one that is about the timestamp rules its unit out. */
function unitsLeft(own: Probe, withOther: Probe, unit: Unit, otherUnit: Unit): Unit[] {
	const isAboutTime = (probe: Probe) => probe.kind === 'refused' && probe.about === 'timestamp';
	if (isAboutTime(own) && !isAboutTime(withOther)) return [otherUnit];
	if (isAboutTime(withOther) && !isAboutTime(own)) return [unit];
	return [unit, otherUnit];
}

/** Whether an answer still refuses the signature or the timestamp, or tells nothing. */
const isAboutRule = (probe: Probe): boolean =>
	probe.kind === 'refused'
		? probe.about === 'signature' || probe.about === 'timestamp'
		: probe.kind !== 'works';

/** Looks for the product search at its other paths. */
async function findSearchPath(session: Session): Promise<Probe> {
	let probe: Probe = { kind: 'noPath' };
	for (const path of OTHER_PATHS[SEARCH] ?? []) {
		probe = await session.probe(path, SEARCH_BODY, { stringToSign: WRONG_STRING_TO_SIGN });
		if (probe.kind === 'noPath') continue;
		if (probe.kind === 'works' || probe.kind === 'refused') session.paths[SEARCH] = path;
		return probe;
	}
	return probe;
}

/** Makes verdicts about the call that was asked. */
const sayer =
	(session: Session, id: CheckingCall['id']) =>
	(verdict: Verdict['verdict'], whatToDo: string, probe?: Probe): Verdict => {
		const path = session.pathOf(id);
		const failure = probe && 'failure' in probe ? probe.failure : undefined;
		return {
			check: CHECK,
			verdict,
			path,
			provenance: provenanceOf(id, path),
			whatToDo,
			failedReason: failure?.failedReason,
			httpStatus: failure?.httpStatus,
			requestId: failure?.requestId,
		};
	};

const NO_API = (probe: Probe): string =>
	'failure' in probe
		? `Xportcn's API did not answer. ${probe.failure.errorMessage}`
		: "There is no product search at this address. Check 'Base URL' in the credential: Xportcn's own ends in /api. If it is right, ask Xportcn's support for the path of the keyword search.";

const NOT_CHECKED =
	'This call does not check signatures: it accepted a wrong one. So it does not show whether the rule of signing is right. If no other check of the credential follows, make one small payment first.';

const NO_RULE =
	"Xportcn refuses the signature with every rule that is known here. Copy 'Access Secret' again, for a reset in the console ends the old one at once. If it is right, ask Xportcn's support: in which order are access key, timestamp, nonce and secret put together before MD5, and is the timestamp in seconds or in milliseconds?";

const CORRECTED =
	'Xportcn accepts another rule than the one in the credential. Paste what the summary says into the credential.';
