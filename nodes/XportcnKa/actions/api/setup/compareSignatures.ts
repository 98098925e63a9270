import { isAboutRule } from './findRule';
import { WRONG_STRING_TO_SIGN } from './guesses';
import { REFUSES_FOR_ELSE, TAKES_ANY } from './ruleWords';
import type { CheckingCall, Probe, Refused, Session } from './session';

/** What a call shows of the credential's rule of signing. */
export type Seen =
	/** It accepts the credential's signature and refuses a wrong one. */
	| { kind: 'right'; probe: Probe }
	/** It answers, but does not tell whether signatures are checked. */
	| { kind: 'tellsNothing'; probe: Probe; why: string }
	/** It refuses the credential's own signature as well. */
	| { kind: 'refused'; probe: Refused }
	| { kind: 'noAnswer'; probe: Probe };

const WRONG = { stringToSign: WRONG_STRING_TO_SIGN };

/** Asks with a wrong signature, at other paths if need be, then with the credential's own. */
export async function compareSignatures(session: Session, call: CheckingCall): Promise<Seen> {
	const wrong = await session.askAnywhere(call, WRONG);
	if (wrong.kind === 'works') return { kind: 'tellsNothing', probe: wrong, why: TAKES_ANY };
	if (wrong.kind !== 'refused') return { kind: 'noAnswer', probe: wrong };

	const own = await session.ask(call);
	if (own.kind === 'refused' && !own.isAboutWork) return { kind: 'refused', probe: own };
	if (own.kind !== 'works' && own.kind !== 'refused') return { kind: 'noAnswer', probe: own };
	if (isAboutRule(wrong)) return { kind: 'right', probe: own };
	// Refused, but not in words about the signature. If it is again, and the right one was not, then
	// the signature makes the difference, whatever the words are.
	if (own.kind === 'works' && isSameRefusal(wrong, await session.ask(call, WRONG)))
		return { kind: 'right', probe: own };
	return { kind: 'tellsNothing', probe: own, why: REFUSES_FOR_ELSE };
}

const isSameRefusal = (one: Refused, other: Probe): boolean =>
	other.kind === 'refused' &&
	other.failure.errorCode === one.failure.errorCode &&
	other.failure.failedReason === one.failure.failedReason;
