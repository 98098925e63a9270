import type { IExecuteFunctions } from 'n8n-workflow';

import { failed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { createOrderReader } from './orderReader';
import type { OrderReader } from './orderReader';
import type { PayVerdict } from './payResponse';
import type { PaySettings } from './paySettings';
import { openRunBudget } from './runBudget';
import type { RunBudget } from './runBudget';
import { openSentOrders } from './sentOrders';
import type { SentOrders } from './sentOrders';

/** The payments of one run: what is known of each so far, by the key of its task. */
export interface Payments {
	budget: RunBudget | undefined;
	/** What this execution has sent, this run and those before. */
	sent: SentOrders;
	verdicts: Map<string, PayVerdict>;
	/** Amounts that were read before an order was sent, fen. */
	amounts: Map<string, number>;
	readerOf(client: XportcnClient): OrderReader;
}

/** @throws when this n8n keeps no context for the node */
export function openPayments(run: IExecuteFunctions, settings: PaySettings): Payments {
	const { maximumPerRun } = settings;
	const readers = new Map<XportcnClient, OrderReader>();
	return {
		budget:
			maximumPerRun === undefined ? undefined : openRunBudget(run, maximumPerRun, settings.dryRun),
		sent: openSentOrders(run),
		verdicts: new Map(),
		amounts: new Map(),
		readerOf(client) {
			const reader = readers.get(client) ?? createOrderReader(client, settings.maxConcurrency);
			readers.set(client, reader);
			return reader;
		},
	};
}

/** Once anything was sent nothing throws: a mistake of this node's own is `unknown`. */
const UNEXPECTED = failed(
	'unknown',
	'UNEXPECTED',
	"This node stopped unexpectedly, so it is not known whether this order was paid. Look at it in Xportcn before you run this again, and report it with n8n's log.",
);

/** What is known of a payment in the end, or so far. */
export const resultIn = ({ verdicts }: Payments, key: string): Result =>
	verdicts.get(key)?.result ?? UNEXPECTED;
