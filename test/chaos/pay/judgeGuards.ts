import type { FaultKind, LoggedRequest } from '../../../sandbox';
import type { NodeRun } from '../execution';
import { orderIdsOf, paymentsOf } from './judge';
import type { PayCase, PayRun } from './judge';
import { nothingGuarded } from './guards';

/** Faults with which the whole answer arrives all the same, if it comes in time. */
const READABLE: ReadonlyArray<FaultKind | null> = [
	null,
	'latency',
	'drip',
	'huge',
	'idsAsNumbers',
	// an encoding that nobody promised is no obstacle
	'broken',
];

/** What a read of an order can have told: its amount, or at least whether it is clearly unpaid. */
const couldTell = ({ fault, verdict }: LoggedRequest) =>
	READABLE.includes(fault) && verdict?.code === 200;

const isAbout = (orderId: string) => (request: LoggedRequest) =>
	request.operation === 'get' && (request.body as { orderId?: string }).orderId === orderId;

/** No order is sent that a guard should have held back, or whose amount nobody can have read. */
export function brokenLimits(
	{ nodeRun, owed, limits }: PayRun,
	{ scenario: { guards, options }, world }: PayCase,
): string[] {
	const amountCounts = !nothingGuarded(guards);
	const firstSent = new Map<string, LoggedRequest>();
	for (const payment of paymentsOf(nodeRun)) {
		for (const orderId of orderIdsOf(payment)) {
			if (!firstSent.has(orderId)) firstSent.set(orderId, payment);
		}
	}
	return [...firstSent].flatMap(([orderId, payment]) => {
		const mine = limits.filter((_, index) => owed[index]?.orderIds.includes(orderId));
		// in the order of arrival: a clock may be set back
		const looks = nodeRun.requests
			.slice(0, nodeRun.requests.indexOf(payment))
			.filter(isAbout(orderId));
		const fen = world.sandbox.orders.get(orderId)?.totalAmount;
		const isAbove = mine.some(
			({ maximumPerOrder = Infinity }) => fen !== undefined && fen > maximumPerOrder,
		);
		const isUnexpected = mine.some(
			({ expected, tolerance }) =>
				fen !== undefined &&
				expected !== undefined &&
				(fen > expected + tolerance || fen * 10 <= expected),
		);
		const broken = {
			'nobody asked for it': !owed.some(({ orderIds }) => orderIds.includes(orderId)),
			'it is above the maximum per order': isAbove,
			'it costs something else than expected': isUnexpected,
			'what it should cost cannot be read': mine.some(
				({ isExpectationUnreadable }) => isExpectationUnreadable,
			),
			'its amount cannot have been read': amountCounts && !looks.some(couldTell),
			'nobody looked whether it is paid':
				options.skipIfPaid && !looks.some((look) => couldTell(look) || look.fault === 'raw'),
		};
		return Object.entries(broken)
			.filter(([, isBroken]) => isBroken)
			.map(([words]) => `order ${orderId} was sent although ${words}`);
	});
}

/** What the orders of a run cost that were sent, or would have been, in the order of the input. */
interface Step {
	orderId: string;
	fen: number;
	/** counted: its request never left, but it had been taken out of the budget. */
	kind: 'sent' | 'counted' | 'cut' | 'held';
}

/**
 * What is sent in one execution never costs more than 'Maximum per Run', the first order that does not
 * fit is not sent and none after it, and no order is cut that would have fitted.
 */
export function brokenBudget({ scenario, runs, world, execution }: PayCase): string[] {
	const { maximumPerRun } = scenario.guards;
	if (maximumPerRun === null || 'text' in maximumPerRun) return [];
	const maximum = maximumPerRun.fen;
	const steps = runs.flatMap(({ nodeRun, owed }) => {
		const asked = [...new Set(owed.flatMap(({ orderIds }) => orderIds))];
		const fenOf = (orderId: string) => world.sandbox.orders.get(orderId)?.totalAmount ?? 0;
		return asked.map((orderId): Step => ({
			orderId,
			fen: fenOf(orderId),
			kind: kindOf(nodeRun, orderId, scenario.options.dryRun),
		}));
	});
	const sum = (some: Step[], ...kinds: Array<Step['kind']>) =>
		some.filter(({ kind }) => kinds.includes(kind)).reduce((fen, step) => fen + step.fen, 0);
	const { dryRun } = scenario.options;
	const sent = sum(steps, dryRun ? 'counted' : 'sent');
	const cutAt = steps.findIndex(({ kind }) => kind === 'cut');
	const before = cutAt === -1 ? steps : steps.slice(0, cutAt);
	const after = cutAt === -1 ? [] : steps.slice(cutAt + 1);
	return [
		...(sent > maximum
			? [`${sent} fen ${dryRun ? 'would be' : 'were'} sent, the maximum is ${maximum}`]
			: []),
		...after
			.filter(({ kind }) => kind === 'sent')
			.map(({ orderId }) => `order ${orderId} was sent after one that did not fit`),
		...(cutAt !== -1 &&
		!execution.cancelled &&
		sum(before, 'sent', 'counted') + steps[cutAt].fen <= maximum
			? [`order ${steps[cutAt].orderId} would have fitted into the maximum per run`]
			: []),
	];
}

/** Not sent for want of a connection or a pause: it had been counted. */
const COUNTED = ['CANCELLED', 'TOO_MANY_REQUESTS', 'NOT_CONNECTED'];

function kindOf(nodeRun: NodeRun, orderId: string, isDryRun: boolean): Step['kind'] {
	const item = nodeRun.items.find(({ json }) => json.orderId === orderId);
	const { errorCode, errorMessage } = item?.json ?? {};
	if (errorCode === 'ABOVE_MAXIMUM' && String(errorMessage).includes("'Maximum per Run (CNY)'"))
		return 'cut';
	const isSent = paymentsOf(nodeRun).some((payment) => orderIdsOf(payment).includes(orderId));
	if (isSent) return 'sent';
	const isCounted = isDryRun ? errorCode === 'DRY_RUN' : COUNTED.includes(String(errorCode));
	return isCounted ? 'counted' : 'held';
}
