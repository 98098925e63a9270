import { USED_UP } from './ruleWords';
import type { CheckingCall, Probe, Session } from './session';
import { aboutCall, PASTE_PATHS } from './verdict';
import type { Verdict } from './verdict';

/** A read of the operation table, and what to ask it with. */
export interface Read extends CheckingCall {
	/** Its name in the form. */
	name: string;
}

/** Asks a read at its path, and at others when there is no such path. */
export async function checkPath(
	session: Session,
	read: Read,
): Promise<{ verdict: Verdict; probe: Probe }> {
	const { id, name } = read;
	const probe = await session.askAnywhere(read);
	const check = `Path of ${name}`;
	const judged = judge(probe, session.paths[id] !== undefined, name);
	return { probe, verdict: aboutCall(session, id, { check, ...judged }, probe) };
}

function judge(
	probe: Probe,
	isOther: boolean,
	name: string,
): Pick<Verdict, 'verdict' | 'whatToDo'> {
	switch (probe.kind) {
		case 'works':
			return isOther
				? { verdict: 'corrected', whatToDo: PASTE_PATHS }
				: { verdict: 'works', whatToDo: 'Nothing.' };
		case 'refused':
			if (probe.about) {
				return {
					verdict: 'failed',
					whatToDo: `Xportcn refused this call for the credential. ${probe.failure.errorMessage}`,
				};
			}
			return {
				verdict: isOther ? 'corrected' : 'works',
				whatToDo: `${isOther ? `${PASTE_PATHS} ` : ''}The path answers. It refused this request, which had only an example in it. Xportcn's words are in 'failedReason'.`,
			};
		case 'noPath':
			return {
				verdict: 'failed',
				whatToDo: `There is no such path, and none of the others that are known here. Ask Xportcn's support for the path of '${name}', and write it into 'Endpoint Paths' in the credential.`,
			};
		case 'noAnswer':
			return {
				verdict: 'failed',
				whatToDo: `This could not be checked. ${probe.failure.errorMessage}`,
			};
		case 'usedUp':
			return { verdict: 'skipped', whatToDo: USED_UP };
	}
}
