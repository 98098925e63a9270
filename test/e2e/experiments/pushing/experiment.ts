import type { AxiosInstance } from 'axios';

import { sleep } from '../../../../tools/node';
import { startSandbox } from '../../../../sandbox';
import type { PushOptions, PushSummary, Sandbox } from '../../../../sandbox';
import type { N8nInstance } from '../../../../tools/n8n/instance';
import { itemsOf } from '../../../../tools/n8n/run';
import type { ListedExecution } from '../../../harness/executions';
import { isOver, listExecutions, readExecution } from '../../../harness/executions';
import { activateWebhook } from '../../../harness/webhooks';
import { ownN8n, startAndLogIn } from '../../harness/ownN8n';
import type { Disturbance, Ending, Evidence, StartedExecution } from './checks';
import { keyOf } from './checks';
import type { Gate } from './gate';
import { openGate } from './gate';
import { PEER_PATH, peerWorkflow, TRIGGER, triggerWorkflow, WEBHOOK_PATH } from './workflow';

/**
 * By default, newer releases make a sandbox for expressions for each request and each run, whichever
 * node it is for. That takes longer than the time between two messages here.
 */
const FOR_BUSY_WEBHOOKS = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

const PUSH_OPTIONS: PushOptions = {
	/** A tenth of the messages come twice. */
	repeatShare: 0.1,
	/** The vendor's half hour, shortened; five of them are longer than a restart takes. */
	retryEveryMs: 10_000,
};
/** The restarts happen this far into the burst. */
const RESTART_AFTER_MS = 5_000;
const RESTART_BURST_SECONDS = 15;
const POLL_MS = 500;
/** A fraction of what n8n takes to answer. */
const LOOK_MS = 2;
const SETTLE_DEADLINE_MS = 60_000;
/** Pushed before n8n is ended, and again afterwards: one after the other, and at one moment. */
const QUIET = { oneByOne: 10, atOnce: 60 };

/** Messages a second, repeats not counted, and how long they come. */
export interface Burst {
	rate: number;
	seconds: number;
}

/** One burst of messages, and what became of it. */
export interface Round {
	evidence: Evidence;
	summary: PushSummary;
	/** Tries that the gate held back, n8n not being ready. */
	heldBack: number;
	/** From the first push until the last was over. */
	tookMs: number;
}

/** An n8n whose trigger a sandbox pushes to, while it is restarted through a gate. */
export class PushExperiment {
	private http!: AxiosInstance;

	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		private readonly gate: Gate,
		private readonly burst: Burst,
	) {}

	/**
	 * Sets everything up and starts n8n with active workflows.
	 * In: how many messages; whether n8n has its own defaults instead of what busy webhooks need.
	 */
	static async start(burst: Burst, defaults: boolean): Promise<PushExperiment> {
		const instance = await ownN8n('pushing', defaults ? {} : FOR_BUSY_WEBHOOKS);
		const sandbox = await startSandbox();
		const gate = await openGate(instance.baseUrl);
		await instance.importWorkflow(triggerWorkflow, peerWorkflow);
		const experiment = new PushExperiment(instance, sandbox, gate, burst);
		experiment.http = await startAndLogIn(instance);
		await activateWebhook(experiment.http, triggerWorkflow.id, WEBHOOK_PATH);
		await activateWebhook(experiment.http, peerWorkflow.id, PEER_PATH);
		return experiment;
	}

	/** Pushes messages to n8n's own Webhook node, for comparison. Out: how it took them. */
	async peer(): Promise<PushSummary> {
		const { push } = this.sandbox;
		const { rate, seconds } = this.burst;
		push.reset();
		push.to(`${this.instance.baseUrl}/webhook/${PEER_PATH}`, { ...PUSH_OPTIONS, retries: 0 });
		await push.burst({ count: rate * seconds, perSecond: rate });
		await push.idle();
		return push.log.summary();
	}

	/** Pushes messages, disturbs n8n meanwhile, and waits until all is over. Out: what happened. */
	async round(disturbance: Disturbance): Promise<Round> {
		const { push } = this.sandbox;
		// what is timed goes the straight way
		const address = disturbance === 'none' ? this.instance.baseUrl : this.gate.url;
		const { rate, seconds } = this.burst;
		const length = disturbance === 'none' ? seconds : Math.min(seconds, RESTART_BURST_SECONDS);
		const burst = { count: rate * length, perSecond: rate };
		return await this.observe(address, disturbance, async () => {
			await Promise.all([push.burst(burst), this.disturb(disturbance)]);
		});
	}

	/**
	 * Pushes messages, ends n8n when all are acknowledged, starts it again, and pushes the same messages
	 * once more. Out: what happened.
	 */
	async again(ending: Ending): Promise<Round> {
		const { orders, push } = this.sandbox;
		return await this.observe(this.gate.url, 'none', async (earlier) => {
			for (let sent = 0; sent < QUIET.oneByOne; sent++) {
				orders.add(1);
				await push.idle();
			}
			orders.add(QUIET.atOnce);
			await push.idle();
			await this.settled(earlier);
			await this.end(ending);
			for (const { id } of push.log.all()) push.repeat(id);
			await push.idle();
		});
	}

	private async observe(
		address: string,
		meanwhile: Disturbance,
		pushAll: (earlier: Set<string>) => Promise<void>,
	): Promise<Round> {
		const { push } = this.sandbox;
		const earlier = new Set((await this.listed()).map(({ id }) => id));
		push.reset();
		push.to(`${address}/webhook/${WEBHOOK_PATH}`, PUSH_OPTIONS);
		const started = Date.now();
		const heldBackBefore = this.gate.heldBack;
		await pushAll(earlier);
		await push.idle();
		const tookMs = Date.now() - started;
		const executions = await this.executionsBeyond(earlier);
		const evidence = { pushes: push.log.all(), executions, meanwhile };
		const heldBack = this.gate.heldBack - heldBackBefore;
		return { evidence, summary: push.log.summary(), heldBack, tookMs };
	}

	/** Stops n8n and the sandbox. */
	async stop(): Promise<void> {
		await this.instance.stop();
		await this.gate.stop();
		await this.sandbox.stop();
	}

	private async disturb(disturbance: Disturbance): Promise<void> {
		if (disturbance === 'none') return;
		await sleep(RESTART_AFTER_MS);
		while (!this.isMessageUnderWay()) await sleep(LOOK_MS);
		await this.end(disturbance);
	}

	/** Ends n8n and starts it again. */
	private async end(ending: Ending): Promise<void> {
		if (ending === 'kill') await this.instance.kill();
		else await this.instance.stop();
		this.http = await startAndLogIn(this.instance);
	}

	/** Whether a message has been sent that n8n has not answered yet: the worst moment to stop. */
	private isMessageUnderWay(): boolean {
		const last = this.sandbox.push.log.all().at(-1);
		return last?.state === 'waiting' && last.attempts.length === 0;
	}

	private async listed(): Promise<ListedExecution[]> {
		return await listExecutions(this.http, triggerWorkflow.id);
	}

	/**
	 * Out: the executions that are not among the earlier ones, once they are over. One that a killed n8n
	 * had not begun may never be.
	 */
	private async settled(earlier: Set<string>): Promise<ListedExecution[]> {
		const beyond = async () => (await this.listed()).filter(({ id }) => !earlier.has(id));
		const end = Date.now() + SETTLE_DEADLINE_MS;
		let listed = await beyond();
		while (!listed.every(({ status }) => isOver(status)) && Date.now() < end) {
			await sleep(POLL_MS);
			listed = await beyond();
		}
		return listed;
	}

	/** Out: what settled() gives, each with its message. */
	private async executionsBeyond(earlier: Set<string>): Promise<StartedExecution[]> {
		const started: StartedExecution[] = [];
		for (const { id, status } of await this.settled(earlier)) {
			const { run } = await readExecution(this.http, id);
			const [item] = itemsOf(run, TRIGGER, 0);
			const raw = item && (JSON.parse(String(item.json.rawMessage)) as Parameters<typeof keyOf>[0]);
			started.push({ id, status, message: raw && keyOf(raw) });
		}
		return started;
	}
}
