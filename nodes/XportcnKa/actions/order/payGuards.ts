import { fenToCny } from '../../../shared/money';
import type { AmountUnit } from '../../../shared/money';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import { orderIdOf, paymentStateOf, totalOf } from './orderFields';
import type { OrderRead } from './orderReader';
import type { PaySettings } from './paySettings';
import type { PayTask } from './payTask';

/** Whether the amount of an order has to be known before it is paid. */
export const needsAmount = (
	{ expectedTotals, maximumPerOrder }: PayTask,
	{ maximumPerRun }: PaySettings,
): boolean =>
	maximumPerRun !== undefined || maximumPerOrder !== undefined || expectedTotals.length > 0;

/** Whether an order has to be read before it is paid. */
export const needsRead = (task: PayTask, settings: PaySettings): boolean =>
	settings.skipIfPaid || settings.dryRun || needsAmount(task, settings);

/** What the guards make of one order: held back, or free to go. */
export type Checked = { held: Failed } | FreeToGo;

export interface FreeToGo {
	held?: undefined;
	/** What it costs; undefined when that is not known. */
	fen: number | undefined;
	/** Why its details could not be read, for a dry run that does not need them. */
	unread?: Failed;
}

/**
 * Holds an order against everything that guards its money, but for 'Maximum per Run'. Whatever cannot
 * be read is held back.
 */
export function checkOrder(
	task: PayTask,
	settings: PaySettings,
	read: OrderRead,
	unit: AmountUnit,
): Checked {
	const amountCounts = needsAmount(task, settings);
	if (!read.ok) return withoutDetails(read.failure, amountCounts, settings);

	const { order, requestId } = read;
	const isThisOrder = orderIdOf(order) === task.orderId;
	const state = isThisOrder ? paymentStateOf(order) : 'unclear';
	if (state === 'paid') return { held: alreadyPaid(requestId, settings) };
	if (state === 'cancelled') {
		return {
			held: failed(
				'notSent',
				'ORDER_CANCELLED',
				'The order details show that this order was cancelled. It was not sent. Create it again if you still need it.',
				{ requestId },
			),
		};
	}
	const fen = isThisOrder ? totalOf(order, unit) : undefined;
	if (amountCounts) {
		const held = fen === undefined ? unreadable(requestId) : checkAmount(task, fen, requestId);
		if (held) return { held };
	}
	if (state === 'unpaid' || !isStrict(task, settings)) return { fen };
	return {
		held: failed(
			'notSent',
			'PAYMENT_STATE_UNCLEAR',
			'The order details do not say clearly whether this order is paid. It was not sent. Look at the order in Xportcn.',
			{ requestId },
		),
	};
}

/** Whether only orders that are clearly unpaid may go. A dry run alone only looks. */
const isStrict = (task: PayTask, settings: PaySettings) =>
	settings.skipIfPaid || needsAmount(task, settings);

function withoutDetails(
	failure: Failed,
	amountCounts: boolean,
	{ skipIfPaid }: PaySettings,
): Checked {
	const { errorCode, errorMessage, failedReason, httpStatus, requestId, retryable } = failure;
	const details = {
		failedReason,
		httpStatus,
		requestId,
		retryable,
		isAboutCredential: failure.isAboutCredential,
	};
	if (amountCounts) {
		return {
			held: failed(
				'notSent',
				'TOTAL_UNREADABLE',
				`The amount of this order could not be read, so it was not sent. ${errorMessage}`,
				details,
			),
		};
	}
	if (!skipIfPaid) return { fen: undefined, unread: failure };
	return {
		held: failed(
			'notSent',
			errorCode,
			`'Skip if Paid' could not read this order first, so it was not sent. ${errorMessage}`,
			details,
		),
	};
}

const alreadyPaid = (requestId: string | null, { alreadyPaidSucceeds }: PaySettings) =>
	failed(
		'alreadyPaid',
		'ALREADY_PAID',
		'The order details show that this order is paid. It was not sent. There is nothing more to do.',
		{ requestId, isOnSucceeded: alreadyPaidSucceeds },
	);

const unreadable = (requestId: string | null) =>
	failed(
		'notSent',
		'TOTAL_UNREADABLE',
		"The order details do not state an amount that can be relied on, so the order was not sent. Look at the order with Order → Get, and check 'Amount Unit' in the credential. API → Check Setup finds the unit.",
		{ requestId },
	);

/** An amount that is this many times smaller than expected may be in another unit. */
const OTHER_UNIT = 10;

function checkAmount(
	{ expectedTotals, maximumPerOrder }: PayTask,
	fen: number,
	requestId: string | null,
): Failed | undefined {
	const cny = fenToCny(fen);
	const details = { requestId, json: { totalCny: cny } };
	if (expectedTotals.some(({ expected }) => fen * OTHER_UNIT <= expected)) {
		return failed(
			'notSent',
			'TOTAL_UNREADABLE',
			`The order details say ${cny} CNY, a tenth of the expected amount or less. The unit may be another one, so the order was not sent. Check 'Amount Unit' in the credential, or run API → Check Setup.`,
			details,
		);
	}
	if (maximumPerOrder !== undefined && fen > maximumPerOrder) {
		return failed(
			'notSent',
			'ABOVE_MAXIMUM',
			`This order costs ${cny} CNY. That is above 'Maximum per Order (CNY)' ${fenToCny(maximumPerOrder)}, so it was not sent. Raise the limit if it should be paid.`,
			details,
		);
	}
	const tooLow = expectedTotals.find(({ most }) => fen > most);
	if (!tooLow) return undefined;
	return failed(
		'notSent',
		'PRICE_CHANGED',
		`This order costs ${cny} CNY. At most ${fenToCny(tooLow.most)} CNY was expected, the tolerance included, so it was not sent. Look at the order, then pay it with the new amount.`,
		details,
	);
}

/** An order that does not fit into 'Maximum per Run' any more. */
export const aboveRunMaximum = (fen: number, maximumPerRun: number): Failed =>
	failed(
		'notSent',
		'ABOVE_MAXIMUM',
		`This order costs ${fenToCny(fen)} CNY. With what this execution has sent before, it goes above 'Maximum per Run (CNY)' ${fenToCny(maximumPerRun)}. This order and all after it were not sent. Raise the limit, or pay them in another execution.`,
		{ json: { totalCny: fenToCny(fen) } },
	);

/** An order that a real run would have sent. */
export function dryRun({ fen, unread }: FreeToGo): Failed {
	if (unread) {
		const { errorMessage, failedReason, httpStatus, requestId, isAboutCredential } = unread;
		return failed(
			'notSent',
			'DRY_RUN',
			`'Dry Run' is on, so nothing was sent. The details of this order could not be read, so it is not known what it costs and whether it can be paid. ${errorMessage}`,
			{ failedReason, httpStatus, requestId, isAboutCredential },
		);
	}
	return failed(
		'notSent',
		'DRY_RUN',
		"'Dry Run' is on, so nothing was sent. Without it a payment of this order would be sent now.",
		fen === undefined ? {} : { json: { totalCny: fenToCny(fen), wouldPayCny: fenToCny(fen) } },
	);
}
