import { startSandbox, type ListQuirks, type Sandbox } from '../../sandbox';
import { ask, PREVIEW_REQUEST } from './client';

let sandbox: Sandbox;
let ids: string[];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	ids = sandbox.orders
		.add(Array.from({ length: 9 }, (_, i) => ({ outOrderId: `PO-${i}` })))
		.map(({ orderId }) => orderId);
});

/** From now on the list has these quirks. */
const quirky = (quirks: ListQuirks) => {
	sandbox.faults.clear();
	sandbox.faults.add({ kind: 'list', times: 0, ...quirks });
};
async function read(filter: object = {}) {
	const { data } = await ask(sandbox, 'getMany', filter);
	const rows = data.data as Array<{ orderId: string; outOrderId?: string }>;
	return { ...data, rows, ids: rows.map(({ orderId }) => orderId) };
}
const newestFirst = () => [...ids].reverse();

test('ignores the filter outOrderId, and no other', async () => {
	quirky({ ignoresOutOrderId: true });
	expect((await read({ outOrderId: 'PO-1' })).ids).toEqual(newestFirst());
	expect((await read({ outOrderId: 'PO-1', orderId: ids[3] })).ids).toEqual([ids[3]]);
});

test('rows without outOrderId; the filter still works', async () => {
	quirky({ hidesOutOrderId: true });
	const { rows } = await read({ outOrderId: 'PO-1' });
	expect(rows).toMatchObject([{ orderId: ids[1] }]);
	expect(rows[0]).not.toHaveProperty('outOrderId');
});

test('lags behind', async () => {
	sandbox.clock.advance(60_000);
	quirky({ lagMs: 30_000 });
	await ask(sandbox, 'create', { ...PREVIEW_REQUEST, outOrderId: 'NEW' });
	const { orderId } = sandbox.orders.all()[9];
	expect(await read({ outOrderId: 'NEW' })).toMatchObject({ ids: [], totalRecords: 0 });
	expect((await read()).ids).toEqual(newestFirst());
	// details do not lag
	expect((await ask(sandbox, 'get', { orderId })).data.outOrderId).toBe('NEW');
	sandbox.clock.advance(30_000);
	expect((await read({ outOrderId: 'NEW' })).ids).toEqual([orderId]);
});

test('ignores the page number', async () => {
	quirky({ ignoresPageNo: true });
	const first = await read({ pageNo: 1, pageSize: 4 });
	expect(await read({ pageNo: 3, pageSize: 4 })).toEqual(first);
	expect(first.ids).toEqual(newestFirst().slice(0, 4));
});

test('caps the page size', async () => {
	quirky({ maxPageSize: 5 });
	const first = await read({ pageSize: 50 });
	expect(first).toMatchObject({ pageSize: 5, totalRecords: 9 });
	expect((await read({ pageSize: 50, pageNo: 2 })).ids).toEqual(newestFirst().slice(5));
});

describe('order', () => {
	test('oldest first', async () => {
		quirky({ order: 'oldest' });
		expect((await read()).ids).toEqual(ids);
	});

	test('last changed first', async () => {
		sandbox.clock.advance(1000);
		sandbox.orders.cancel(ids[4]);
		sandbox.clock.advance(1000);
		sandbox.orders.markPaid(ids[2]);
		quirky({ order: 'modified' });
		expect((await read()).ids.slice(0, 2)).toEqual([ids[2], ids[4]]);
	});

	test('none at all, but the same each time', async () => {
		quirky({ order: 'shuffled' });
		const { ids: shuffled } = await read();
		expect([...shuffled].sort()).toEqual([...ids].sort());
		expect(shuffled).not.toEqual(newestFirst());
		expect(shuffled).not.toEqual(ids);
		expect((await read()).ids).toEqual(shuffled);
	});
});

describe('changes while pages are read', () => {
	test('new orders push known ones to the next page', async () => {
		quirky({ growsBy: 2 });
		const first = await read({ pageSize: 4, pageNo: 1 });
		const second = await read({ pageSize: 4, pageNo: 2 });
		expect(second.ids.slice(0, 2)).toEqual(first.ids.slice(2));
		expect(sandbox.orders.all()).toHaveLength(13);
	});

	test('orders that leave the filter pull others past the reader', async () => {
		quirky({ cancels: 2, order: 'oldest' });
		const filter = { pageSize: 4, orderStatus: 'WAITING_FOR_PAYMENT' };
		const first = await read({ ...filter, pageNo: 1 });
		const second = await read({ ...filter, pageNo: 2 });
		expect(first.ids).toEqual(ids.slice(0, 4));
		expect(second.ids).toEqual(ids.slice(6));
		expect(sandbox.orders.get(ids[0])?.orderStatus).toBe('CANCEL');
	});
});

test('one list only, when it strikes once', async () => {
	sandbox.faults.add({ kind: 'list', maxPageSize: 1 });
	expect((await read()).ids).toHaveLength(1);
	expect((await read()).ids).toHaveLength(9);
});
