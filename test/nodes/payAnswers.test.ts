import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { usePaying } from '../harness/paying';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay, debitsOf, payFails } = scene;

const answering = (body: IDataObject): Fault => ({
	kind: 'raw',
	body: JSON.stringify({ msg: '成功', ...body }),
});

describe('An answer about the whole call', () => {
	it.each<[string, Fault, string]>([
		['HTTP 502 with a web page', { kind: 'status', status: 502, body: 'html' }, 'NOT_XPORTCN'],
		['HTTP 500 without a body', { kind: 'status', status: 500, body: 'empty' }, 'NOT_XPORTCN'],
		['a login page', { kind: 'html' }, 'NOT_XPORTCN'],
		['HTTP 401 of a gateway', { kind: 'html', status: 401 }, 'NOT_XPORTCN'],
		['code -1', { kind: 'code', code: -1, msg: '系统繁忙' }, 'XPORTCN_-1'],
		['code 10001', { kind: 'code', code: 10001, msg: '?' }, 'XPORTCN_10001'],
		['code 202', { kind: 'code', code: 202, msg: '处理中' }, 'XPORTCN_202'],
		['code 400, busy', { kind: 'code', code: 400, msg: '系统繁忙' }, 'XPORTCN_400'],
		['code 400, unknown words', { kind: 'code', code: 400, msg: '参数错误' }, 'XPORTCN_400'],
		['code 400, no stock', { kind: 'code', code: 400, msg: '商品库存不足' }, 'XPORTCN_400'],
		['code 401, unknown words', { kind: 'code', code: 401, msg: '请重新登录' }, 'XPORTCN_401'],
		[
			'code 401, words about an order',
			{ kind: 'code', code: 401, msg: '订单签名错误' },
			'XPORTCN_401',
		],
		...[
			'签名错误 3300504350583134260',
			'签名错误: 64.00元',
			'1688账号无权限',
			'卖家用户无权限',
			'资金账户无权限',
		].flatMap((msg) =>
			[401, 403].map((code): [string, Fault, string] => [
				`code ${code}, ${msg}`,
				{ kind: 'code', code, msg, when: 'after' },
				`XPORTCN_${code}`,
			]),
		),
		['code 403, unknown words', { kind: 'code', code: 403, msg: '禁止操作' }, 'XPORTCN_403'],
		['code 404, unknown words', { kind: 'code', code: 404, msg: '不存在' }, 'XPORTCN_404'],
		['code 429', { kind: 'code', code: 429, msg: '请求过于频繁' }, 'XPORTCN_429'],
		['code 500', { kind: 'code', code: 500 }, 'XPORTCN_500'],
		['code 500, no money', { kind: 'code', code: 500, msg: '余额不足' }, 'XPORTCN_500'],
		['code 500, bad signature', { kind: 'code', code: 500, msg: '签名错误' }, 'XPORTCN_500'],
		['code 500, no permission', { kind: 'code', code: 500, msg: '没有权限' }, 'XPORTCN_500'],
		[
			'code 401 under HTTP 500',
			{ kind: 'code', code: 401, msg: '签名错误', status: 500 },
			'XPORTCN_401',
		],
		['code 200 under HTTP 500', { kind: 'code', code: 200, status: 500 }, 'XPORTCN_200'],
		['HTTP 408', { kind: 'status', status: 408 }, 'XPORTCN_408'],
		['HTTP 429 in the envelope', { kind: 'status', status: 429 }, 'XPORTCN_429'],
		[
			'success false beside the data',
			{ kind: 'successFalse', when: 'after', data: 'usual' },
			'NOT_SUCCESSFUL',
		],
		[
			'success "false" in the data',
			{ kind: 'successFalse', when: 'after', value: 'false', at: 'data', data: 'usual' },
			'NOT_SUCCESSFUL',
		],
		['a lost connection', { kind: 'reset' }, 'CONNECTION_LOST'],
		['half an answer', { kind: 'truncate' }, 'NOT_XPORTCN'],
		['an answer that was cut off', { kind: 'truncate', cutConnection: true }, 'CONNECTION_LOST'],
		['no answer', { kind: 'hang' }, 'TIMEOUT'],
		['an answer that drips', { kind: 'drip', chunkBytes: 1, everyMs: 100 }, 'TIMEOUT'],
		['null data', answering({ code: 200, data: null }), 'NOT_IN_ANSWER'],
		['a list for data', answering({ code: 200, data: [] }), 'NOT_IN_ANSWER'],
		['the code as text', answering({ code: '200', data: {} }), 'NOT_XPORTCN'],
	])('%s: all its orders are unknown, and nothing is sent again', async (_, fault, errorCode) => {
		const orders = scene.sandbox.orders.add(3);
		payFails(fault);
		const { succeeded, failed } = await pay(naming(orders), { options: { timeout: 400 } });

		expect(succeeded).toEqual([]);
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders)));
		for (const item of failed) {
			expect(item).toMatchObject({ outcome: 'unknown', errorCode, retryable: false });
			expect(item.errorMessage).toMatch(/may have been paid/);
		}
		expect(scene.sandbox.requests.of('pay')).toHaveLength(1);
	});

	it.each([
		[400, '商品库存不足', 'There is too little stock'],
		[400, '余额不足', 'Top it up'],
		[403, '收货地址有误', 'The address was not accepted'],
		[404, '订单不存在', 'There is no such order'],
	])('is a plain no about one order, with code %s and the words %s', async (code, msg, english) => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'code', code, msg });
		const { failed } = await pay(naming([order]));
		expect(failed).toMatchObject([
			{ outcome: 'rejected', errorCode: `XPORTCN_${code}`, failedReason: msg, retryable: false },
		]);
		expect(failed[0].errorMessage).toContain(english);
		expect(debitsOf([order])).toEqual([0]);
	});

	it.each<[string, Fault]>([
		['a server fault, whatever its words', { kind: 'code', code: 500, msg: '余额不足' }],
		['unknown words', { kind: 'code', code: 400, msg: '1688接口调用失败' }],
		['"do not repeat"', { kind: 'code', code: 400, msg: '支付请求已提交,请勿重复操作' }],
		['no words', { kind: 'code', code: 400, msg: '' }],
		['"paid"', { kind: 'code', code: 400, msg: '订单已支付' }],
		['unknown words with 403', { kind: 'code', code: 403, msg: '禁止操作' }],
		[
			'a refusal that comes with data',
			answering({ code: 400, msg: '余额不足', data: { orderIds: ['3300504350583134260'] } }),
		],
		[
			'a refusal whose HTTP status says something else',
			{ kind: 'code', code: 400, msg: '余额不足', status: 502 },
		],
	])('is none about one order, with %s', async (_, fault) => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ ...fault, ...('when' in fault ? {} : { when: 'after' }) } as Fault);
		const { failed } = await pay(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(debitsOf([order])).toEqual([1]);
	});

	it('never invites to pay again what may have been paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		payFails({ kind: 'code', code: 500, msg: '请求频繁', when: 'after' });
		const { failed } = await pay(naming(orders));
		for (const { errorMessage } of failed) {
			expect(errorMessage).toContain('Look in Xportcn before you run this again');
		}
		expect(debitsOf(orders)).toEqual([1, 1]);
	});
});

describe('A batch that stops half-way', () => {
	it.each<[string, number, string | undefined]>([
		['code 500, "too many"', 500, '请求频繁'],
		['code 500, "no permission"', 500, '没有权限'],
		['code 500, "bad signature"', 500, '签名错误'],
		['code 429', 429, undefined],
		['code 403 in unknown words', 403, '禁止操作'],
		['code 404 in unknown words', 404, '不存在'],
		['code 401 in unknown words', 401, '请重新登录'],
		['code 400', 400, '余额不足'],
	])('with %s is looked up, and nothing paid is on Failed as refused', async (_, code, msg) => {
		const orders = scene.sandbox.orders.add(3);
		payFails({ kind: 'halfWay', done: 2, code, msg });
		const { succeeded, failed } = await pay(naming(orders), {
			options: { verifyUnknown: true, verifyWait: 100 },
		});

		expect(debitsOf(orders)).toEqual([1, 1, 0]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(0, 2))));
		expect(failed).toMatchObject([
			{
				orderId: orders[2].orderId,
				outcome: 'unknown',
				errorCode: 'STILL_UNPAID',
				retryable: false,
			},
		]);
	});

	it('with "already debited" for the whole call does not call its own payments paid before', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.orders.markPaid(orders[2].orderId);
		const msg = '资金账户已经扣款,不可重复支付';
		payFails({ kind: 'halfWay', done: 2, code: 500, msg });
		const { succeeded, failed } = await pay(naming(orders), {
			options: { verifyUnknown: true, verifyWait: 100 },
		});
		expect(debitsOf(orders)).toEqual([1, 1, 0]);
		expect(orderIdsOf(succeeded)).toEqual(
			expect.arrayContaining(orderIdsOf(naming(orders.slice(0, 2)))),
		);
		// which of the three it was about, nobody knows; the details show all of them as paid
		expect([...succeeded, ...failed]).toHaveLength(3);
	});

	it('with "already debited" for a call about one order is believed, once the details agree', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.markPaid(order.orderId);
		payFails({ kind: 'code', code: 500, msg: '资金账户已经扣款,不可重复支付' });
		const { failed } = await pay(naming([order]), {
			options: { verifyUnknown: true, verifyWait: 100 },
		});
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid', errorCode: 'ALREADY_PAID' }]);
	});
});

describe('A link to pay at', () => {
	it.each(['payUrl', 'payUrlBeside'] as const)('is no payment: %s', async (as) => {
		const orders = scene.sandbox.orders.add(2);
		payFails({ kind: 'accepted', as, debitAfterMs: null });
		const { succeeded, failed } = await pay(naming(orders));
		expect(succeeded).toEqual([]);
		expect(debitsOf(orders)).toEqual([0, 0]);
		expect(failed).toMatchObject(
			orders.map(({ orderId }) => ({
				orderId,
				outcome: 'unknown',
				errorCode: 'PAYMENT_LINK',
				payUrl: expect.stringMatching(/^https:\/\/cashier/),
				retryable: false,
			})),
		);
	});

	it('deep inside the data is found, and belongs to the order beside it', async () => {
		const [asked, other] = scene.sandbox.orders.add(2);
		payFails(
			answering({
				code: 200,
				data: {
					successOrderIds: [asked.orderId, other.orderId],
					failedOrderList: [],
					more: [{ orderId: asked.orderId, links: { payUrl: 'https://cashier.example/1' } }],
				},
			}),
		);
		const { succeeded, failed } = await pay(naming([asked, other]));
		expect(orderIdsOf(succeeded)).toEqual([other.orderId]);
		expect(failed).toMatchObject([
			{ orderId: asked.orderId, errorCode: 'PAYMENT_LINK', payUrl: 'https://cashier.example/1' },
		]);
	});

	it('counts for an order, too, that it says was debited before', async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		const failedReason = '资金账户已经扣款,不可重复支付';
		const data = {
			...{ payUrl: 'https://cashier.example/1', successOrderIds: [] },
			failedOrderList: [{ orderId, failedReason }],
		};
		payFails(answering({ code: 200, data }));
		const options = { alreadyPaidOutput: 'succeeded', verifyUnknown: true, verifyWait: 50 };
		const { succeeded, failed } = await pay([{ orderId }], { options });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{
				...{ outcome: 'unknown', errorCode: 'PAYMENT_LINK', failedReason },
				payUrl: 'https://cashier.example/1',
			},
		]);
	});

	it('that is empty is none', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const successOrderIds = [order.orderId];
		payFails(answering({ code: 200, data: { successOrderIds, payUrl: '' } }));
		const { succeeded } = await pay(naming([order]));
		expect(orderIdsOf(succeeded)).toEqual(successOrderIds);
	});

	it('stays in the item when the details show the order unpaid', async () => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'accepted', as: 'payUrl', debitAfterMs: null });
		const { failed } = await pay(naming([order]), {
			options: { verifyUnknown: true, verifyWait: 100 },
		});
		expect(failed).toMatchObject([
			{ outcome: 'unknown', errorCode: 'PAYMENT_LINK', payUrl: expect.any(String) },
		]);
	});

	it('is settled by details that show the order paid', async () => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'accepted', as: 'payUrl' });
		const { succeeded } = await pay(naming([order]), {
			options: { verifyUnknown: true, verifyWait: 100 },
		});
		expect(succeeded).toMatchObject([{ orderId: order.orderId, settledBy: 'orderDetails' }]);
		expect(succeeded[0]).not.toHaveProperty('payUrl');
		expect(debitsOf([order])).toEqual([1]);
	});
});
