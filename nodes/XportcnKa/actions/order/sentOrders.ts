import type { IExecuteFunctions } from 'n8n-workflow';

import { failed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { BoundPayTask } from './payBatches';
import type { PayVerdict } from './payResponse';

/** What became of an order that was sent: paid, as Xportcn says, or not known (yet). */
type Fate = 'paid' | 'unknown';

/** The orders that an execution has sent to be paid. One is never sent a second time in it. */
export interface SentOrders {
	/** The verdict on an order that was sent before; undefined if it was not. */
	find(bound: BoundPayTask): PayVerdict | undefined;
	/** Notes that an order is about to be sent. */
	add(bound: BoundPayTask): void;
	/** Notes what came of it. One that changed nothing may be sent again. */
	settle(bound: BoundPayTask, result: Result): void;
}

/**
 * The orders that were sent, over the loops and the agent's calls of one execution. They are kept in
 * n8n's node context, and each step is done at once, so that calls side by side do not both send one.
 * An order is one at its Xportcn, whichever user pays it.
 */
export function openSentOrders(context: IExecuteFunctions): SentOrders {
	const kept = context.getContext('node') as {
		sentInThisExecution?: Record<string, Record<string, Fate>>;
	};
	const byServer = (kept.sentInThisExecution ??= {});
	const fatesAt = ({ context: { client } }: BoundPayTask) => (byServer[client.baseUrl] ??= {});
	return {
		find(bound) {
			const fate = fatesAt(bound)[bound.task.orderId] as Fate | undefined;
			return fate && VERDICTS[fate];
		},
		add(bound) {
			fatesAt(bound)[bound.task.orderId] = 'unknown';
		},
		settle(bound, { outcome }) {
			const fates = fatesAt(bound);
			if (outcome === 'succeeded' || outcome === 'alreadyPaid') fates[bound.task.orderId] = 'paid';
			else if (outcome !== 'unknown') delete fates[bound.task.orderId];
		},
	};
}

const VERDICTS: Readonly<Record<Fate, PayVerdict>> = {
	paid: {
		result: failed(
			'alreadyPaid',
			'ALREADY_PAID',
			'Xportcn accepted a payment of this order, or called it paid, earlier in this execution, so it was not sent again. Order → Get shows whether it is paid by now.',
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
