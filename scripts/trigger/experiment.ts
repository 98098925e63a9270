/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosInstance } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PushOptions, PushSummary, Sandbox } from '../../sandbox';
import type { ListedExecution } from '../host/executions';
import { isOver, listExecutions, readExecution } from '../host/executions';
import type { Gate } from '../host/gate';
import { openGate } from '../host/gate';
import type { N8nInstance } from '../host/instance';
import { DEMO_OWNER, logIn } from '../host/owner';
import { freePort } from '../host/ports';
import { prepareInstances } from '../host/prepare';
import { step } from '../host/progress';
import { itemsOf } from '../host/run';
import { openSandbox } from '../host/sandbox';
import type { N8nRelease } from '../host/versions';
import { activateWebhook } from '../host/webhooks';
import type { Disturbance, Ending, Evidence, StartedExecution } from './judge';
import { keyOf } from './judge';
import type { TriggerOptions } from './options';
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

/** One burst of messages, and what became of it. */
export interface Round {
	title: string;
	evidence: Evidence;
	summary: PushSummary;
	/** Tries that the gate held back, n8n not being ready. */
	heldBack: number;
	/** From the first push until the last was over. */
	tookMs: number;
}

/** An n8n whose trigger a sandbox pushes to, while it is restarted through a gate. */
export class Experiment {
	private http!: AxiosInstance;

	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		private readonly gate: Gate,
		private readonly options: TriggerOptions,
	) {}

	/** Sets everything up, a line of progress for each step. Throws ExpectedError. */
	static async prepare(
		release: N8nRelease,
		options: TriggerOptions,
		folder: string,
	): Promise<Experiment> {
		const place = {
			folder,
			port: await freePort(),
			variables: options.defaults ? {} : FOR_BUSY_WEBHOOKS,
		};
		const [instance] = await prepareInstances([place], release);
		const sandbox = await openSandbox({});
		const gate = await openGate(instance.baseUrl);
		await step(
			'Importing the workflow',
			async () => await instance.importWorkflow(triggerWorkflow, peerWorkflow),
			() => 'Workflow imported',
		);
		return new Experiment(instance, sandbox, gate, options);
	}

	/** Starts n8n and activates the workflow. */
	async start(): Promise<void> {
		await this.startServer('Starting n8n');
		await step(
			'Activating the workflow',
			async () => {
				await activateWebhook(this.http, triggerWorkflow.id, WEBHOOK_PATH);
				await activateWebhook(this.http, peerWorkflow.id, PEER_PATH);
			},
			() => 'The workflow is active',
		);
	}

	/** Pushes messages to n8n's own Webhook node, for comparison. Out: how it took them. */
	async peer(): Promise<PushSummary> {
		const { push } = this.sandbox;
		const { rate, seconds } = this.options;
		push.reset();
		push.to(`${this.instance.baseUrl}/webhook/${PEER_PATH}`, { ...PUSH_OPTIONS, retries: 0 });
		await step(`n8n's own Webhook node: ${rate * seconds} messages, ${rate} a second`, async () => {
			await push.burst({ count: rate * seconds, perSecond: rate });
			await push.idle();
		});
		return push.log.summary();
	}

	/** Pushes messages, disturbs n8n meanwhile, and waits until all is over. Out: what happened. */
	async round(title: string, disturbance: Disturbance): Promise<Round> {
		const { push } = this.sandbox;
		// what is timed goes the straight way
		const address = disturbance === 'none' ? this.instance.baseUrl : this.gate.url;
		const { rate, seconds } = this.options;
		const length = disturbance === 'none' ? seconds : Math.min(seconds, RESTART_BURST_SECONDS);
		const burst = { count: rate * length, perSecond: rate };
		return await this.observe(title, address, disturbance, async () => {
			await step(
				`${title}: ${burst.count} messages, ${rate} a second`,
				async () => await Promise.all([push.burst(burst), this.disturb(disturbance)]),
			);
		});
	}

	/**
	 * Pushes messages, ends n8n when all are acknowledged, starts it again, and pushes the same messages
	 * once more. Out: what happened.
	 */
	async again(title: string, ending: Ending): Promise<Round> {
		const { orders, push } = this.sandbox;
		return await this.observe(title, this.gate.url, 'none', async () => {
			const { oneByOne, atOnce } = QUIET;
			await step(`${title}: ${oneByOne} messages one by one, ${atOnce} at once`, async () => {
				for (let sent = 0; sent < oneByOne; sent++) {
					orders.add(1);
					await push.idle();
				}
				orders.add(atOnce);
				await push.idle();
				await this.settled();
			});
			await this.end(ending);
			await step(`${title}: the same messages again`, async () => {
				for (const { id } of push.log.all()) push.repeat(id);
				await push.idle();
			});
		});
	}

	private async observe(
		title: string,
		address: string,
		meanwhile: Disturbance,
		pushAll: () => Promise<void>,
	): Promise<Round> {
		const { push } = this.sandbox;
		const earlier = new Set((await this.listed()).map(({ id }) => id));
		push.reset();
		push.to(`${address}/webhook/${WEBHOOK_PATH}`, PUSH_OPTIONS);
		const started = Date.now();
		const heldBackBefore = this.gate.heldBack;
		await pushAll();
		await step(
			`${title}: waiting for the last retries`,
			async () => await push.idle(),
			() => `${title}: nothing is pushed any more`,
		);
		const tookMs = Date.now() - started;
		const executions = await step(
			`${title}: reading the executions`,
			async () => await this.executionsBeyond(earlier),
			(read) => `${title}: ${read.length} executions read`,
		);
		const evidence = { pushes: push.log.all(), executions, meanwhile };
		const heldBack = this.gate.heldBack - heldBackBefore;
		return { title, evidence, summary: push.log.summary(), heldBack, tookMs };
	}

	/** Stops n8n and the sandbox. */
	async stop(): Promise<void> {
		await this.instance.stop();
		await this.gate.stop();
		await this.sandbox.stop();
	}

	private async startServer(title: string): Promise<void> {
		await step(
			title,
			async () => {
				await this.instance.startServer();
				this.http = await logIn(this.instance.baseUrl, DEMO_OWNER);
			},
			() => `n8n is running: ${this.instance.baseUrl}`,
		);
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
		await this.startServer(ending === 'kill' ? 'n8n was killed' : 'n8n was stopped');
	}

	/** Whether a message has been sent that n8n has not answered yet: the worst moment to stop. */
	private isMessageUnderWay(): boolean {
		const last = this.sandbox.push.log.all().at(-1);
		return last?.state === 'waiting' && last.attempts.length === 0;
	}

	private async listed(): Promise<ListedExecution[]> {
		return await listExecutions(this.http, triggerWorkflow.id);
	}

	/** Out: all executions, once they are over. */
	private async settled(): Promise<ListedExecution[]> {
		const end = Date.now() + SETTLE_DEADLINE_MS;
		let listed = await this.listed();
		while (!listed.every(({ status }) => isOver(status)) && Date.now() < end) {
			await sleep(POLL_MS);
			listed = await this.listed();
		}
		return listed;
	}

	/** Out: the executions that are not among the earlier ones, once all are over. */
	private async executionsBeyond(earlier: Set<string>): Promise<StartedExecution[]> {
		const started: StartedExecution[] = [];
		const listed = await this.settled();
		for (const { id, status } of listed.filter((execution) => !earlier.has(execution.id))) {
			const { run } = await readExecution(this.http, id);
			const [item] = itemsOf(run, TRIGGER, 0);
			const raw = item && (JSON.parse(String(item.json.rawMessage)) as Parameters<typeof keyOf>[0]);
			started.push({ id, status, message: raw && keyOf(raw) });
		}
		return started;
	}
}
