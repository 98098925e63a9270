/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosInstance } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox';
import { demoCredential } from '../demo/examples';
import { outcomesOf } from '../demo/outcomes';
import { PAY } from '../demo/payingWorkflow';
import { ExpectedError } from '../host/errors';
import { endOfExecution, readExecution, startExecution } from '../host/executions';
import type { N8nInstance, WorkflowFile } from '../host/instance';
import { DEMO_OWNER, logIn } from '../host/owner';
import { freePort, mustBeFree } from '../host/ports';
import { prepareInstance } from '../host/prepare';
import { step } from '../host/progress';
import { itemsOf } from '../host/run';
import { openSandbox } from '../host/sandbox';
import type { Evidence } from './judge';
import type { CrashOptions } from './options';
import type { KilledRun } from './report';
import { crashWorkflow, TRIGGER } from './workflow';

const ORDERS = 200;
const AMOUNT_FEN = 1_00;
/** What the vendor takes for a payment: 20 of them, two at once, last a while. */
const LATENCY_MS = 60;
/** A fraction of the latency, so that no payment is over between two looks. */
const LOOK_MS = 5;
/** After this, whatever reached the vendor before the kill has been done. */
const LANDING_MS = 1_000;
/** For seconds of work on a machine that may have other things to do. */
const RUN_DEADLINE_MS = 5 * 60_000;
/** n8n looks for what it left unfinished while it starts. */
const RECOVERY_DEADLINE_MS = 15_000;

/** Out: whether the vendor has a payment before it that it has not dealt with yet. */
function isPaymentUnderWay({ requests }: Sandbox): boolean {
	return requests.of('pay').some(({ verdict, endedAt }) => verdict === null && endedAt === null);
}

/** An n8n and a sandbox for one crash. */
export class Experiment {
	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		private readonly workflow: WorkflowFile,
	) {}

	/**
	 * Sets everything up, a line of progress for each step.
	 * In: what was asked for; an empty folder for n8n. Throws ExpectedError for what a person can
	 * mend.
	 */
	static async prepare(options: CrashOptions, folder: string): Promise<Experiment> {
		await mustBeFree(options);
		const instance = await prepareInstance(folder, options.port ?? (await freePort()));
		const sandbox = await openSandbox({ port: options.sandboxPort });
		sandbox.faults.add({ kind: 'latency', on: 'pay', ms: LATENCY_MS, times: 0 });
		const orders = sandbox.orders.add(ORDERS, { totalAmount: AMOUNT_FEN });

		const credential = demoCredential(sandbox);
		const orderIds = orders.map(({ orderId }) => orderId);
		const workflow = crashWorkflow(orderIds, credential);
		await step(
			'Importing the credential and the workflow',
			async () => {
				await instance.importCredential(credential);
				await instance.importWorkflow(workflow);
			},
			() => `Credential and workflow imported; the sandbox has ${ORDERS} unpaid orders`,
		);
		return new Experiment(instance, sandbox, workflow);
	}

	/** Runs the workflow, kills n8n after so many debits, starts both again. Out: what happened. */
	async crash(killAt: number): Promise<{ evidence: Evidence; killed: KilledRun }> {
		const firstClient = await this.start('Starting n8n');
		const { executionId, atKill } = await step(
			`Paying, to kill n8n after ${killAt} debits`,
			async () => await this.killWhilePaying(firstClient, killAt),
			(result) => `n8n killed while it paid, after ${result.atKill.length} debits`,
		);
		await sleep(LANDING_MS);
		const landed = this.debited();

		const http = await this.start('Starting n8n again');
		const first = await endOfExecution(http, executionId, RECOVERY_DEADLINE_MS);
		const items = [0, 1].flatMap((output) => itemsOf(first.run, PAY, output)).length;
		const beforeSecond = this.debited();
		const { status, run } = await step('Running the workflow again', async () => {
			const id = await startExecution(http, this.workflow.id, TRIGGER);
			return await endOfExecution(http, id, RUN_DEADLINE_MS);
		});
		const evidence = {
			orderIds: this.sandbox.orders.all().map(({ orderId }) => orderId),
			...{ atKill, landed, beforeSecond, atEnd: this.debited(), status },
			rows: outcomesOf(run, this.workflow).flatMap(({ rows }) => rows),
		};
		const message = first.run.data.resultData.error?.message ?? 'no reason given';
		return { evidence, killed: { status: first.status, message, items } };
	}

	/** Stops n8n and the sandbox. */
	async stop(): Promise<void> {
		await this.instance.stop();
		await this.sandbox.stop();
	}

	private debited(): string[] {
		return this.sandbox.ledger.entries.map(({ orderId }) => orderId);
	}

	/** Out: a client that is logged in. */
	private async start(title: string): Promise<AxiosInstance> {
		return await step(
			title,
			async () => {
				await this.instance.startServer();
				return await logIn(this.instance.baseUrl, DEMO_OWNER);
			},
			() => `n8n is running: ${this.instance.baseUrl}`,
		);
	}

	/**
	 * Kills n8n once so many orders are debited and further payments are under way: the worst
	 * moment, because those go through and n8n never hears of them.
	 */
	private async killWhilePaying(http: AxiosInstance, killAt: number) {
		const { ledger } = this.sandbox;
		let alive = true;
		void this.instance.serverEnd().then(() => (alive = false));
		const executionId = await startExecution(http, this.workflow.id, TRIGGER);
		const end = Date.now() + RUN_DEADLINE_MS;
		while (ledger.entries.length < killAt || !isPaymentUnderWay(this.sandbox)) {
			const over = !alive || Date.now() > end || ledger.entries.length >= ORDERS;
			if (over) {
				const read = readExecution(http, executionId);
				const { status } = await read.catch(() => ({ status: 'unknown, n8n does not answer' }));
				throw new ExpectedError(
					`No moment to kill n8n: ${ledger.entries.length} debits; status of the run: ${status}.`,
				);
			}
			await sleep(LOOK_MS);
		}
		const atKill = this.debited();
		await this.instance.kill();
		return { executionId, atKill };
	}
}
