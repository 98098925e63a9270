import { isAxiosError } from 'axios';

import type { ListedExecution } from '../../test/harness/executions';
import { ExpectedError } from '../../tools/n8n/errors';
import type { Arena, Conditions } from '../arena';
import { demandOneDebitEach, openArena } from '../arena';
import type { Cost } from '../clients/payer';
import type { Result } from '../clients/race';
import { figuresOf, forgetPeak } from '../processFigures';
import type { Build, Builder, RealN8n } from './realN8n';
import { workflowOf } from './realN8n';

/** A workflow that has not ended by then has lost. */
const DEADLINE_MS = 6 * 60_000;

/** What it cost n8n, over what n8n costs that does nothing. */
export interface N8nCost extends Cost {
	/** Memory n8n had before. */
	idleBytes: number;
}

export type N8nResult = Omit<Result, 'cost'> & { cost: N8nCost };

/** Out: that n8n itself did not work any more, and how that showed. Throws everything else. */
const whyNoAnswer = async (error: unknown): Promise<string> =>
	(isAxiosError(error) && !error.response) || error instanceof ExpectedError
		? `n8n stopped answering: ${error.message}`
		: await Promise.reject(error as Error);

/**
 * Lets a workflow pay in an n8n that is started for it alone, once it is warm; n8n then still runs.
 * Out: the execution, and what it cost; or in words why it did not come to its end.
 */
export async function payInN8n(
	n8n: RealN8n,
	builder: Builder,
	{ credential, orderIds, spare, begin }: Arena,
	build: Build = {},
): Promise<{ execution: ListedExecution; cost: N8nCost } | string> {
	await n8n.start(credential);
	const warmUp = await n8n.run(workflowOf(builder, spare, credential), DEADLINE_MS);
	if (warmUp.status !== 'success') throw new Error(`${builder}: the warm-up is ${warmUp.status}`);
	begin();
	const { pid } = n8n;
	await forgetPeak(pid);
	const before = await figuresOf(pid);
	const execution = await n8n
		.run(workflowOf(builder, orderIds, credential, build), DEADLINE_MS)
		.catch(whyNoAnswer);
	if (typeof execution === 'string') return execution;
	const { status, tookMs: wallMs } = execution;
	// what n8n brought to an end itself
	if (!['success', 'error'].includes(status) || wallMs === undefined) {
		return `did not end well: ${status}`;
	}
	const after = await figuresOf(pid);
	const cost: N8nCost = {
		wallMs,
		cpuMs: after.cpuMs - before.cpuMs,
		peakBytes: after.peakBytes,
		idleBytes: before.residentBytes,
	};
	return { execution, cost };
}

/**
 * Lets a workflow pay in n8n at the defaults of its nodes. Out: what it cost; or in words why it did
 * not come to its end. Throws when one that ended well did not pay each order once.
 */
export async function raceInN8n(
	n8n: RealN8n,
	builder: Builder,
	conditions: Conditions,
): Promise<N8nResult | string> {
	const arena = await openArena(conditions);
	try {
		const paid = await payInN8n(n8n, builder, arena);
		if (typeof paid === 'string') return paid;
		if (paid.execution.status !== 'success') return 'ended with an error';
		demandOneDebitEach(builder, arena.sandbox, arena.orderIds);
		return { cost: paid.cost, ...arena.traffic() };
	} finally {
		await n8n.stop();
		await arena.close();
	}
}
