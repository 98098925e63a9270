import type { AxiosInstance } from 'axios';
import type { IDataObject, INode, INodeTypeDescription } from 'n8n-workflow';

import { sleep } from '../../tools/node';
import { readExamples } from '../../tools/demo/examples';
import { endOfExecution, isOver, readExecution, startExecution } from '../harness/executions';
import type { Execution } from '../harness/executions';
import type { WorkflowRun } from '../../tools/n8n/run';
import { activateWebhook } from '../harness/webhooks';
import { startScriptedModel } from './harness/chatModel';
import { Coverage, changed, exampleDraft, rewritten } from './harness/exampleRuns';
import type { ExampleDraft } from './harness/exampleRuns';
import { listen, PATIENT, runsOf } from './harness/listening';
import { faultsOf } from './harness/parameters';
import { jsonOf, useScene } from './harness/scene';
import { Tables } from './harness/tables';

const scene = useScene();
let coverage: Coverage;
let tables: Tables;

beforeAll(async () => {
	const examples = await readExamples();
	// it has a suite of its own: pollExample.e2e.ts
	examples.delete('order-shipped-tell-customer');
	coverage = new Coverage(examples);
	tables = await Tables.open(scene.n8n.http);
});
beforeEach(async () => await tables.clear());

/** Runs an example from the trigger it has for this. */
async function run(draft: ExampleDraft, start: string): Promise<Execution> {
	const execution = await scene.n8n.run(draft, start);
	coverage.note(draft, execution.run);
	return execution;
}

/** The message with which a run was stopped for somebody to look. */
function stopped({ status, run: { data } }: Execution, at = 'Needs Attention'): string {
	expect([status, data.resultData.lastNodeExecuted]).toEqual(['error', at]);
	return data.resultData.error?.message ?? '';
}

/** n8n takes no click from what does not call itself a browser. */
const BROWSER = {
	'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
};

const DEADLINE_MS = 120_000;

/** A run that waits for a person. */
interface Asked {
	id: string;
	draft: ExampleDraft;
	/** What the form shows, a line for each order. */
	lines: string;
	/** The form's address, without the host. */
	path: string;
}

/** The execution once it waits, or is over. */
async function untilWaiting(http: AxiosInstance, id: string): Promise<Execution> {
	for (const end = Date.now() + DEADLINE_MS; ;) {
		// while it loads what an agent needs, n8n may let a connection fall
		const execution = await readExecution(http, id).catch(() => undefined);
		if (execution && !['new', 'running'].includes(execution.status)) return execution;
		if (Date.now() > end) throw new Error(`Run ${id} neither waits nor ends`);
		await sleep(200);
	}
}

/** An address without its host: n8n names itself localhost. */
function pathOf(address: string): string {
	const { pathname, search } = new URL(address);
	return `${pathname}${search}`;
}

/** A row of the purchase list: 2 thermos bottles for 64.00 CNY unless said otherwise. */
const purchaseRow = (outOrderId: string, other: IDataObject = {}): IDataObject => ({
	outOrderId,
	offerId: '889512351602',
	specId: '530ad00177264564503ec3b848650652',
	quantity: 2,
	...other,
});

const debited = () => scene.sandbox.ledger.all().map(({ orderId }) => orderId);
const payRequests = () => scene.sandbox.requests.of('pay').length;

it('n8n knows every node of every example, with its version and all its parameters', async () => {
	const { data: types } = await scene.n8n.http.get<INodeTypeDescription[]>('/types/nodes.json');
	for (const [name, { nodes }] of await readExamples()) {
		const faults = (nodes as unknown as INode[]).flatMap((node) => faultsOf(node, types));
		expect([name, faults]).toEqual([name, []]);
	}
});

describe('pay after create', () => {
	it('pays what was created, and stops with the message of everything else', async () => {
		const draft = await exampleDraft(scene, 'pay-after-create');
		const first = await run(draft, 'Start');
		const message = stopped(first);
		for (const number of ['PO-1005', 'PO-1006', 'PO-1007']) expect(message).toContain(number);
		expect(message.split('\n')).toHaveLength(3);
		expect(jsonOf(first.run, 'Tell the Warehouse', 0)).toHaveLength(4);
		expect(debited()).toHaveLength(4);

		// a second run finds the orders and buys nothing
		const orders = scene.sandbox.orders.all().length;
		expect(stopped(await run(draft, 'Start'))).toContain('PO-1001');
		expect(scene.sandbox.orders.all()).toHaveLength(orders);
		expect(debited()).toHaveLength(4);
	});
});

describe('pay unpaid on schedule', () => {
	const name = 'pay-unpaid-on-schedule';
	const start = 'Every Hour';

	it('pays what is unpaid, and leaves alone what is too large or cannot be paid', async () => {
		const small = scene.sandbox.orders.add(2);
		const [large] = scene.sandbox.orders.add(1, { totalAmount: 500_01 });
		const [refused] = scene.sandbox.orders.add(1, { refusal: '订单状态异常' });
		const draft = await exampleDraft(scene, name);
		const message = stopped(await run(draft, start));
		expect(message).toContain(large.orderId);
		expect(message).toContain(refused.orderId);
		expect(debited().sort()).toEqual(small.map(({ orderId }) => orderId).sort());

		// what was certainly not paid may be asked for again, the rest is remembered
		const remembered = await tables.rows('xportcn asked orders');
		expect(remembered.map(({ orderId }) => orderId).sort()).toEqual(debited().sort());
		stopped(await run(draft, start));
		expect(debited()).toHaveLength(2);
	});

	it('does not ask again for an order that was accepted and is not shown as paid', async () => {
		scene.sandbox.faults.add({
			kind: 'accepted',
			on: 'pay',
			debitAfterMs: null,
			times: 0,
		});
		scene.sandbox.orders.add(1);
		const draft = await exampleDraft(scene, name);
		const first = await run(draft, start);
		expect([first.status, payRequests()]).toEqual(['success', 1]);
		const second = await run(draft, start);
		expect([second.status, payRequests()]).toEqual(['success', 1]);
		expect(jsonOf(second.run, 'Only Unpaid', 0)).toHaveLength(1);
		expect(jsonOf(second.run, 'Not Asked Before', 0)).toEqual([]);
	});

	it('does not ask again for an order whose payment is unclear', async () => {
		scene.sandbox.faults.add({ kind: 'reset', on: 'pay', when: 'before', times: 0 });
		scene.sandbox.orders.add(1);
		const draft = await exampleDraft(scene, name);
		expect(stopped(await run(draft, start))).toContain('Do not pay it again yet');
		const asked = payRequests();
		expect((await run(draft, start)).status).toBe('success');
		expect(payRequests()).toBe(asked);
	});

	it('asks again after a day', async () => {
		scene.sandbox.faults.add({ kind: 'accepted', on: 'pay', debitAfterMs: null, times: 1 });
		const [order] = scene.sandbox.orders.add(1);
		const draft = await exampleDraft(scene, name);
		await run(draft, start);
		const later = rewritten(draft, 'minus({ hours: 24 })', 'minus({ hours: 0 })');
		expect((await run(later, start)).status).toBe('success');
		expect(debited()).toEqual([order.orderId]);
	});

	it('stops when the list cannot be read', async () => {
		scene.sandbox.faults.add({ kind: 'html', on: 'getMany', times: 0 });
		stopped(await run(await exampleDraft(scene, name), start), 'List Not Readable');
		expect(payRequests()).toBe(0);
	});
});

describe('paid to warehouse', () => {
	const name = 'paid-to-warehouse';

	it('believes the order, not the message', async () => {
		const draft = await exampleDraft(scene, name);
		const listening = await listen(scene, draft);
		const { push, orders } = scene.sandbox;
		push.to(listening.url, PATIENT);
		const [paid, unpaid] = orders.add(2);
		orders.markPaid(paid.orderId);
		const [forged] = push.log.all();
		const messageBody = JSON.stringify({ orderId: unpaid.orderId, payStatus: 2 });
		push.send({ ...forged, messageType: 'ORDER_PAY_SUCCESS', messageBody });
		const lost = JSON.stringify({ orderId: '3300504350583999999', payStatus: 2 });
		push.send({ ...forged, messageType: 'ORDER_PAY_SUCCESS', messageBody: lost });

		const runs = await runsOf(scene, listening);
		for (const each of runs) coverage.note(draft, each);
		const at = (node: string) => runs.flatMap((each) => jsonOf(each, node, 0));
		expect(at('Expect Goods')).toMatchObject([{ orderId: paid.orderId }]);
		expect(at('Not Paid Yet')).toMatchObject([{ orderId: unpaid.orderId }]);
		const errors = runs.flatMap(({ data }) => data.resultData.error?.message ?? []);
		expect(errors).toEqual([expect.stringContaining('3300504350583999999')]);
	});

	it('stops when the parcels cannot be read', async () => {
		const draft = await exampleDraft(scene, name);
		const listening = await listen(scene, draft);
		const { push, orders, faults } = scene.sandbox;
		faults.add({ kind: 'html', on: 'getLogistics', times: 0 });
		push.to(listening.url, PATIENT);
		const [order] = orders.add(1);
		orders.markPaid(order.orderId);
		const [paidRun] = await runsOf(scene, listening);
		coverage.note(draft, paidRun);
		expect(paidRun.data.resultData.lastNodeExecuted).toBe('Parcels Not Readable');
	});

	it('tells of the parcels when there are some already', async () => {
		const draft = await exampleDraft(scene, name);
		const listening = await listen(scene, draft);
		const { push, orders } = scene.sandbox;
		push.to(listening.url, PATIENT);
		const [order] = orders.add(1);
		push.stop();
		orders.markPaid(order.orderId);
		orders.ship(order.orderId);
		push.to(listening.url, PATIENT);
		// a message that comes late
		const [message] = push.log.all();
		const messageBody = JSON.stringify({ orderId: order.orderId, payStatus: 2 });
		push.send({ ...message, messageType: 'ORDER_PAY_SUCCESS', messageBody });
		const runs = await runsOf(scene, listening);
		for (const each of runs) coverage.note(draft, each);
		expect(runs.flatMap((each) => jsonOf(each, 'Parcels on the Way', 0))).toMatchObject([
			{ orderId: order.orderId },
		]);
	});
});

describe('search to paid', () => {
	it('buys one variant of all that was found', async () => {
		const { status } = await run(await exampleDraft(scene, 'search-to-paid'), 'Start');
		expect(status).toBe('success');
		expect(debited()).toHaveLength(1);
	});

	it.each([
		{ of: 'productSearch', at: 'Nothing Found' },
		{ of: 'productDetails', at: 'Product Not Readable' },
		{ of: 'create', at: 'Not Created' },
		{ of: 'pay', at: 'Not Paid' },
	] as const)('stops at $at when Xportcn does not answer to that call', async ({ of, at }) => {
		scene.sandbox.faults.add({ kind: 'html', on: of, times: 0 });
		stopped(await run(await exampleDraft(scene, 'search-to-paid'), 'Start'), at);
	});
});

describe('approve before pay', () => {
	const name = 'approve-before-pay';

	/** Runs it until it waits for a person. Out: the execution, what the form shows, and its address. */
	async function untilAsked(draft: ExampleDraft): Promise<Asked> {
		const { http } = scene.n8n;
		const id = await startExecution(http, await scene.n8n.saveWorkflow(draft), 'Start');
		const { status, run: waiting } = await untilWaiting(http, id);
		expect(status).toBe('waiting');
		const [{ lines, link }] = jsonOf(waiting, 'Message for the Approver', 0);
		return { id, draft, lines: String(lines), path: pathOf(String(link)) };
	}

	/** Fills in the form, as a browser does, and waits for the end of the run. */
	async function answer({ id, draft, path }: Asked, fields: string[]): Promise<Execution> {
		const form = new FormData();
		for (const [index, value] of fields.entries()) form.append(`field-${index}`, value);
		const { http } = scene.n8n;
		const { status } = await http.post(path, form);
		expect(status).toBe(200);
		const execution = await endOfExecution(http, id, DEADLINE_MS);
		coverage.note(draft, execution.run);
		return execution;
	}

	it('shows what each order costs and pays what is left in the form', async () => {
		const asked = await untilAsked(await exampleDraft(scene, name));
		expect(debited()).toEqual([]);
		const [first, second, third] = asked.lines.split('\n');
		expect(first).toMatch(/^AP-1001 \| \d{19} \| 64\.00 CNY$/);
		const page = await scene.n8n.http.get<string>(asked.path);
		for (const line of [first, second, third]) expect(page.data).toContain(line);

		// one line deleted, one edited
		const kept = [first, third.replace(/\d\.\d\d CNY/, '0.01 CNY')].join('\r\n');
		const execution = await answer(asked, ['Pay these orders', kept, 'Li Ming']);
		expect(execution.status).toBe('success');
		expect(debited()).toEqual([first.split(' | ')[1]]);
	});

	it('pays nothing when the person says so, whatever is in the form', async () => {
		const asked = await untilAsked(await exampleDraft(scene, name));
		const { run: ended } = await answer(asked, ['Pay nothing', asked.lines, 'Li Ming']);
		expect(jsonOf(ended, 'Nothing Was Paid', 0)).toHaveLength(1);
		expect(payRequests()).toBe(0);
	});

	it('pays nothing without an answer in time', async () => {
		const draft = await exampleDraft(scene, name);
		const hurried = changed(draft, 'Ask a Person', { resumeAmount: 2 / 3600 });
		const asked = await untilAsked(hurried);
		const { status, run: ended } = await endOfExecution(scene.n8n.http, asked.id, DEADLINE_MS);
		expect(status).toBe('success');
		expect(jsonOf(ended, 'Nothing Was Paid', 0)).toHaveLength(1);
		expect(payRequests()).toBe(0);
	});

	it('does not pay an order that has become dearer since', async () => {
		const asked = await untilAsked(await exampleDraft(scene, name));
		const orderId = asked.lines.split('\n')[0].split(' | ')[1];
		scene.sandbox.orders.changePrice(orderId, 64_01);
		const execution = await answer(asked, ['Pay these orders', asked.lines, 'Li Ming']);
		expect(stopped(execution)).toContain('AP-1001');
		expect(debited()).toHaveLength(2);
		expect(debited()).not.toContain(orderId);
	});

	it('stops when nothing could be created', async () => {
		scene.sandbox.faults.add({ kind: 'html', on: 'create', times: 0 });
		stopped(await run(await exampleDraft(scene, name), 'Start'), 'Not Created');
	});
});

describe('purchase list', () => {
	const name = 'purchase-list';
	const list = 'xportcn purchase list';
	const rowsNow = async () => await tables.rows(list);

	/** Adds rows to the list that the first run has made. */
	async function fill(draft: ExampleDraft, rows: IDataObject[]): Promise<void> {
		expect((await run(draft, 'Start')).status).toBe('success');
		await tables.add(list, [], rows);
	}

	it('creates and pays each row once, notes it, and leaves done rows alone', async () => {
		const draft = await exampleDraft(scene, name);
		await fill(draft, [purchaseRow('PL-1'), purchaseRow('PL-2', { quantity: 3 })]);
		expect((await run(draft, 'Start')).status).toBe('success');
		const rows = await rowsNow();
		expect(rows.map(({ status }) => status)).toEqual(['paid', 'paid']);
		expect(rows.map(({ orderId }) => orderId).sort()).toEqual(debited().sort());
		expect(rows[0]).toMatchObject({ totalCny: '64.00' });

		expect((await run(draft, 'Start')).status).toBe('success');
		expect(scene.sandbox.orders.all()).toHaveLength(2);
	});

	it('notes what failed, and does not touch it again until a person empties its status', async () => {
		const draft = await exampleDraft(scene, name);
		await fill(draft, [purchaseRow('PL-1', { offerId: '999999999999', specId: '' })]);
		scene.sandbox.orders.add(1);
		expect(stopped(await run(draft, 'Start'))).toMatch(/^PL-1: /);
		expect(await rowsNow()).toMatchObject([{ status: 'rejected', orderId: null }]);
		expect((await run(draft, 'Start')).status).toBe('success');
		expect(scene.sandbox.requests.of('preview')).toHaveLength(1);
	});

	it('leaves alone what another run has begun, and finds its order again later', async () => {
		const draft = await exampleDraft(scene, name);
		await fill(draft, [purchaseRow('PL-1', { startedAt: new Date().toISOString() })]);
		scene.sandbox.orders.add(1, { outOrderId: 'PL-1', totalAmount: 64_00 });
		expect((await run(draft, 'Start')).status).toBe('success');
		expect(debited()).toEqual([]);

		const later = rewritten(draft, 'minus({ minutes: 10 })', 'minus({ minutes: 0 })');
		expect((await run(later, 'Start')).status).toBe('success');
		expect(scene.sandbox.orders.all()).toHaveLength(1);
		expect(debited()).toEqual([scene.sandbox.orders.all()[0].orderId]);
		expect(await rowsNow()).toMatchObject([{ status: 'paid' }]);
	});

	it('marks a payment that is unclear, and never asks for it again by itself', async () => {
		scene.sandbox.faults.add({ kind: 'reset', on: 'pay', when: 'before', times: 0 });
		const draft = await exampleDraft(scene, name);
		const later = rewritten(draft, 'minus({ minutes: 10 })', 'minus({ minutes: 0 })');
		await fill(draft, [purchaseRow('PL-1')]);
		stopped(await run(later, 'Start'));
		expect(await rowsNow()).toMatchObject([{ status: 'unknown' }]);
		const asked = payRequests();
		expect((await run(later, 'Start')).status).toBe('success');
		expect(payRequests()).toBe(asked);
	});
});

describe('check your account', () => {
	const name = 'check-your-account';

	it('only reads, and says what to put into the credential', async () => {
		const { status, run: checked } = await run(await exampleDraft(scene, name), 'Start');
		expect(jsonOf(checked, 'Summary', 0)).toMatchObject([
			{ check: 'summary', timestampUnit: 'milliseconds' },
		]);
		expect(status).toBe('success');
		for (const write of ['pay', 'create', 'saveAddress'] as const) {
			expect(scene.sandbox.requests.of(write)).toEqual([]);
		}
	});

	it('stops with what to ask Xportcn', async () => {
		scene.sandbox.faults.add({ kind: 'html', on: 'getLogistics', times: 0 });
		stopped(await run(await exampleDraft(scene, name), 'Start'), 'Ask Xportcn');
	});
});

describe('daily budget', () => {
	const name = 'daily-budget';
	const rowsNow = async () => await tables.rows('xportcn daily budget');
	const statuses = async () => (await rowsNow()).map(({ status }) => status);

	it('pays until the budget of the day is used up, over several runs', async () => {
		const draft = await exampleDraft(scene, name);
		scene.sandbox.orders.add(2, { totalAmount: 700_00 });
		expect((await run(draft, 'Start')).status).toBe('success');
		expect(await statuses()).toEqual(['paid', 'paid']);

		const [fits] = scene.sandbox.orders.add(1, { totalAmount: 600_00 });
		const [over] = scene.sandbox.orders.add(1, { totalAmount: 1 });
		// the list may give them in any order; together they are one fen too much
		const message = stopped(await run(draft, 'Start'));
		expect(message).toContain("does not fit today's budget");
		expect(scene.sandbox.ledger.totalFen()).toBeLessThanOrEqual(2000_00);
		expect(debited()).toHaveLength(3);
		expect([fits, over].filter(({ orderId }) => debited().includes(orderId))).toHaveLength(1);
		expect((await statuses()).sort()).toEqual(['paid', 'paid', 'paid', 'released']);
	});

	it('keeps two runs at once within the budget together, and asks for no order twice', async () => {
		const draft = await exampleDraft(scene, name);
		expect((await run(draft, 'Start')).status).toBe('success');
		scene.sandbox.orders.add(5, { totalAmount: 600_00 });
		await Promise.all([run(draft, 'Start'), run(draft, 'Start')]);
		expect(scene.sandbox.ledger.totalFen()).toBeLessThanOrEqual(2000_00);
		expect(debited()).toHaveLength(new Set(debited()).size);
		const asked = scene.sandbox.requests
			.of('pay')
			.flatMap(({ body }) => (body as { orderIds: string[] }).orderIds);
		expect(asked).toHaveLength(new Set(asked).size);
	});

	it('counts what is unclear, and does not ask for it again', async () => {
		const draft = await exampleDraft(scene, name);
		scene.sandbox.faults.add({ kind: 'reset', on: 'pay', when: 'before', times: 1 });
		scene.sandbox.orders.add(1, { totalAmount: 1500_00 });
		stopped(await run(draft, 'Start'));
		expect(await rowsNow()).toMatchObject([{ status: 'unknown', fen: 1500_00 }]);

		const asked = payRequests();
		scene.sandbox.orders.add(1, { totalAmount: 600_00 });
		expect(stopped(await run(draft, 'Start'))).toContain('does not fit');
		expect(payRequests()).toBe(asked);
	});

	it('counts what a killed run has reserved', async () => {
		const draft = await exampleDraft(scene, name);
		expect((await run(draft, 'Start')).status).toBe('success');
		const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format();
		const reserved = { day, orderId: '3300504350583134261', fen: 1900_00, status: 'reserved' };
		await tables.add('xportcn daily budget', [], [reserved]);
		scene.sandbox.orders.add(1, { totalAmount: 200_00 });
		expect(stopped(await run(draft, 'Start'))).toContain('does not fit');
		expect(debited()).toEqual([]);
	});

	it('gives back what was certainly not paid', async () => {
		const draft = await exampleDraft(scene, name);
		scene.sandbox.orders.add(1, { totalAmount: 1900_00, refusal: '订单状态异常' });
		stopped(await run(draft, 'Start'));
		expect(await rowsNow()).toMatchObject([{ status: 'released', fen: 0, orderId: '' }]);
		scene.sandbox.orders.add(1, { totalAmount: 1000_00 });
		stopped(await run(draft, 'Start'));
		expect((await statuses()).filter((status) => status === 'paid')).toHaveLength(1);
	});

	it('stops when the order list shows a payment that is not in the table', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.markPaid(order.orderId);
		const execution = await run(await exampleDraft(scene, name), 'Start');
		expect(stopped(execution, 'Paid Elsewhere')).toContain(order.orderId);
	});

	it.each([
		{ at: 'List Not Readable', skip: 0 },
		{ at: 'No Cross-Check', skip: 1 },
	])('stops at $at when the list cannot be read', async ({ at, skip }) => {
		scene.sandbox.faults.add({ kind: 'html', on: 'getMany', skip, times: 0 });
		stopped(await run(await exampleDraft(scene, name), 'Start'), at);
	});
});

describe('shop order to 1688', () => {
	const name = 'shop-order-to-1688';
	const SKUS = [
		{
			sku: 'THERMOS-STEEL',
			offerId: '889512351602',
			specId: '530ad00177264564503ec3b848650652',
			piecesPerUnit: 1,
		},
		{
			sku: 'CUP-BLUE',
			offerId: '745120993418',
			specId: '1f0c7b9a4de2486b8a35c06d7e91f204',
			piecesPerUnit: 2,
		},
	];
	const madeOf = async () => await tables.rows('xportcn shop orders');
	const quantities = () =>
		scene.sandbox.requests
			.of('create')
			.flatMap(
				({ body }) => (body as { cargoParamList: Array<{ quantity: number }> }).cargoParamList,
			)
			.map(({ quantity }) => quantity);

	it('buys each line of an order once, however often the shop sends it', async () => {
		const draft = await exampleDraft(scene, name);
		// the first run makes the tables, and names what is missing in the map
		expect(stopped(await run(draft, 'Try It'))).toContain('no SKU THERMOS-STEEL');
		expect(scene.sandbox.orders.all()).toEqual([]);

		await tables.add('xportcn sku map', [], SKUS);
		expect((await run(draft, 'Try It')).status).toBe('success');
		expect(quantities().sort()).toEqual([2, 2]);
		expect(debited()).toHaveLength(2);
		expect((await run(draft, 'Try It')).status).toBe('success');
		expect(debited()).toHaveLength(2);
		expect(await madeOf()).toMatchObject([
			{ outOrderId: 'SHOP-5678901234567-101', shopOrderId: '5678901234567' },
			{ outOrderId: 'SHOP-5678901234567-102', shopOrderId: '5678901234567' },
		]);
	});

	it('stops with what Xportcn says when a line cannot be ordered', async () => {
		const draft = await exampleDraft(scene, name);
		stopped(await run(draft, 'Try It'));
		const gone = SKUS.map((row) => ({ ...row, offerId: '999999999999' }));
		await tables.add('xportcn sku map', [], gone);
		expect(stopped(await run(draft, 'Try It'))).toContain('no longer on sale');
	});

	it('takes an order of WooCommerce at its webhook, from who knows the header', async () => {
		const draft = await exampleDraft(scene, name);
		stopped(await run(draft, 'Try It'));
		await tables.add('xportcn sku map', [], SKUS);
		const secret = { name: 'x-shop', value: 'known to the shop' };
		const httpHeaderAuth = await scene.n8n.createCredential(secret, 'httpHeaderAuth', 'Shop');
		const nodes = draft.nodes.map((each) =>
			each.name === 'Shop Order'
				? { ...each, credentials: { httpHeaderAuth }, webhookId: 'shop' }
				: each,
		);
		const { http } = scene.n8n;
		const workflowId = await scene.n8n.saveWorkflow({ ...draft, nodes });
		await activateWebhook(http, workflowId, 'xportcn-shop-order');
		const order = {
			id: 727,
			status: 'processing',
			line_items: [{ id: 315, sku: 'CUP-BLUE', quantity: 3 }],
		};
		const send = async (headers: Record<string, string>, body: object) =>
			(await http.post('/webhook/xportcn-shop-order', body, { headers })).status;
		expect(await send({}, order)).toBe(403);
		expect(await send({ 'x-shop': secret.value }, { ...order, status: 'pending' })).toBe(200);
		expect(await send({ 'x-shop': secret.value }, order)).toBe(200);

		const runs = await runsOf(scene, { workflowId, url: '' });
		for (const each of runs) coverage.note(draft, each);
		expect(quantities()).toEqual([6]);
		expect(debited()).toHaveLength(1);
		expect(await madeOf()).toMatchObject([{ outOrderId: 'SHOP-727-315' }]);
		await http.post(`/rest/workflows/${workflowId}/deactivate`, {});
	});

	it('tells the shop of each tracking number once', async () => {
		const draft = await exampleDraft(scene, name);
		expect((await run(draft, 'Every Hour')).status).toBe('success');
		const [shipped, waiting] = scene.sandbox.orders.add(2);
		for (const { orderId } of [shipped, waiting]) scene.sandbox.orders.markPaid(orderId);
		scene.sandbox.orders.ship(shipped.orderId);
		const rows = [shipped, waiting].map(({ orderId }) => ({ orderId, shopOrderId: '727' }));
		await tables.add('xportcn shop orders', [], rows);

		const { run: tracked } = await run(draft, 'Every Hour');
		const [told, ...others] = jsonOf(tracked, 'Tell the Shop', 0);
		expect(told).toMatchObject({ shopOrderId: '727', orderId: shipped.orderId });
		expect(others).toEqual([]);
		expect(await madeOf()).toMatchObject([
			{ trackingNumber: told.trackingNumber },
			{ trackingNumber: null },
		]);
		const { run: again } = await run(draft, 'Every Hour');
		expect(jsonOf(again, 'Tell the Shop', 0)).toEqual([]);
	});

	it('stops when the parcels cannot be read', async () => {
		const draft = await exampleDraft(scene, name);
		expect((await run(draft, 'Every Hour')).status).toBe('success');
		const [order] = scene.sandbox.orders.add(1);
		await tables.add('xportcn shop orders', [], [{ orderId: order.orderId }]);
		scene.sandbox.faults.add({ kind: 'html', on: 'getLogistics', times: 0 });
		stopped(await run(draft, 'Every Hour'), 'Not Readable');
	});
});

describe('agent prepares, person approves', () => {
	const name = 'agent-prepares-person-approves';

	/** Lets a scripted model call one of the tools. Out: the execution, over or waiting for a click. */
	async function chat(tool: string, toolArguments: object) {
		const model = await startScriptedModel(toolArguments, tool);
		const draft = await exampleDraft(scene, name);
		const openAiApi = await scene.n8n.createCredential(
			{ apiKey: 'scripted', url: model.url },
			'openAiApi',
			'Scripted model',
		);
		const nodes = draft.nodes.map((each) =>
			each.name === 'Model' ? { ...each, credentials: { openAiApi } } : each,
		);
		const message = { sessionId: 'e2e', action: 'sendMessage', chatInput: 'Pay what is unpaid' };
		const workflowId = await scene.n8n.saveWorkflow({
			...draft,
			nodes,
			pinData: { Chat: [{ json: message }] },
		});
		const id = await startExecution(scene.n8n.http, workflowId, 'Chat');
		const execution = await untilWaiting(scene.n8n.http, id);
		coverage.note(draft, execution.run);
		return { id, draft, model, execution };
	}

	/** What a model calls a tool with that a person reviews. */
	const reviewed = (toolParameters: object) => ({ toolParameters, hitlParameters: {} });

	/** The run once the agent has said its last word. */
	async function untilAnswered(id: string): Promise<WorkflowRun> {
		for (const end = Date.now() + DEADLINE_MS; ;) {
			const { status, run: now } = await readExecution(scene.n8n.http, id);
			if (Date.now() > end) throw new Error(`Run ${id} is ${status}, without an answer`);
			const isAnswered = now.data.resultData.lastNodeExecuted === 'Answer';
			if ((status === 'waiting' && isAnswered) || isOver(status)) return now;
			await sleep(200);
		}
	}

	it.each([
		{ tool: 'Search_Products', toolArguments: { keyword: '杯' }, heard: 'offerId' },
		{ tool: 'Find_Unpaid_Orders', toolArguments: {}, heard: 'WAITING_FOR_PAYMENT' },
		{ tool: 'Read_an_Order', toolArguments: { orderId: '3300504350583999999' }, heard: 'rejected' },
	])('lets the agent read by itself with $tool', async ({ tool, toolArguments, heard }) => {
		scene.sandbox.orders.add(1);
		const { model, execution } = await chat(tool, toolArguments);
		await model.stop();
		// n8n's chat takes the answer, and ends the run with it
		expect(execution.run.data.resultData.lastNodeExecuted).toBe('Answer');
		expect(model.heard.join()).toContain(heard);
	});

	it.each([true, false])('asks before it pays: approved %s', async (isApproved) => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 64_00 });
		const { orderId } = order;
		const { id, draft, model, execution } = await chat(
			'Pay',
			reviewed({ orderId, expectedTotal: '64.00' }),
		);
		expect(execution.status).toBe('waiting');
		expect(payRequests()).toBe(0);
		const told = JSON.stringify(execution.run);
		expect(told).toContain(`Pay order ${orderId} for 64.00 CNY?`);
		const links = [...told.matchAll(/https?:\/\/[^"\\]*approved=(true|false)[^"\\]*/g)];
		const [link] = links.find(([, value]) => value === String(isApproved)) ?? [];
		expect((await scene.n8n.http.get(pathOf(link ?? ''), { headers: BROWSER })).status).toBe(200);
		const answered = await untilAnswered(id);
		await model.stop();
		coverage.note(draft, answered);
		expect(model.heard.join()).toContain(isApproved ? 'succeeded' : 'User rejected the tool call');
		expect(debited()).toEqual(isApproved ? [orderId] : []);
	});
});

it('every node ran, and every field that an expression names was there', () => {
	expect(coverage.missing()).toEqual([]);
});
