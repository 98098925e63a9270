import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { outputsOf, runWorkflow } from '../harness/engine';
import { usePaying } from '../harness/paying';
import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { credentialFor, naming, orderIdsOf } from '../harness/scene';
import { itemsFrom, loopWorkflow, ON_ERROR } from '../harness/workflows';

const scene = usePaying();
const { pay, detailsAre } = scene;

const ordersOf = (...fen: number[]) =>
	scene.sandbox.orders.add(fen.map((totalAmount) => ({ totalAmount, shippingFee: 0 })));
const operationsSent = () => scene.sandbox.requests.all().map(({ operation }) => operation);

/** Whatever is asked for in this file: no write was sent and nothing happened. */
afterEach(() => {
	expect(operationsSent().filter((operation) => ['pay', 'create'].includes(operation))).toEqual([]);
	expect(scene.sandbox.ledger.all()).toEqual([]);
});

describe('Dry Run of Pay', () => {
	const rehearse = async (
		input: IDataObject[],
		parameters: IDataObject = {},
		options: IDataObject = {},
	) => await pay(input, { ...parameters, options: { dryRun: true, ...options } });

	it('says of each order what would be paid, on Failed', async () => {
		const orders = ordersOf(6400, 100);
		const { succeeded, failed } = await rehearse(naming(orders));
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{
				...{ orderId: orders[0].orderId, outcome: 'notSent', errorCode: 'DRY_RUN' },
				...{ wouldPayCny: '64.00', totalCny: '64.00', retryable: false },
			},
			{ orderId: orders[1].orderId, wouldPayCny: '1.00' },
		]);
		expect(failed[0].errorMessage).toContain("'Dry Run' is on, so nothing was sent");
		expect(operationsSent()).toEqual(['get', 'get']);
	});

	it('lets each guard say what it would hold back, as it says it', async () => {
		const orders = ordersOf(6400, 6400, 6400, 9000, 6400, 6400, 6400);
		scene.sandbox.orders.markPaid(orders[1].orderId);
		scene.sandbox.orders.cancel(orders[2].orderId);
		detailsAre(orders[5], { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' });
		const { succeeded, failed } = await rehearse(
			orders.map(({ orderId }, index) => ({ orderId, expected: index === 4 ? '60' : '64' })),
			{
				maximumPerOrder: '80',
				maximumPerRun: '100',
				expectedTotal: '={{ $json.expected }}',
			},
			// and not even this one goes to Succeeded
			{ alreadyPaidOutput: 'succeeded' },
		);
		expect(succeeded).toEqual([]);
		expect(failed.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
			['notSent', 'DRY_RUN'],
			['alreadyPaid', 'ALREADY_PAID'],
			['notSent', 'ORDER_CANCELLED'],
			['notSent', 'ABOVE_MAXIMUM'],
			['notSent', 'PRICE_CHANGED'],
			['notSent', 'TOTAL_UNREADABLE'],
			['notSent', 'ABOVE_MAXIMUM'],
		]);
	});

	it.each<[string, Fault]>([
		['cannot be read', { kind: 'html' }],
		['have no such path', { kind: 'status', status: 404 }],
		['have an amount as text', { kind: 'raw', body: '' }],
	])('leaves out what would be paid when the details %s', async (_, fault) => {
		const [order] = ordersOf(6400);
		if (fault.kind === 'raw') {
			detailsAre(order, {
				...{ payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT', totalAmount: '6400' },
			});
		} else scene.sandbox.faults.add({ on: 'get', times: 0, ...fault });
		const { failed } = await rehearse(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'DRY_RUN' }]);
		expect(failed[0]).not.toHaveProperty('wouldPayCny');
	});

	it('does not promise a payment that the details could not confirm', async () => {
		const [order] = ordersOf(6400);
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { failed } = await rehearse(naming([order]));
		expect(failed[0].errorMessage).not.toContain('would be paid');
		expect(failed[0].errorMessage).toContain('could not be read');
	});

	it('turns red with a wrong key, as a payment would', async () => {
		const { stoppedBy } = await pay(
			naming(ordersOf(6400, 6400)),
			{ options: { dryRun: true } },
			{ credential: { accessSecret: 'wrong' } },
		);
		expect(stoppedBy).toContain('refused the credential');
	});

	it('counts Maximum per Run through to its end, also over a loop, as payments would be', async () => {
		const orders = ordersOf(1000, 1000, 1000);
		const { failed } = await rehearse(naming(orders), { maximumPerRun: '20' }, { batchSize: 1 });
		expect(failed.map(({ errorCode }) => errorCode)).toEqual([
			...['DRY_RUN', 'DRY_RUN', 'ABOVE_MAXIMUM'],
		]);

		const run = await runWorkflow(
			loopWorkflow({ operation: 'pay', maximumPerRun: '20', options: { dryRun: true } }),
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom(...naming(orders)),
		);
		const [items] = outputsOf(run, 'Done');
		expect(items.map(({ errorCode }) => errorCode)).toEqual([
			...['DRY_RUN', 'DRY_RUN', 'ABOVE_MAXIMUM'],
		]);
	});

	it('reads each order once when several items name it', async () => {
		const [order] = ordersOf(6400);
		const { failed } = await rehearse(naming([order, order]));
		expect(orderIdsOf(failed)).toEqual([order.orderId, order.orderId]);
		expect(operationsSent()).toEqual(['get']);
	});
});

describe('Dry Run of Create', () => {
	const rehearse = async (changes: IDataObject = {}, input: IDataObject[] = [{}]) =>
		await scene.run({ operation: 'create', ...buying(changes), options: { dryRun: true } }, input);

	it.each([true, false])(
		'previews and says what it would cost, with Preview First %s',
		async (previewFirst) => {
			const { succeeded, failed } = await rehearse({ outOrderId: 'PO-1', previewFirst });
			expect(succeeded).toEqual([]);
			expect(failed).toMatchObject([
				{
					...{ outOrderId: 'PO-1', outcome: 'notSent', errorCode: 'DRY_RUN' },
					...{ wouldPayCny: '65.61', retryable: false },
				},
			]);
			expect(failed[0]).not.toHaveProperty('orderId');
			expect(operationsSent()).toEqual(['preview']);
			expect(scene.sandbox.orders.all()).toEqual([]);
		},
	);

	it('adds up the orders of several sellers', async () => {
		const { failed } = await rehearse({ items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] } });
		// (5800 + 600) and (4580 + 600) fen, each with the fee of the sample
		expect(failed).toMatchObject([{ wouldPayCny: '118.71' }]);
	});

	it.each<[string, Fault | undefined, IDataObject, string, string]>([
		[
			'a refused preview',
			{ kind: 'code', code: 400, msg: '收货地址有误' },
			{},
			'rejected',
			'XPORTCN_400',
		],
		['a refused line', { kind: 'rowRefused' }, {}, 'rejected', 'PREVIEW_REFUSED'],
		['a missing line', { kind: 'linesUnlisted', listed: 0 }, {}, 'notSent', 'UNREADABLE_ANSWER'],
		['a preview without an answer', { kind: 'html' }, {}, 'notSent', 'NOT_XPORTCN'],
		['Maximum Total', undefined, { maximumTotal: '60' }, 'notSent', 'ABOVE_MAXIMUM'],
		[
			'a total that cannot be told',
			{ kind: 'sumsAs', as: 'text' },
			{ maximumTotal: '60' },
			'notSent',
			'TOTAL_UNREADABLE',
		],
	])('lets what would hold it back say so: %s', async (_, fault, changes, outcome, errorCode) => {
		if (fault) scene.sandbox.faults.add({ on: 'preview', times: 0, ...fault });
		const { failed } = await rehearse(changes);
		expect(failed).toMatchObject([{ outcome, errorCode }]);
	});

	it('leaves out what it would cost when the preview does not say it', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'sumsAs', as: 'missing' });
		const { failed } = await rehearse();
		expect(failed).toMatchObject([{ errorCode: 'DRY_RUN' }]);
		expect(failed[0]).not.toHaveProperty('wouldPayCny');
	});

	it.each(['returnExisting', 'refuse'])('says what exists already with %s', async (ifExists) => {
		const [order] = scene.sandbox.orders.add({ outOrderId: 'PO-1', totalAmount: 6400 });
		const { succeeded, failed } = await rehearse({ outOrderId: 'PO-1', ifExists });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'ALREADY_EXISTS', existing: true },
		]);
	});

	it('says that what exists already differs from the purchase', async () => {
		const [order] = scene.sandbox.orders.add({ outOrderId: 'PO-1', totalAmount: 9900 });
		const { failed } = await rehearse({ outOrderId: 'PO-1', ifExists: 'returnExisting' });
		expect(failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'differs', errorCode: 'EXISTING_DIFFERS' },
		]);
	});

	it('of several items with one number would create the first only', async () => {
		const { failed } = await rehearse({ outOrderId: 'PO-1', ifExists: 'refuse' }, [{}, {}]);
		expect(failed.map(({ errorCode }) => errorCode)).toEqual(['DRY_RUN', 'ALREADY_EXISTS']);
	});
});

describe.each(Object.entries(ON_ERROR))('Dry Run, On Error: %s', (_, onError) => {
	it.each([
		['pay', "'true'", '={{ "true" }}'],
		['pay', 'nothing', '={{ $json.nothing }}'],
		['pay', '1', 1],
		['create', "'true'", 'true'],
		['create', 'nothing', '={{ $json.nothing }}'],
	])('of %s given as %s is refused, not off', async (operation, _case, dryRun) => {
		const [order] = ordersOf(6400);
		const { succeeded, failed, stoppedBy } = await scene.run(
			{ operation, orderId: order.orderId, ...buying(), options: { dryRun } },
			[{}],
			{ settings: onError ? { onError } : {} },
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		expect(onError === undefined ? stoppedBy : failed[0].errorMessage).toContain("'Dry Run'");
	});
});
