import { DEMO_KEYS, startSandbox } from '../../sandbox';
import type { Fault } from '../../sandbox';
import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { debitsOf, detailsAre, loop, payFails, paySent, useTool } = scene;

const PAY = { operation: 'pay', orderId: '={{ $json.orderId }}' };
const TOOL = {
	operation: 'pay',
	orderId: "={{ $fromAI('orderId', 'x', 'string') }}",
	expectedTotal: '',
	maximumPerOrder: '100',
};
const CREATE = { operation: 'create', ...buying({ outOrderId: 'PO-1' }) };

/** An Xportcn that does not refuse a second debit, and whose details do not show a payment. */
beforeEach(() => {
	scene.sandbox.refuseSecondDebit = false;
});
const neverShown = () => payFails({ kind: 'accepted', shownAfterMs: null } as Fault);

describe('An order that an execution has paid is not sent again', () => {
	it('in the next turn of a loop, also while its details show it unpaid', async () => {
		const orders = scene.sandbox.orders.add(1);
		neverShown();
		const input = naming([orders[0], orders[0], orders[0]]);
		const { runs } = await loop({ ...PAY, options: { skipIfPaid: true } }, input);
		expect(debitsOf(orders)).toEqual([1]);
		expect(runs.map(({ succeeded }) => succeeded.length)).toEqual([1, 0, 0]);
		expect(runs[1].failed).toMatchObject([
			{
				...{ orderId: orders[0].orderId, outcome: 'alreadyPaid', errorCode: 'ALREADY_PAID' },
				errorMessage: expect.stringContaining(
					'earlier in this execution, so it was not sent again',
				),
			},
		]);
	});

	it.each([
		['one call after the other', (orderId: string) => [[{ orderId }], [{ orderId }]]],
		['two calls at once', (orderId: string) => [[{ orderId }, { orderId }]]],
	])("by an agent's tool: %s", async (_, roundsFor) => {
		const orders = scene.sandbox.orders.add(1);
		neverShown();
		await useTool({ ...TOOL, options: { skipIfPaid: true } }, roundsFor(orders[0].orderId));
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('when it is not known what became of it: it is looked at, and stays unknown', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		const { runs } = await loop(
			{ ...PAY, options: { verifyUnknown: false } },
			naming([orders[0], orders[0]]),
		);
		expect(debitsOf(orders)).toEqual([1]);
		expect(runs[1].failed).toMatchObject([{ outcome: 'unknown', errorCode: 'SENT_BEFORE' }]);
		expect(runs[1].failed[0].errorMessage).toContain('It was not sent again');
	});

	it('and is settled once its details show it as paid', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		const { runs } = await loop(
			{ ...PAY, options: { verifyUnknown: true, verifyWait: 50 } },
			naming([orders[0], orders[0]]),
		);
		expect(debitsOf(orders)).toEqual([1]);
		expect(runs.flatMap(({ succeeded }) => succeeded)[0]).toMatchObject({
			settledBy: 'orderDetails',
		});
	});

	it('but one that was refused, or never left, is', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({
			on: 'pay',
			kind: 'status',
			status: 401,
			body: 'envelope',
			times: 1,
		});
		payFails({ kind: 'status', status: 429, body: 'text', times: 5 });
		const input = naming([orders[0], orders[0], orders[0]]);
		const settings = { onError: 'continueErrorOutput' as const };
		const { runs } = await loop(PAY, input, { settings });
		expect(runs.map(({ failed }) => failed[0]?.outcome)).toEqual([
			'rejected',
			'rejected',
			undefined,
		]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('and does not count a second time against Maximum per Run', async () => {
		const orders = scene.sandbox.orders.add([{ totalAmount: 1000 }, { totalAmount: 1000 }]);
		neverShown();
		const { runs } = await loop(
			{ ...PAY, maximumPerRun: '20' },
			naming([orders[0], orders[0], orders[1]]),
		);
		expect(runs.map(({ succeeded }) => succeeded.length)).toEqual([1, 0, 1]);
	});

	it('but is in the next execution: that one knows nothing of this', async () => {
		const orders = scene.sandbox.orders.add(1);
		await scene.pay(naming(orders));
		await scene.pay(naming(orders));
		expect(debitsOf(orders)).toEqual([2]);
	});

	describe.each([
		['in capitals', 'http', 'HTTP'],
		['with an encoded letter', '/api', '/%61pi'],
	])('also when the Base URL is written %s the second time', (_, written, otherwise) => {
		const bases = () => {
			const { baseUrl } = scene.sandbox;
			return [baseUrl, baseUrl.replace(written, otherwise)];
		};
		const credential = { baseUrl: '={{ $json.base }}' };

		it('in the next turn', async () => {
			const orders = scene.sandbox.orders.add(1);
			neverShown();
			const input = bases().map((base) => ({ orderId: orders[0].orderId, base }));
			const { runs } = await loop(PAY, input, { credential });
			expect(debitsOf(orders)).toEqual([1]);
			expect(runs[1].failed).toMatchObject([{ outcome: 'alreadyPaid' }]);
		});

		it('in the same run', async () => {
			const orders = scene.sandbox.orders.add(1);
			const input = bases().map((base) => ({ orderId: orders[0].orderId, base }));
			await scene.pay(input, {}, { credential });
			expect(debitsOf(orders)).toEqual([1]);
		});
	});

	it('when its details have shown it as paid, and lag later', async () => {
		const orders = scene.sandbox.orders.add([{ totalAmount: 6400 }]);
		await scene.pay(naming(orders));
		const unpaid = { orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1, totalAmount: 6400 };
		detailsAre(orders[0], unpaid, { skip: 1 });
		const { runs } = await loop(
			{ ...PAY, options: { skipIfPaid: true } },
			naming([orders[0], orders[0]]),
		);
		expect(runs.map(({ failed }) => failed)).toMatchObject([
			[{ outcome: 'alreadyPaid' }],
			[{ outcome: 'alreadyPaid' }],
		]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('and is on Failed in a dry run, the second time too', async () => {
		const orders = scene.sandbox.orders.add(1);
		await scene.pay(naming(orders));
		const options = { dryRun: true, alreadyPaidOutput: 'succeeded', confirmPayment: true };
		const { runs } = await loop({ ...PAY, options }, naming([orders[0], orders[0]]));
		expect(runs.map(({ failed }) => failed)).toMatchObject([
			[{ outcome: 'alreadyPaid' }],
			[{ outcome: 'alreadyPaid' }],
		]);
	});

	it('nor does a dry run behind a payment settle it', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		const options = { dryRun: '={{ $runIndex === 1 }}', verifyUnknown: '={{ $runIndex === 1 }}' };
		const { runs } = await loop({ ...PAY, options }, naming([orders[0], orders[0]]));
		expect(runs.map(({ failed }) => failed)).toMatchObject([
			[{ outcome: 'unknown', errorCode: 'CONNECTION_LOST' }],
			[{ outcome: 'unknown', errorCode: 'SENT_BEFORE' }],
		]);
	});

	it('when its payment was lost, and its details show it as cancelled', async () => {
		const orders = scene.sandbox.orders.add([{ totalAmount: 6400 }]);
		payFails({ kind: 'reset', when: 'after', times: 1 });
		detailsAre(orders[0], { orderStatus: 'CANCEL', payStatus: 1, totalAmount: 6400 });
		const { runs } = await loop(
			{ ...PAY, options: { verifyWait: 50 } },
			naming([orders[0], orders[0]]),
		);
		expect(paySent()).toHaveLength(1);
		expect(debitsOf(orders)).toEqual([1]);
		expect(runs[1].failed).toMatchObject([{ outcome: 'unknown', errorCode: 'ORDER_CANCELLED' }]);
		// nobody accepted it, as far as is known
		expect(runs[1].failed[0].errorMessage).toContain('Xportcn may have accepted this payment.');
	});
});

describe('An order that two users of one Xportcn are to pay', () => {
	it.each([
		['costs more than the other item expects', { expected: ['64', '60'] }, 'PRICE_CHANGED'],
		['is expected in no amount by the other item', { expected: ['64', 'abc'] }, 'INVALID_INPUT'],
	])('is held back when it %s', async (_, { expected }, errorCode) => {
		const orders = scene.sandbox.orders.add([{ totalAmount: 6400 }]);
		const [{ orderId }] = orders;
		const users = [DEMO_KEYS.userId, '2002'];
		const { succeeded, failed } = await scene.pay(
			users.map((user, index) => ({ orderId, user, expected: expected[index] })),
			{ expectedTotal: '={{ $json.expected }}' },
			{ credential: { userId: '={{ $json.user }}' } },
		);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId, outcome: 'notSent', errorCode },
			{ orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
		]);
		expect(debitsOf(orders)).toEqual([0]);
	});

	it('is sent once, for the first item that names it', async () => {
		const orders = scene.sandbox.orders.add(1);
		const { userId } = DEMO_KEYS;
		const input = [userId, '2002', userId].map((user) => ({ orderId: orders[0].orderId, user }));
		const { succeeded, failed } = await scene.pay(
			input,
			{},
			{ credential: { userId: '={{ $json.user }}' } },
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId, orders[0].orderId]);
		expect(failed).toMatchObject([
			{
				...{ orderId: orders[0].orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
				errorMessage: expect.stringContaining("for another 'User ID'"),
			},
		]);
		expect(paySent()).toHaveLength(1);
	});
});

describe('An order is given to one purchase of an execution', () => {
	it('and not to the next one with the same number, whose request was lost', async () => {
		scene.sandbox.faults.add({ on: 'create', skip: 1, times: 1, kind: 'reset', when: 'before' });
		const { runs } = await loop({ ...CREATE, options: { verifyWait: 60 } }, [{}, {}]);
		expect(scene.sandbox.orders.all()).toHaveLength(1);
		expect(runs.map(({ succeeded }) => succeeded.length)).toEqual([1, 0]);
		expect(runs[1].failed).toMatchObject([{ outcome: 'unknown' }]);
	});

	it('nor to one that was lost while an earlier one of the number is not settled', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'reset', laterMs: 350, times: 1 });
		scene.sandbox.faults.add({ on: 'create', kind: 'reset', when: 'before', skip: 1, times: 1 });
		const { runs } = await loop({ ...CREATE, options: { verifyWait: 300 } }, [{}, {}]);
		expect(runs.map(({ failed }) => failed.map(({ outcome }) => outcome))).toEqual([
			['unknown'],
			['unknown'],
		]);
	});

	it('nor to one whose request was lost, while the call that made it still waits', async () => {
		const { faults } = scene.sandbox;
		faults.add({ on: 'create', kind: 'latency', ms: 600, when: 'after', times: 1 });
		faults.add({ on: 'create', kind: 'status', status: 502, body: 'html', skip: 1, times: 1 });
		const { heard } = await useTool({ ...CREATE, options: { verifyWait: 300 } }, [[{}, {}]], {
			version: 2.2,
		});
		expect(scene.sandbox.orders.all()).toHaveLength(1);
		const [made, lost] = [...heard.flat()].sort((one, other) =>
			String(one.outcome).localeCompare(String(other.outcome)),
		);
		expect(made).toMatchObject({ outcome: 'succeeded' });
		expect(made).not.toHaveProperty('settledBy');
		expect(lost).toMatchObject({ outcome: 'unknown' });
	});

	it('also when Xportcn answers two with the same order', async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		const body = JSON.stringify({ code: 200, msg: '成功', data: [{ orderId, totalAmount: 6400 }] });
		scene.sandbox.faults.add({ on: 'create', kind: 'raw', times: 0, body });
		const { succeeded, failed } = await scene.run(
			{ ...CREATE, outOrderId: '={{ $json.number }}' },
			[{ number: 'PO-1' }, { number: 'PO-2' }],
		);
		expect(succeeded).toHaveLength(1);
		expect(failed).toMatchObject([
			{ orderId, outcome: 'differs', errorCode: 'ORDER_COUNT_DIFFERS' },
		]);
	});
});

describe('A number that is to have one order has one in an execution, also while the list lags', () => {
	const ONE = { ...CREATE, ifExists: 'returnExisting' };
	const listLags = () =>
		scene.sandbox.faults.add({ on: 'getMany', kind: 'list', times: 0, lagMs: 1e9 });
	const created = () => scene.sandbox.orders.all().map(({ orderId }) => orderId);

	it.each(['returnExisting', 'refuse'])('over the turns of a loop: %s', async (ifExists) => {
		listLags();
		const { runs } = await loop({ ...ONE, ifExists }, [{}, {}, {}]);
		expect(created()).toHaveLength(1);
		expect(runs.map(({ succeeded }) => succeeded.length)).toEqual([1, 0, 0]);
		for (const { failed } of runs.slice(1)) {
			expect(failed).toMatchObject([
				{
					...{ orderId: created()[0], outcome: 'notSent', errorCode: 'ALREADY_EXISTS' },
					...{ existing: true, errorMessage: expect.stringContaining('does not show it now') },
				},
			]);
		}
	});

	it.each([
		['one call after the other', [[{}], [{}]]],
		['two calls at once', [[{}, {}]]],
	])("by an agent's tool: %s", async (_, rounds) => {
		listLags();
		await useTool(ONE, rounds);
		expect(created()).toHaveLength(1);
	});

	describe('when it was there before, and the list has shown it once', () => {
		beforeEach(async () => {
			await scene.run(CREATE);
			scene.sandbox.faults.add({ on: 'getMany', kind: 'list', skip: 1, times: 0, lagMs: 1e9 });
		});

		it.each(['returnExisting', 'refuse'])('over the turns of a loop: %s', async (ifExists) => {
			const { runs } = await loop({ ...ONE, ifExists }, [{}, {}]);
			expect(created()).toHaveLength(1);
			expect(runs[1].failed).toMatchObject([
				{ orderId: created()[0], outcome: 'notSent', errorCode: 'ALREADY_EXISTS' },
			]);
		});

		it('over the items of a run', async () => {
			await scene.run({ ...ONE, ifExists: 'refuse' }, [{}, {}]);
			expect(created()).toHaveLength(1);
		});

		it.each([2.2, 3] as const)('over the calls of an agent %s', async (version) => {
			await useTool(ONE, [[{}], [{}]], { version });
			expect(created()).toHaveLength(1);
		});
	});

	it('when it is not known what became of the first', async () => {
		listLags();
		scene.sandbox.faults.add({ on: 'create', kind: 'reset', when: 'after' });
		const { runs } = await loop({ ...ONE, options: { verifyUnknown: false } }, [{}, {}]);
		expect(created()).toHaveLength(1);
		expect(runs[1].failed).toMatchObject([{ outcome: 'notSent', errorCode: 'CANNOT_LOOK' }]);
	});

	it('but is free again after a refusal', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'code', code: 400, msg: '商品已下架' });
		const { runs } = await loop(ONE, [{}, {}]);
		expect(runs.map(({ succeeded }) => succeeded.length)).toEqual([0, 1]);
	});

	it('and once the list shows its order as cancelled', async () => {
		scene.sandbox.faults.add({ on: 'getMany', kind: 'list', times: 0, cancels: 1 });
		const { runs } = await loop(ONE, [{}, {}, {}]);
		expect(created()).toHaveLength(2);
		expect(runs[1].succeeded).toMatchObject([{ orderId: created()[0], existing: true }]);
		expect(runs[2].succeeded).toMatchObject([{ orderId: created()[1] }]);
	});

	it('but one in each of two accounts', async () => {
		const other = await startSandbox();
		const servers = [scene.sandbox, other].map(({ baseUrl }) => ({ baseUrl }));
		await loop(ONE, servers, { credential: { baseUrl: '={{ $json.baseUrl }}' } });
		expect([...created(), ...other.orders.all()]).toHaveLength(2);
		await other.stop();
	});

	it('and a second one where another is wanted', async () => {
		listLags();
		await loop({ ...ONE, ifExists: 'createAnother' }, [{}, {}]);
		expect(created()).toHaveLength(2);
	});
});
