import type { AxiosInstance } from 'axios';

import { sleep } from '../../../../tools/node';
import { startSandbox } from '../../../../sandbox';
import type { Sandbox } from '../../../../sandbox';
import { demoCredential } from '../../../../tools/demo/examples';
import type { N8nInstance } from '../../../../tools/n8n/instance';
import type { WorkflowRun } from '../../../../tools/n8n/run';
import { itemsOf } from '../../../../tools/n8n/run';
import { isOver, listExecutions, readExecution } from '../../../harness/executions';
import { activateWorkflow } from '../../../harness/webhooks';
import { ownN8n, startAndLogIn } from '../../harness/ownN8n';
import type { Evidence, PolledExecution, Verdict } from './checks';
import { verdictOn } from './checks';
import { pollWorkflow, TRIGGER } from './workflow';
import { MovingWorld } from './world';

const ORDERS_AT_FIRST = 60;
const LOOK_MS = 1;
const POLL_MS = 500;
/** For the rest of the first poll, and the saving of what it remembers. */
const FIRST_POLL_MS = 2_000;
/** Several polls, and n8n's writing of what they start. */
const SETTLE_DEADLINE_MS = 30_000;
/** A round trip, so that something can happen while a poll is under way. */
const LATENCY_MS = 20;

/** How n8n is ended and started again. */
export type Ending = 'restart' | 'kill';

/** An n8n that polls a sandbox whose orders change. */
export class PollExperiment {
	private http!: AxiosInstance;
	private readonly read = new Map<string, PolledExecution>();

	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		readonly world: MovingWorld,
		private readonly workflowId: string,
	) {}

	/** Sets everything up and starts n8n with an active workflow, which polls for the first time. */
	static async start(): Promise<PollExperiment> {
		const instance = await ownN8n('polling');
		const sandbox = await startSandbox({ orders: ORDERS_AT_FIRST });
		const credential = demoCredential(sandbox);
		const workflow = pollWorkflow({ id: credential.id, name: credential.name });
		await instance.importCredential(credential);
		await instance.importWorkflow(workflow);
		const world = new MovingWorld(sandbox);
		const experiment = new PollExperiment(instance, sandbox, world, workflow.id);
		experiment.http = await startAndLogIn(instance);
		await activateWorkflow(experiment.http, workflow.id);
		// n8n 2.41 answers before it polls
		while (!sandbox.requests.of('getMany').at(-1)?.endedAt) await sleep(LOOK_MS);
		await sleep(FIRST_POLL_MS);
		sandbox.latencyMs = LATENCY_MS;
		return experiment;
	}

	/** Lets the world move for so long, and waits until all that happened is told. */
	async watch(ms: number): Promise<Verdict> {
		this.world.start();
		await sleep(ms);
		await this.world.stop();
		return await this.settle();
	}

	/** Lets the list fail for so long while the world moves. */
	async watchFailingList(ms: number): Promise<Verdict> {
		this.sandbox.faults.add({ kind: 'status', status: 503, body: 'html', times: 0, on: 'getMany' });
		this.world.start();
		await sleep(ms);
		this.sandbox.faults.clear();
		await this.world.stop();
		return await this.settle();
	}

	/** Starts n8n while the list fails. Out: what came of it, and how long n8n took to poll again, ms. */
	async startWithFailingList(ms: number): Promise<{ verdict: Verdict; tookMs: number }> {
		this.world.start();
		await this.instance.stop();
		this.sandbox.faults.add({ kind: 'status', status: 503, body: 'html', times: 0, on: 'getMany' });
		this.http = await startAndLogIn(this.instance);
		await sleep(ms);
		this.sandbox.faults.clear();
		await this.world.stop();
		const backAt = Date.now();
		const verdict = await this.settle();
		return { verdict, tookMs: Date.now() - backAt };
	}

	/**
	 * Ends n8n so many ms after the list of a poll that finds something was answered: at 0, n8n has the
	 * answer and has neither saved the memory nor recorded the run. Out: what came of it.
	 */
	async end(ending: Ending, afterMs: number): Promise<Verdict> {
		this.world.start();
		await sleep(2_000);
		await this.endOfAPoll();
		await sleep(afterMs);
		if (ending === 'kill') await this.instance.kill();
		else await this.instance.stop();
		// more happens while n8n is away
		await sleep(1_000);
		await this.world.stop();
		this.http = await startAndLogIn(this.instance);
		return await this.settle();
	}

	/** What there is to judge by, as far as it is over. */
	async evidence(): Promise<Evidence> {
		for (const { id, status } of await listExecutions(this.http, this.workflowId)) {
			if (!isOver(status) || this.read.get(id)?.status === status) continue;
			const { run } = await readExecution(this.http, id);
			const { error } = run.data.resultData;
			this.read.set(id, { id, status, told: toldIn(run), error: error?.message });
		}
		return { happened: this.world.happened, executions: [...this.read.values()] };
	}

	/** Stops n8n and the sandbox. */
	async stop(): Promise<void> {
		await this.world.stop();
		await this.instance.stop();
		await this.sandbox.stop();
	}

	/** Waits until all that happened is told; what is not by the deadline is lost. */
	private async settle(): Promise<Verdict> {
		const end = Date.now() + SETTLE_DEADLINE_MS;
		for (;;) {
			const verdict = verdictOn(await this.evidence());
			const isTold = verdict.lost.length === 0 && (await this.nothingRuns());
			if (isTold || Date.now() > end) return verdict;
			await sleep(POLL_MS);
		}
	}

	private async nothingRuns(): Promise<boolean> {
		const executions = await listExecutions(this.http, this.workflowId);
		return executions.every(({ status }) => isOver(status));
	}

	/** Waits for the end of the last page that n8n reads in a poll which finds something. */
	private async endOfAPoll(): Promise<void> {
		const { requests, orders } = this.sandbox;
		const pages = () => Math.ceil(orders.all().length / 50);
		let seen = requests.of('getMany').length;
		for (;;) {
			const next = requests.of('getMany')[seen];
			if (next?.endedAt) {
				seen += 1;
				if ((next.body as { pageNo: number }).pageNo === pages()) return;
			}
			await sleep(LOOK_MS);
		}
	}
}

/** What the items say that a poll started a run with, also one that was cut off before it began. */
function toldIn(run: WorkflowRun): string[] {
	const items = itemsOf(run, TRIGGER, 0);
	const waiting = (run.data.executionData?.nodeExecutionStack ?? [])
		.filter(({ node }) => node.name === TRIGGER)
		.flatMap(({ data }) => data.main?.flat() ?? []);
	return (items.length > 0 ? items : waiting).flatMap((item) => {
		const { orderId, changes } = item?.json ?? {};
		return Array.isArray(changes) ? changes.map((change) => `${String(orderId)} ${change}`) : [];
	});
}
