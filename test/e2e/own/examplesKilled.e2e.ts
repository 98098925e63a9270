import type { AxiosInstance } from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { console, sleep } from '../../../tools/node';
import { startSandbox } from '../../../sandbox';
import type { Sandbox } from '../../../sandbox';
import { demoCredential, forDemo, readExamples } from '../../../tools/demo/examples';
import { endOfExecution, startExecution } from '../../harness/executions';
import type { N8nInstance, WorkflowFile } from '../../../tools/n8n/instance';
import { changed, rewritten } from '../harness/exampleRuns';
import type { ExampleDraft } from '../harness/exampleRuns';
import { ownN8n, startAndLogIn } from '../harness/ownN8n';
import { Tables } from '../harness/tables';

const NAME = 'purchase-list';
const LIST = 'xportcn purchase list';
const ROWS = 16;
/** n8n is killed when so many creates and payments of a run have reached Xportcn, ten times in a row. */
const KILL_AT = [1, 3, 2, 5, 4, 1, 1, 2, 1, 1];
/** What Xportcn takes for each of them, so that every kill strikes one in the middle. */
const LATENCY_MS = 120;
/** After this, whatever reached Xportcn before a kill has been done. */
const LANDING_MS = 1_000;
const LOOK_MS = 5;
const RUN_DEADLINE_MS = 2 * 60_000;

let instance: N8nInstance;
let sandbox: Sandbox;
let workflow: WorkflowFile;

beforeAll(async () => {
	sandbox = await startSandbox();
	instance = await ownN8n('killed');
	const credential = demoCredential(sandbox);
	const example = (await readExamples()).get(NAME);
	if (!example) throw new Error(`There is no example ${NAME}`);
	workflow = slowed(forDemo(NAME, example, credential));
	await instance.importCredential(credential);
	await instance.importWorkflow(workflow);
}, 600_000);

afterAll(async () => {
	await instance.stop();
	await sandbox.stop();
});

/**
 * The example with a few requests at a time, so that there is a middle to be killed in. That a row is
 * left alone for ten minutes is for a vendor whose list lags; this one's does not, and waits are long.
 */
function slowed(file: WorkflowFile): WorkflowFile {
	const draft = file as unknown as ExampleDraft;
	const prompt = rewritten(draft, 'minus({ minutes: 10 })', 'minus({ minutes: 0 })');
	const all = changed(prompt, 'At Most 20 Rows', { maxItems: ROWS });
	const create = changed(all, 'Create', { options: { maxConcurrency: 2 } });
	const pay = create.nodes.find(({ name }) => name === 'Pay')?.parameters.options as IDataObject;
	return changed(create, 'Pay', {
		options: { ...pay, batchSize: 2, maxConcurrency: 1 },
	}) as unknown as WorkflowFile;
}

const writes = () => sandbox.requests.of('create').length + sandbox.requests.of('pay').length;

/** Runs the workflow and kills n8n, all its processes at once, with a write under way. */
async function killAt(http: AxiosInstance, count: number): Promise<void> {
	const before = writes();
	const id = await startExecution(http, workflow.id, 'Start');
	const end = Date.now() + RUN_DEADLINE_MS;
	while (writes() < before + count) {
		if (Date.now() > end) throw new Error(`Run ${id} did not get as far as ${count} writes`);
		await sleep(LOOK_MS);
	}
	await instance.kill();
	await sleep(LANDING_MS);
}

it('a purchase list whose n8n is killed ten times buys and pays every row once', async () => {
	const http = await startAndLogIn(instance);
	const tables = await Tables.open(http);
	const run = async () => {
		const id = await startExecution(http, workflow.id, 'Start');
		return (await endOfExecution(http, id, RUN_DEADLINE_MS)).status;
	};
	expect(await run()).toBe('success');
	const numbers = Array.from({ length: ROWS }, (_, index) => `PL-${index + 1}`);
	await tables.add(
		LIST,
		[],
		numbers.map((outOrderId) => ({
			outOrderId,
			offerId: '889512351602',
			specId: '530ad00177264564503ec3b848650652',
			quantity: 1,
		})),
	);
	for (const on of ['create', 'pay'] as const) {
		sandbox.faults.add({ kind: 'latency', on, ms: LATENCY_MS, times: 0 });
	}

	const seen: string[] = [];
	for (const count of KILL_AT) {
		await killAt(http, count);
		const done = sandbox.ledger.all().length;
		seen.push(`${sandbox.orders.all().length} orders, ${done} debits`);
		await instance.startServer();
	}
	console.log(`After each kill: ${seen.join('; ')}`);
	expect([await run(), await run()]).toEqual(['success', 'success']);

	const orders = sandbox.orders.all();
	expect(orders.map(({ outOrderId }) => outOrderId).sort()).toEqual([...numbers].sort());
	const debits = sandbox.ledger.all().map(({ orderId }) => orderId);
	expect(debits.sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
	const rows = await tables.rows(LIST);
	expect(rows.map(({ status }) => status)).toEqual(numbers.map(() => 'paid'));
	const numberOf = new Map(orders.map(({ orderId, outOrderId }) => [orderId, outOrderId]));
	for (const row of rows) expect(numberOf.get(String(row.orderId))).toBe(row.outOrderId);
}, 900_000);
