import type { AxiosInstance } from 'axios';

import { sleep } from '../../../../tools/node';
import { startSandbox } from '../../../../sandbox';
import type { Sandbox } from '../../../../sandbox';
import { demoCredential } from '../../../../tools/demo/examples';
import { outcomesOf } from '../../../../tools/demo/outcomes';
import type { N8nInstance, WorkflowFile } from '../../../../tools/n8n/instance';
import { itemsOf } from '../../../../tools/n8n/run';
import { endOfExecution, readExecution, startExecution } from '../../../harness/executions';
import { PAY } from '../../../harness/payingWorkflow';
import { ownN8n, startAndLogIn } from '../../harness/ownN8n';
import type { Evidence } from './checks';
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

/** What n8n has to say about the run that was killed. */
export interface KilledRun {
	status: string;
	/** The reason it gives. */
	message: string;
	/** Items it shows as having left the Pay node. */
	items: number;
}

/** Out: whether the vendor has a payment before it that it has not dealt with yet. */
function isPaymentUnderWay({ requests }: Sandbox): boolean {
	return requests.of('pay').some(({ verdict, endedAt }) => verdict === null && endedAt === null);
}

/** An n8n and a sandbox for one crash. */
export class CrashExperiment {
	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		private readonly workflow: WorkflowFile,
	) {}

	/** Sets everything up. */
	static async prepare(): Promise<CrashExperiment> {
		const instance = await ownN8n('crash');
		const sandbox = await startSandbox();
		sandbox.faults.add({ kind: 'latency', on: 'pay', ms: LATENCY_MS, times: 0 });
		const orders = sandbox.orders.add(ORDERS, { totalAmount: AMOUNT_FEN });
		const credential = demoCredential(sandbox);
		const workflow = crashWorkflow(
			orders.map(({ orderId }) => orderId),
			credential,
		);
		await instance.importCredential(credential);
		await instance.importWorkflow(workflow);
		return new CrashExperiment(instance, sandbox, workflow);
	}

	/** Runs the workflow, kills n8n after so many debits, starts both again. Out: what happened. */
	async crash(killAt: number): Promise<{ evidence: Evidence; killed: KilledRun }> {
		const firstClient = await startAndLogIn(this.instance);
		const { executionId, atKill } = await this.killWhilePaying(firstClient, killAt);
		await sleep(LANDING_MS);
		const landed = this.debited();

		const http = await startAndLogIn(this.instance);
		const first = await endOfExecution(http, executionId, RECOVERY_DEADLINE_MS);
		const items = [0, 1].flatMap((output) => itemsOf(first.run, PAY, output)).length;
		const beforeSecond = this.debited();
		const id = await startExecution(http, this.workflow.id, TRIGGER);
		const { status, run } = await endOfExecution(http, id, RUN_DEADLINE_MS);
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
				throw new Error(
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
