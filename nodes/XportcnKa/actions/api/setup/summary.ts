import { endpointIds, writeIds } from '../../../../shared/endpoints';
import type { AmountUnit } from '../../../../shared/money';
import type { Session } from './session';
import type { Verdict } from './verdict';

/** What to paste into the credential, and what to ask Xportcn's support. */
export interface Summary extends Verdict {
	/** JSON text for 'Endpoint Paths'. */
	endpointPaths: string;
	timestampUnit: string;
	stringToSign: string;
	amountUnit: AmountUnit;
}

/** @param isWhole whether all checks were gone through, and not only that of the credential */
export function summaryOf(
	session: Session,
	verdicts: readonly Verdict[],
	{ unit, isWhole }: { unit: AmountUnit | undefined; isWhole: boolean },
): Summary {
	const { client, changes, paths, asked } = session;
	const unasked = endpointIds.filter((id) => !asked.has(id) && !writeIds.includes(id));
	const corrected = verdicts.some(({ verdict }) => verdict === 'corrected');
	const failures = verdicts.filter(({ verdict }) => verdict === 'failed');
	const skipped = verdicts.filter(({ verdict }) => verdict === 'skipped');
	const sentences = [
		corrected
			? 'Paste the four values below into the credential, save it, and run Check Setup once more.'
			: failures.length + skipped.length > 0 || !isWhole
				? 'Nothing was found to correct in the credential.'
				: 'The credential needs no change.',
		skipped.length > 0 &&
			`Not checked, so it may be wrong all the same: ${skipped.map(({ check }) => check).join('; ')}.`,
		failures.length > 0 &&
			`${failures.length === 1 ? '1 check' : `${failures.length} checks`} failed. The Failed output says what to do and what to ask Xportcn's support.`,
		!isWhole && 'It ended there: paths, order details and the unit of amounts were not checked.',
		`Never called, because they write: ${writeIds.join(', ')}.`,
		isWhole && unasked.length > 0 && `Not called either: ${unasked.join(', ')}.`,
	].filter((sentence) => sentence !== false);
	return {
		check: 'summary',
		verdict: corrected ? 'corrected' : 'works',
		path: null,
		provenance: null,
		whatToDo: sentences.join(' '),
		endpointPaths: JSON.stringify({ ...client.rule.endpointPaths, ...paths }),
		timestampUnit: changes.timestampUnit ?? client.rule.timestampUnit,
		stringToSign: changes.stringToSign ?? client.rule.stringToSign,
		amountUnit: unit ?? client.amountUnit,
	};
}
