import { isAxiosError } from 'axios';

import { demoCredential } from '../../tools/demo/examples';
import { ExpectedError } from '../../tools/n8n/errors';
import type { Cost } from './payer';
import { figuresOf, forgetPeak } from './processFigures';
import type { Result } from './race';
import { demandOneDebitEach, openRaceSandbox, trafficOf } from './race';
import type { Builder, RealN8n } from './realN8n';
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

/** Throws when a workflow that ended well did not pay each order once. */
async function measure(
	n8n: RealN8n,
	builder: Builder,
	{ sandbox, orderIds, spare }: Awaited<ReturnType<typeof openRaceSandbox>>,
): Promise<N8nResult | string> {
	const credential = demoCredential(sandbox);
	await n8n.start(credential);
	const warmUp = await n8n.run(workflowOf(builder, spare, credential), DEADLINE_MS);
	if (warmUp.status !== 'success') throw new Error(`${builder}: the warm-up is ${warmUp.status}`);
	sandbox.requests.clear();
	const { pid } = n8n;
	await forgetPeak(pid);
	const before = await figuresOf(pid);
	const execution = await n8n
		.run(workflowOf(builder, orderIds, credential), DEADLINE_MS)
		.catch(whyNoAnswer);
	if (typeof execution === 'string') return execution;
	if (execution.status !== 'success' || execution.tookMs === undefined) {
		return `did not end well: ${execution.status}`;
	}
	const after = await figuresOf(pid);
	demandOneDebitEach(builder, sandbox, orderIds);
	const cost: N8nCost = {
		wallMs: execution.tookMs,
		cpuMs: after.cpuMs - before.cpuMs,
		peakBytes: after.peakBytes,
		idleBytes: before.residentBytes,
	};
	return { cost, ...trafficOf(sandbox) };
}

/**
 * Lets a workflow pay in an n8n that is started for it alone, at the defaults of its nodes.
 * Out: what it cost; or in words why it did not come to its end.
 */
export async function raceInN8n(
	n8n: RealN8n,
	builder: Builder,
	{ orders, latencyMs }: { orders: number; latencyMs: number },
): Promise<N8nResult | string> {
	const conditions = await openRaceSandbox(orders, latencyMs);
	try {
		return await measure(n8n, builder, conditions);
	} finally {
		await n8n.stop();
		await conditions.sandbox.stop();
	}
}
