import { chance } from '../../sandbox/chance';
import type { Sandbox } from '../../sandbox';
import { demoCredential } from '../../tools/demo/examples';
import { PAY } from '../harness/payingWorkflow';
import { readExecution } from '../harness/executions';
import type { WorkflowRun } from '../../tools/n8n/run';
import { itemsOf } from '../../tools/n8n/run';
import { SPLIT } from './byHand';
import type { Row, Verdict } from './faultJudge';
import { judge } from './faultJudge';
import { openRaceSandbox } from './race';
import type { Build, Builder, RealN8n } from './realN8n';
import { workflowOf } from './realN8n';

const ORDERS = 1_000;
const LATENCY_MS = 30;
const SEED = 1688;
const DEADLINE_MS = 5 * 60_000;
/** How n8n calls a run that it brought to an end itself. */
const ENDED = new Set(['success', 'error']);

/** What befalls so many of a thousand orders. */
const SHARES = [
	{ what: 'reset', perThousand: 20 },
	{ what: 'badGateway', perThousand: 10 },
	{ what: 'code500', perThousand: 10 },
	{ what: 'refused', perThousand: 50 },
	{ what: 'bothLists', perThousand: 10 },
	{ what: 'neither', perThousand: 10 },
] as const;
type Mishap = (typeof SHARES)[number]['what'];

/** One way to build it, under faults. */
export interface FaultRound {
	title: string;
	builder: Builder;
	build: Build;
	/** A vendor that debits an order again when asked again. */
	debitsAgain?: boolean;
}

/** A round, and what became of its orders. */
export type FaultResult = Verdict & Pick<FaultRound, 'title' | 'builder'>;

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 };
const CONTINUE = { onError: 'continueRegularOutput' };
const BEST = 'in the success list, not in the failed one';

/** As people set it up: On Error, Retry On Fail, and the ways to tell what is paid. */
export const FAULT_ROUNDS: FaultRound[] = [
	{ title: 'On Error: Stop', builder: 'byHand', build: {} },
	{
		title: 'On Error: Continue, code is 200',
		builder: 'byHand',
		build: { settings: CONTINUE, split: 'code is 200' },
	},
	{
		title: 'On Error: Continue, success list not empty',
		builder: 'byHand',
		build: { settings: CONTINUE, split: 'success list not empty' },
	},
	{
		title: 'On Error: Continue, in the success list and not in the failed one',
		builder: 'byHand',
		build: { settings: CONTINUE, split: BEST },
	},
	{
		title: 'Retry On Fail, the vendor debits again',
		builder: 'byHand',
		build: { settings: RETRY },
		debitsAgain: true,
	},
	{ title: 'On Error: Stop', builder: 'node', build: {} },
	{ title: 'On Error: Continue', builder: 'node', build: { settings: CONTINUE } },
	{
		title: 'Retry On Fail, the vendor debits again',
		builder: 'node',
		build: { settings: RETRY },
		debitsAgain: true,
	},
];

/** Draws what befalls each order; the same for every round. */
function mishapOf(orderId: string): Mishap | undefined {
	let rest = chance(SEED, 'mishap', orderId, 1) * 1000;
	return SHARES.find(({ perThousand }) => (rest -= perThousand) < 0)?.what;
}

/** Lets it befall every request that names the order. */
function plan({ faults, orders }: Sandbox, orderId: string, mishap: Mishap): void {
	const scope = { on: 'pay', orderId, times: 0 } as const;
	const orderIds = [orderId];
	if (mishap === 'reset') faults.add({ ...scope, kind: 'reset', when: 'after' });
	if (mishap === 'badGateway') faults.add({ ...scope, kind: 'status', status: 502, body: 'html' });
	if (mishap === 'code500') faults.add({ ...scope, kind: 'code', code: 500 });
	if (mishap === 'refused') orders.cancel(orderId);
	if (mishap === 'bothLists') faults.add({ ...scope, kind: 'bothLists', orderIds });
	if (mishap === 'neither') faults.add({ ...scope, kind: 'omit', when: 'before', orderIds });
}

/** Items that were made by hand have lost the order's number; n8n still knows which item it was. */
function rowsOf(run: WorkflowRun, builder: Builder, output: number, orderIds: string[]): Row[] {
	return itemsOf(run, builder === 'node' ? PAY : SPLIT, output).map(({ json, pairedItem }) => {
		const index = [pairedItem].flat()[0]?.item ?? -1;
		const { error } = json as { error?: { message?: string } | string };
		return {
			orderId: builder === 'node' ? String(json.orderId) : orderIds[index],
			outcome: json.outcome,
			says: String(json.errorMessage ?? (typeof error === 'object' ? error.message : error) ?? ''),
		};
	});
}

/**
 * Runs one way to build it against the faults. Out: what became of the orders.
 * Throws when n8n did not bring the run to an end, well or not: there is nothing to judge then.
 */
export async function runFaultRound(n8n: RealN8n, round: FaultRound): Promise<FaultResult> {
	const { sandbox, orderIds } = await openRaceSandbox(ORDERS, LATENCY_MS);
	try {
		sandbox.refuseSecondDebit = !round.debitsAgain;
		const mishaps = new Map(orderIds.map((orderId) => [orderId, mishapOf(orderId)]));
		for (const [orderId, mishap] of mishaps) if (mishap) plan(sandbox, orderId, mishap);
		const credential = demoCredential(sandbox);
		await n8n.start(credential);
		const workflow = workflowOf(round.builder, orderIds, credential, round.build);
		const { title, builder } = round;
		const { id, status } = await n8n.run(workflow, DEADLINE_MS);
		if (!ENDED.has(status)) throw new Error(`${builder}, ${title}: n8n calls the run ${status}`);
		const { run } = await readExecution(n8n.http, id);
		const verdict = judge({
			orderIds,
			succeeded: rowsOf(run, builder, 0, orderIds),
			failed: rowsOf(run, builder, 1, orderIds),
			debited: sandbox.ledger.entries.map(({ orderId }) => orderId),
			isBadGateway: (orderId) => mishaps.get(orderId) === 'badGateway',
			runError: run.data.resultData.error?.message,
		});
		return { title, builder, ...verdict };
	} finally {
		await n8n.stop();
		await sandbox.stop();
	}
}
