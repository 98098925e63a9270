import { countsOf } from '../../test/harness/counts';

/** An order on an output; `outcome` is this node's word. */
export interface Row {
	orderId: string;
	outcome: unknown;
	says: string;
}

/** What there is to judge by. */
export interface Evidence {
	orderIds: string[];
	succeeded: Row[];
	failed: Row[];
	/** The orders debited, one entry for each debit. */
	debited: string[];
	/** Whether an order got a bad gateway for an answer. */
	isBadGateway: (orderId: string) => boolean;
	/** What the run as a whole ended with, if that was an error. */
	runError: string | undefined;
}

/** What became of the orders, by the ledger. */
export interface Verdict {
	succeeded: number;
	/** Orders on the first output that nobody debited. */
	unpaidOnSucceeded: number;
	/** Orders on the second output that were debited, and the node does not say `unknown` or `alreadyPaid`. */
	paidOnFailed: number;
	unknown: number;
	alreadyPaid: number;
	/** Orders on no output. */
	nowhere: number;
	debited: number;
	debitedMoreThanOnce: number;
	debitsTooMany: number;
	/** What is said about a bad gateway: by the first such item, or by the run's error. */
	says: string;
}

/** In: where a run left its orders, and the ledger. Out: what became of them. */
export function judge(evidence: Evidence): Verdict {
	const { orderIds, succeeded, failed, isBadGateway, runError } = evidence;
	const debits = countsOf(evidence.debited);
	const said = (word: string) => failed.filter(({ outcome }) => outcome === word).length;
	const surelyFailed = failed.filter(
		({ outcome }) => outcome !== 'unknown' && outcome !== 'alreadyPaid',
	);
	const seen = new Set([...succeeded, ...failed].map(({ orderId }) => orderId));
	return {
		succeeded: succeeded.length,
		unpaidOnSucceeded: succeeded.filter(({ orderId }) => !debits.has(orderId)).length,
		paidOnFailed: surelyFailed.filter(({ orderId }) => debits.has(orderId)).length,
		unknown: said('unknown'),
		alreadyPaid: said('alreadyPaid'),
		nowhere: orderIds.filter((orderId) => !seen.has(orderId)).length,
		debited: debits.size,
		debitedMoreThanOnce: [...debits.values()].filter((count) => count > 1).length,
		debitsTooMany: evidence.debited.length - debits.size,
		says: failed.find(({ orderId }) => isBadGateway(orderId))?.says ?? runError ?? '',
	};
}
