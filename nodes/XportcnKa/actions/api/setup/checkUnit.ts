import type { IDataObject } from 'n8n-workflow';

import { amountInFen, fenToCny } from '../../../../shared/money';
import type { AmountUnit } from '../../../../shared/money';
import type { Session } from './session';
import { aboutCall } from './verdict';
import type { Verdict } from './verdict';

export const UNIT = 'Unit of amounts';

const UNITS: readonly AmountUnit[] = ['fen', 'yuan'];

/** While the credential says fen, a decimal comes as the text that it was written as. */
const asNumber = (amount: unknown, { amountUnit }: Session['client']): unknown =>
	amountUnit === 'fen' && typeof amount === 'string' && amount.includes('.')
		? Number(amount)
		: amount;

/**
 * In which unit the order details state an amount that the user knows.
 * @param total as Xportcn's console shows it, fen
 */
export function checkUnit(
	session: Session,
	{ totalAmount }: IDataObject,
	total: number | undefined,
): { verdict: Verdict; unit: AmountUnit | undefined } {
	const say = (unit: AmountUnit | undefined, verdict: Verdict['verdict'], whatToDo: string) => ({
		verdict: aboutCall(session, 'order.get', { check: UNIT, verdict, whatToDo }),
		unit,
	});
	if (total === undefined) {
		return say(
			undefined,
			'skipped',
			"Fill in 'Sample Order Total (CNY)' with the amount that Xportcn's console shows for the sample order, then run this again.",
		);
	}
	const unit = UNITS.find((each) => {
		const amount = each === 'yuan' ? asNumber(totalAmount, session.client) : totalAmount;
		return amountInFen(amount, each) === total;
	});
	if (unit === undefined) {
		return say(
			unit,
			'failed',
			`The order details say ${JSON.stringify(totalAmount ?? null)}, which is ${fenToCny(total)} CNY neither in fen nor in yuan. Check 'Sample Order Total (CNY)'. If it is right, ask Xportcn's support for the unit, and set no limits until it is known.`,
		);
	}
	return unit === session.client.amountUnit
		? say(unit, 'works', 'Nothing.')
		: say(unit, 'corrected', "Set 'Amount Unit' in the credential as the summary says.");
}
