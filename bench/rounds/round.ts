import pWaitFor from 'p-wait-for';

import type { Execution } from '../../test/harness/executions';
import { readExecution } from '../../test/harness/executions';
import { PAY } from '../../test/harness/payingWorkflow';
import { ExpectedError } from '../../tools/n8n/errors';
import type { WorkflowRun } from '../../tools/n8n/run';
import { itemsOf } from '../../tools/n8n/run';
import type { Arena, Conditions, Traffic } from '../arena';
import { openArena } from '../arena';
import type { Limits } from '../clients/race';
import { payInArena } from '../clients/race';
import { SPLIT } from '../n8n/byHand';
import { payInN8n } from '../n8n/n8nRace';
import type { Build, Builder, RealN8n } from '../n8n/realN8n';
import type { Row, Verdict } from './judge';
import { judge } from './judge';

/** Who pays: a workflow in n8n, or the bare client. */
export type Payer = Builder | 'bareClient';

/** One payer under conditions in which not every order may come to be paid. */
export interface Round {
	/** What the conditions are, or how the payer is set up. */
	title: string;
	payer: Payer;
	build?: Build;
	conditions: Conditions;
}

/** A round, what became of its orders, and how long it took. */
export interface RoundResult extends Verdict, Traffic, Pick<Round, 'title' | 'payer'> {
	orders: number;
	wallMs: number;
}

/** What a payer says of the orders. */
type Said = Pick<Parameters<typeof judge>[0], 'succeeded' | 'failed' | 'runError'> & {
	wallMs: number;
};

/** The bare client has the node's defaults. */
export const BARE_CLIENT: Limits = { batchSize: 10, maxConcurrency: 16 };

/** So long n8n may be busy with what a run has left behind. */
const PATIENCE_MS = 2 * 60_000;

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

/** Out: an execution, as soon as n8n has time to show it. */
async function readPatiently({ http }: RealN8n, id: string): Promise<Execution> {
	let execution: Execution | undefined;
	const isRead = async () => {
		execution = await readExecution(http, id).catch(() => undefined);
		return execution !== undefined;
	};
	await pWaitFor(isRead, { interval: 1000, timeout: PATIENCE_MS }).catch(() => undefined);
	if (execution) return execution;
	throw new ExpectedError('n8n does not show the run that it has ended');
}

async function sayOfN8n(
	n8n: RealN8n,
	builder: Builder,
	arena: Arena,
	build?: Build,
): Promise<Said> {
	const { orderIds } = arena;
	const paid = await payInN8n(n8n, builder, arena, build);
	if (typeof paid === 'string') throw new ExpectedError(paid);
	const { run } = await readPatiently(n8n, paid.execution.id);
	return {
		succeeded: rowsOf(run, builder, 0, orderIds),
		failed: rowsOf(run, builder, 1, orderIds),
		runError: run.data.resultData.error?.message,
		wallMs: paid.cost.wallMs,
	};
}

async function sayOfBareClient(arena: Arena): Promise<Said> {
	const { cost, paid } = await payInArena('raw', BARE_CLIENT, arena);
	const said = new Set(paid);
	const row = (orderId: string): Row => ({ orderId, outcome: undefined, says: '' });
	return {
		succeeded: paid.map(row),
		failed: arena.orderIds.filter((orderId) => !said.has(orderId)).map(row),
		runError: undefined,
		wallMs: cost.wallMs,
	};
}

/**
 * Lets one payer pay. In: whether an order got a bad gateway for an answer, besides.
 * Out: what became of the orders. Throws ExpectedError when n8n did not bring the run to an end, well
 * or not: there is nothing to judge then.
 */
export async function runRound(
	n8n: RealN8n,
	{ title, payer, build, conditions }: Round,
	isBadGateway: (orderId: string) => boolean = () => false,
): Promise<RoundResult> {
	const arena = await openArena(conditions);
	try {
		const { wallMs, ...said } =
			payer === 'bareClient'
				? await sayOfBareClient(arena)
				: await sayOfN8n(n8n, payer, arena, build);
		const { orderIds, sandbox } = arena;
		const counted = new Set(orderIds);
		const verdict = judge({
			...said,
			...{ orderIds, isBadGateway },
			// without the orders that it warmed up with
			debited: sandbox.ledger.entries
				.map(({ orderId }) => orderId)
				.filter((orderId) => counted.has(orderId)),
		});
		return {
			...{ title, payer, orders: orderIds.length, wallMs },
			...arena.traffic(),
			...verdict,
		};
	} finally {
		await n8n.stop();
		await arena.close();
	}
}
