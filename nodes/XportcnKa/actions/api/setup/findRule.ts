import type { CredentialChanges } from '../../../transport/client';
import { STRINGS_TO_SIGN } from './guesses';
import type { CheckingCall, Probe, Refused, Session } from './session';

/** What came of looking for the rule of signing. */
export type RuleSearch =
	/** The signature is accepted, whatever else may be refused. */
	| { kind: 'found'; changes: CredentialChanges; probe: Probe }
	/** Every rule that is known here is refused. */
	| { kind: 'none' }
	/** None was accepted, but this answer, or the lack of one, leaves it open. */
	| { kind: 'open'; probe: Probe };

/** Tries the other timestamp unit, then the other strings to sign, until one is accepted. */
export async function findRule(
	session: Session,
	own: Refused,
	call: CheckingCall,
): Promise<RuleSearch> {
	const { timestampUnit, stringToSign } = session.client.rule;
	const otherUnit = timestampUnit === 'seconds' ? 'milliseconds' : 'seconds';
	const withOtherUnit = await session.ask(call, { timestampUnit: otherUnit });
	if (isAccepted(withOtherUnit)) {
		return { kind: 'found', changes: { timestampUnit: otherUnit }, probe: withOtherUnit };
	}
	let open = isAboutRule(withOtherUnit) ? undefined : withOtherUnit;
	const units = unitsLeft(own, withOtherUnit, timestampUnit, otherUnit);
	for (const other of STRINGS_TO_SIGN.filter((each) => each !== stringToSign)) {
		for (const unit of units) {
			const changes = { timestampUnit: unit, stringToSign: other };
			const probe = await session.ask(call, changes);
			if (isAccepted(probe)) return { kind: 'found', changes, probe };
			if (!isAboutRule(probe)) open = probe;
			if (probe.kind === 'usedUp') return { kind: 'open', probe };
		}
	}
	return open ? { kind: 'open', probe: open } : { kind: 'none' };
}

type Unit = 'milliseconds' | 'seconds';

/** The units that the two refusals leave open: one that is about the timestamp rules its unit out. */
function unitsLeft(own: Probe, withOther: Probe, unit: Unit, otherUnit: Unit): Unit[] {
	const isAboutTime = (probe: Probe) => probe.kind === 'refused' && probe.about === 'timestamp';
	if (isAboutTime(own) && !isAboutTime(withOther)) return [otherUnit];
	if (isAboutTime(withOther) && !isAboutTime(own)) return [unit];
	return [unit, otherUnit];
}

/** Whether an answer refuses the signature or the timestamp. */
export const isAboutRule = (probe: Probe): boolean =>
	probe.kind === 'refused' && (probe.about === 'signature' || probe.about === 'timestamp');

/**
 * Whether an answer shows that the signature was accepted where another one was refused. Who refuses
 * the key or the user instead has got further; so has who refuses the work. A refusal in words that
 * nobody knows may still be about the signature, and no answer shows nothing.
 */
const isAccepted = (probe: Probe): boolean =>
	probe.kind === 'works' ||
	(probe.kind === 'refused' &&
		(probe.about === 'key' || probe.about === 'user' || probe.isAboutWork));
