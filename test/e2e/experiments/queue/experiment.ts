import type { AxiosInstance } from 'axios';

import { sleep } from '../../../../tools/node';
import { startSandbox } from '../../../../sandbox';
import type { Sandbox } from '../../../../sandbox';
import { demoCredential } from '../../../../tools/demo/examples';
import { outcomesOf } from '../../../../tools/demo/outcomes';
import type { WorkflowFile } from '../../../../tools/n8n/instance';
import { DEMO_OWNER, logIn } from '../../../../tools/n8n/owner';
import { itemsOf } from '../../../../tools/n8n/run';
import type { ListedExecution } from '../../../harness/executions';
import { isOver, listExecutions, readExecution } from '../../../harness/executions';
import { activateWebhook, callWebhook } from '../../../harness/webhooks';
import type { Evidence, ExecutionRecord, Kill } from './checks';
import { distinct, unfinishedNamings } from './checks';
import { Cluster, WORKER_CONCURRENCY } from './cluster';
import { namingsOf, ORDERS } from './namings';
import type { Posted } from './workflow';
import { MAX_CONCURRENCY, queueWorkflow, TRIGGER, WEBHOOK_PATH } from './workflow';

const AMOUNT_FEN = 1_00;
/** What the vendor takes for a payment, so that all executions are at it at the same time. */
const LATENCY_MS = 1_000;
/** A fraction of the latency, so that no moment is missed. */
const LOOK_MS = 5;
const POLL_MS = 500;
/** A worker is killed after so many debits of the round. */
const KILL_AFTER = 100;
/** The most payments one worker can have under way. */
const MOST_OF_ONE_WORKER = WORKER_CONCURRENCY * MAX_CONCURRENCY;
const KILL_DEADLINE_MS = 3 * 60_000;
/** n8n gives up on a lost execution after a minute without a sign of life, and looks twice a minute. */
const END_DEADLINE_MS = 6 * 60_000;

/** One round of executions at once. */
export interface Round {
	evidence: Evidence;
	/** From the first POST until all executions were over. */
	tookMs: number;
	/**
	 * What n8n says of those that did not finish: its reason, and how long after all were started
	 * (and the worker killed, if one was) they were over.
	 */
	lost: Array<{ status: string; reason: string; afterMs: number }>;
}

/** Where the logs stood before a round. */
interface Marks {
	requests: number;
	debits: number;
	lastExecution: number;
}

/** An n8n in queue mode and a sandbox. */
export class QueueExperiment {
	private constructor(
		readonly cluster: Cluster,
		readonly sandbox: Sandbox,
		private readonly workflow: WorkflowFile,
		private readonly http: AxiosInstance,
	) {}

	/**
	 * Sets everything up and starts n8n with an active workflow.
	 * In: whether the vendor debits an order again when asked again.
	 */
	static async start(debitAgain: boolean): Promise<QueueExperiment> {
		const cluster = await Cluster.prepare();
		const sandbox = await startSandbox({ refuseSecondDebit: !debitAgain });
		const credential = demoCredential(sandbox);
		const workflow = queueWorkflow(credential);
		await cluster.main.importCredential(credential);
		await cluster.main.importWorkflow(workflow);
		await cluster.start();
		const http = await logIn(cluster.main.baseUrl, DEMO_OWNER);
		await activateWebhook(http, workflow.id, WEBHOOK_PATH);
		return new QueueExperiment(cluster, sandbox, workflow, http);
	}

	/**
	 * Starts 20 executions at once with new orders and waits until they are over; then runs the
	 * workflow with the orders of those that did not finish. In: whether a worker is killed in the
	 * middle.
	 */
	async round(withKill: boolean): Promise<Round> {
		const marks = await this.marks();
		this.sandbox.faults.add({ kind: 'latency', on: 'pay', ms: LATENCY_MS, times: 0 });
		const orders = this.sandbox.orders.add(ORDERS, { totalAmount: AMOUNT_FEN });
		const namings = namingsOf(orders.map(({ orderId }) => orderId));
		const started = Date.now();
		const posted = Promise.all(namings.map(async (ids, naming) => await this.post(naming, ids)));
		const killed = withKill ? this.killWhilePaying(marks) : undefined;
		const [, kill] = await Promise.all([posted, killed]);
		const underWayAt = Date.now();
		const ends = await this.endsOf(marks.lastExecution, namings.length);
		const tookMs = Date.now() - started;

		const read = await this.records([...ends.values()].map(({ listed }) => listed));
		const lost = read
			.filter(({ record }) => record.status !== 'success')
			.map(({ record, reason }) => {
				const afterMs = ends.get(record.id)!.at - underWayAt;
				return { status: record.status, reason, afterMs };
			});
		const soFar: Evidence = {
			namings,
			executions: read.map(({ record }) => record),
			requests: this.requestsSince(marks).map(({ orderIds }) => orderIds),
			debits: this.debitsSince(marks),
			kill,
			atEnd: [],
		};
		this.sandbox.faults.clear();
		const recovery = await this.recover(distinct(unfinishedNamings(soFar)));
		const atEnd = this.debitsSince(marks).map(({ orderId }) => orderId);
		return { evidence: { ...soFar, recovery, atEnd }, tookMs, lost };
	}

	/** Stops n8n, what it needs, and the sandbox. */
	async stop(): Promise<void> {
		await this.cluster.stop();
		await this.sandbox.stop();
	}

	private async post(naming: number, orderIds: string[]): Promise<void> {
		const body: Posted = { naming, orders: orderIds.map((orderId) => ({ orderId })) };
		await callWebhook(this.http, WEBHOOK_PATH, body);
	}

	private async marks(): Promise<Marks> {
		const executions = await listExecutions(this.http, this.workflow.id);
		return {
			requests: this.sandbox.requests.of('pay').length,
			debits: this.sandbox.ledger.entries.length,
			lastExecution: Number(executions.at(-1)?.id ?? 0),
		};
	}

	private debitsSince({ debits }: Marks) {
		return this.sandbox.ledger.entries.slice(debits);
	}

	/** Out: the payment requests since then, and whether the vendor has yet to deal with them. */
	private requestsSince({ requests }: Marks): Array<{ orderIds: string[]; isUnderWay: boolean }> {
		return this.sandbox.requests
			.of('pay')
			.slice(requests)
			.map(({ body, verdict, endedAt }) => ({
				orderIds: (body as { orderIds: string[] }).orderIds,
				isUnderWay: verdict === null && endedAt === null,
			}));
	}

	/**
	 * Kills the first worker once enough orders are debited and more payments are under way than the
	 * other worker can have: some are its own then, and n8n never hears of them.
	 */
	private async killWhilePaying(marks: Marks): Promise<Kill> {
		const { name, instance } = this.cluster.workers[0];
		const end = Date.now() + KILL_DEADLINE_MS;
		for (;;) {
			const debits = this.debitsSince(marks).length;
			const underWay = this.requestsSince(marks)
				.filter(({ isUnderWay }) => isUnderWay)
				.map(({ orderIds }) => orderIds);
			if (debits >= KILL_AFTER && underWay.length > MOST_OF_ONE_WORKER) {
				await instance.kill();
				return { worker: name, debits, underWay };
			}
			if (debits >= ORDERS || Date.now() > end) {
				throw new Error(
					`No moment to kill a worker: ${debits} debits, ${underWay.length} payments under way.`,
				);
			}
			await sleep(LOOK_MS);
		}
	}

	/**
	 * Out: the executions after a certain one, and when each was first seen to be over. Comes back at
	 * the deadline with what there is.
	 */
	private async endsOf(
		lastExecution: number,
		expected: number,
	): Promise<Map<string, { listed: ListedExecution; at: number }>> {
		const started = Date.now();
		const seen = new Map<string, { listed: ListedExecution; at: number }>();
		for (;;) {
			const now = Date.now();
			for (const listed of await listExecutions(this.http, this.workflow.id)) {
				const earlier = seen.get(listed.id);
				if (Number(listed.id) <= lastExecution || (earlier && isOver(earlier.listed.status)))
					continue;
				seen.set(listed.id, { listed, at: now });
			}
			const over = [...seen.values()].filter(({ listed }) => isOver(listed.status)).length;
			if (over >= expected && over === seen.size) return seen;
			if (now - started > END_DEADLINE_MS) return seen;
			await sleep(POLL_MS);
		}
	}

	private async records(
		listed: ListedExecution[],
	): Promise<Array<{ record: ExecutionRecord; reason: string }>> {
		const workers = await this.cluster.workersByExecution();
		const records = [];
		for (const { id } of listed) {
			const { status, run } = await readExecution(this.http, id);
			const posted = itemsOf(run, TRIGGER, 0)[0]?.json.body as Posted | undefined;
			const record: ExecutionRecord = {
				...{ id, status, worker: workers.get(id), naming: posted?.naming },
				rows: outcomesOf(run, this.workflow).flatMap(({ rows }) => rows),
			};
			records.push({ record, reason: run.data.resultData.error?.message ?? 'no reason given' });
		}
		return records;
	}

	/** Runs the workflow with these orders, as a person would who looks after lost executions. */
	private async recover(orderIds: string[]): Promise<Evidence['recovery']> {
		if (orderIds.length === 0) return undefined;
		const { lastExecution } = await this.marks();
		await this.post(-1, orderIds);
		const ends = await this.endsOf(lastExecution, 1);
		const [first] = await this.records([...ends.values()].map(({ listed }) => listed));
		return { status: first?.record.status ?? 'not started', rows: first?.record.rows ?? [] };
	}
}
