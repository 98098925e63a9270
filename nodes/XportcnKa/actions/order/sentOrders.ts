import type { IExecuteFunctions } from 'n8n-workflow';

import { failed, isFailed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { openOrderMemory } from './orderMemory';
import type { BoundPayTask } from './payBatches';
import type { PayVerdict } from './payResponse';

/** What became of an order that was sent: paid, as Xportcn says, or not known (yet). */
type Fate = 'paid' | 'unknown';

/** The orders that an execution has sent to be paid, or seen as paid. None is sent (again) in it. */
export interface SentOrders {
	/** The verdict on an order that was sent, or known to be paid, before; undefined if it was not. */
	find(bound: BoundPayTask): PayVerdict | undefined;
	/** Notes that this run is about to send an order. */
	add(bound: BoundPayTask): void;
	/** Notes that an order's details show it as paid: later ones may lag. */
	addPaid(bound: BoundPayTask): void;
	/** Notes what came of all that this run has sent. What changed nothing may be sent again. */
	settle(resultOf: (bound: BoundPayTask) => Result): void;
}

/** Calls side by side do not both send an order, for it is noted before its request goes out. */
export function openSentOrders(context: IExecuteFunctions): SentOrders {
	const memory = openOrderMemory<Fate>(context, 'sentInThisExecution');
	const byThisRun: BoundPayTask[] = [];
	return {
		find({ task, context: { client } }) {
			const fate = memory.get(client, task.orderId);
			return fate && VERDICTS[fate];
		},
		add(bound) {
			byThisRun.push(bound);
			memory.set(bound.context.client, bound.task.orderId, 'unknown');
		},
		addPaid({ task, context: { client } }) {
			memory.set(client, task.orderId, 'paid');
		},
		settle(resultOf) {
			for (const bound of byThisRun) {
				const result = resultOf(bound);
				const order = [bound.context.client, bound.task.orderId] as const;
				if (result.outcome === 'succeeded' || result.outcome === 'alreadyPaid')
					memory.set(...order, 'paid');
				else if (changedNothing(result)) memory.forget(...order);
			}
		},
	};
}

/** Whether nothing came of a payment. An order that was cancelled meanwhile may have been debited. */
const changedNothing = (result: Result): boolean =>
	isFailed(result) && result.outcome !== 'unknown' && result.errorCode !== 'ORDER_CANCELLED';

const VERDICTS: Readonly<Record<Fate, PayVerdict>> = {
	paid: {
		result: failed(
			'alreadyPaid',
			'ALREADY_PAID',
			'Xportcn accepted a payment of this order, or showed it as paid, earlier in this execution, so it was not sent again. Order → Get shows whether it is paid by now.',
		),
		wasAccepted: true,
		saysPaidBefore: false,
	},
	unknown: {
		result: failed(
			'unknown',
			'SENT_BEFORE',
			"This execution has sent this order before, and it is not known whether it was paid. It was not sent again. Look at the order, and for a debit in Xportcn's funds account, before you pay it again.",
		),
		wasAccepted: true,
		saysPaidBefore: false,
	},
};
