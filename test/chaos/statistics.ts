import type { LoggedRequest, Sandbox } from '../../sandbox';
import type { Emitted } from './judge';
import { TIMES } from './scenario';
import type { Scenario } from './scenario';

/** What chaos runs did, to be added up. */
export interface Statistics {
	requests: number;
	debits: number;
	/** How many requests each kind of fault struck. */
	faults: Record<string, number>;
	/** How many output items have each outcome. */
	outcomes: Record<string, number>;
	/**
	 * Orders whose payment met a fault after which nobody can say from the answer what happened, in
	 * runs that may look (Verify Unknown, not cancelled) and whose looks met no fault.
	 */
	ambiguous: number;
	/** Those of them that stayed `unknown`. */
	ambiguousUnknown: number;
}

export const noStatistics = (): Statistics => ({
	requests: 0,
	debits: 0,
	faults: {},
	outcomes: {},
	ambiguous: 0,
	ambiguousUnknown: 0,
});

/** Adds one run's numbers to the sum. */
export function addUp(sum: Statistics, more: Statistics): void {
	sum.requests += more.requests;
	sum.debits += more.debits;
	sum.ambiguous += more.ambiguous;
	sum.ambiguousUnknown += more.ambiguousUnknown;
	for (const kind of ['faults', 'outcomes'] as const) {
		for (const [word, count] of Object.entries(more[kind])) {
			sum[kind][word] = (sum[kind][word] ?? 0) + count;
		}
	}
}

const counted = (words: string[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
};

/**
 * The numbers of one run of the node.
 * @param requests that arrived during it
 * @param omitted orders that a fault of the kind `omit` is about
 * @param exists whether the vendor knows an order: others have no details to look at
 */
export function statisticsOf(
	scenario: Scenario,
	requests: LoggedRequest[],
	debits: number,
	items: Emitted[],
	omitted: Set<string>,
	exists: (orderId: string) => boolean,
): Statistics {
	const looked = requests.filter(({ operation }) => operation === 'get');
	const mayLook =
		scenario.options.verifyUnknown &&
		scenario.fate.kind !== 'cancel' &&
		looked.every(({ fault }) => fault === null);
	const ambiguous = new Set(
		mayLook ? requests.flatMap((request) => unclearOrders(request, omitted)).filter(exists) : [],
	);
	const unknown = new Set(
		items.filter(({ outcome }) => outcome === 'unknown').map(({ orderId }) => orderId),
	);
	return {
		requests: requests.length,
		debits,
		faults: counted(requests.flatMap(({ fault }) => fault ?? [])),
		outcomes: counted(items.map(({ outcome }) => String(outcome))),
		ambiguous: ambiguous.size,
		ambiguousUnknown: [...ambiguous].filter((orderId) => unknown.has(orderId)).length,
	};
}

/** The orders of a pay request whose answer leaves open what happened. */
function unclearOrders(request: LoggedRequest, omitted: Set<string>): string[] {
	const { operation, fault, verdict, body, startedAt, endedAt } = request;
	if (operation !== 'pay' || fault === null) return [];
	const orderIds = (body as { orderIds: string[] }).orderIds;
	switch (fault) {
		case 'reset':
		case 'hang':
		case 'html':
		case 'truncate':
			return orderIds;
		case 'omit':
			return orderIds.filter((orderId) => omitted.has(orderId));
		case 'status':
			return (verdict?.status ?? 0) >= 500 || verdict?.code === null ? orderIds : [];
		case 'latency':
		case 'drip':
			return (endedAt ?? Infinity) - startedAt >= TIMES.timeout ? orderIds : [];
		default:
			return [];
	}
}

/** The texts that nobody but the server may see: what it received as proof of the secret. */
export const secretsOf = ({ keys, requests }: Sandbox): string[] => [
	keys.accessSecret,
	...requests
		.all()
		.flatMap(({ headers }) =>
			[headers.signature, headers['nonce-str']].filter(
				(value): value is string => typeof value === 'string' && value !== '',
			),
		),
];
