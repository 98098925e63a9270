import fc from 'fast-check';

import { englishFor, reasonIn } from '../../../../nodes/XportcnKa/outcome/reasons';

const IN_THEIR_WORDS = "The reason in Xportcn's own words is in 'failedReason'.";

const KNOWN: Record<string, string[]> = {
	alreadyPaid: [
		'资金账户已经扣款,不可重复支付',
		'资金账户已扣款',
		'该订单已支付',
		'订单已付款…请勿关闭',
		'订单已经支付,请勿重复提交',
	],
	pending: [
		// said to be under way, in words that look like "paid", "cancelled" or "refused"
		'支付请求已提交,请勿重复操作',
		'订单已提交支付，如需修改请先取消提交支付',
		'支付处理中，请勿重复支付',
		'支付处理中,余额不足',
		'订单支付中',
		'付款中',
		'正在支付',
		'正在处理,订单已取消后将退款',
		'请求已受理',
		'等待银行确认',
		'资金账户已扣款,支付处理中',
		'请稍后再试',
		'请求超时',
		'Read timed out',
		'Timeout',
		'time out',
		'Processing',
		'PENDING',
		'payment submitted',
		'系统异常',
		'系统繁忙',
		'系统错误',
		'服务不可用',
		'操作频繁',
		'触发限流',
		'Too Many Requests',
	],
	refusal: [
		'资金账户余额不足',
		'订单不存在',
		'订单已取消',
		'订单已关闭',
		'该订单已被取消',
		'商品规格不存在:1',
		'sku不存在',
		'specId不正确',
		'商品不存在:1',
		'商品已下架',
		'库存不足',
		'未达到起批量',
		'低于最小起订量',
		'不满足混批条件',
		'收货地址不能为空',
		'地址有误',
	],
	credential: [
		'签名错误',
		'invalid sign',
		'Signature mismatch',
		'时间戳已过期',
		'timestamp expired',
		'access-key不存在',
		'accessKey无效',
		'密钥错误',
		'无接口权限',
		'user-id错误',
		'用户已停用',
	],
};

describe("Xportcn's words", () => {
	it.each(Object.entries(KNOWN).flatMap(([kind, texts]) => texts.map((text) => [text, kind])))(
		'%s: %s',
		(text, kind) => {
			expect(reasonIn(text)?.kind).toBe(kind);
			expect(englishFor(text)).toMatch(/^[A-Z][^;]*\.$/);
			expect(englishFor(text)).not.toBe(IN_THEIR_WORDS);
		},
	);

	it('are documented for one reason only', () => {
		const texts = Object.values(KNOWN).flat();
		expect(texts.filter((text) => reasonIn(text)?.isDocumented)).toEqual([
			'资金账户已经扣款,不可重复支付',
		]);
	});

	it.each([
		'已扣款失败',
		'订单已支付失败',
		'不可重复支付',
		'订单未支付',
		'系统升级',
		'订单异常',
		'已取消',
		'不存在',
		'商品异常',
		'地址',
		'时间',
		'times outside',
		'please assign a buyer',
		'bad design',
		'1688接口调用失败',
		'?',
		'',
	])('%j are none that are known', (text) => {
		expect(reasonIn(text)).toBeUndefined();
		expect(englishFor(text)).toBe(IN_THEIR_WORDS);
	});

	it('may be missing', () => {
		expect(reasonIn(null)).toBeUndefined();
		expect(englishFor(null)).toBe(IN_THEIR_WORDS);
	});
});

describe("Words about Xportcn's own check", () => {
	it.each([
		'订单签名错误',
		'没有支付该订单的权限',
		'无付款权限',
		'没有下单权限',
		'商品无权限',
		'供应商货源无权限',
		'价格无权限查看',
		'金额签名错误',
		'余额账户无权限',
		'运费模板无权限',
		'order sign error',
		'No permission for product, user-id 1',
		'amount signature mismatch',
		'user-id may not see the price',
		'sku signature mismatch',
	])('are none when they name an order, a product or an amount: %s', (text) => {
		expect(reasonIn(text)?.kind).not.toBe('credential');
	});

	it('are never the first that count: what else a text says comes first', () => {
		const others = [...KNOWN.alreadyPaid, ...KNOWN.pending, ...KNOWN.refusal];
		fc.assert(
			fc.property(
				fc.constantFrom(...KNOWN.credential),
				fc.constantFrom(...others),
				fc.boolean(),
				(credential, other, isFirst) => {
					const text = isFirst ? `${credential},${other}` : `${other},${credential}`;
					expect(reasonIn(text)?.kind).not.toBe('credential');
				},
			),
		);
	});
});

describe('Words of a refusal', () => {
	it.each([
		'订单已创建,库存不足',
		'下单成功,收货地址有误',
		'订单已生成,商品规格不存在',
		'已下单,未达到起批量',
		'部分支付成功,余额不足',
	])('are none when they say that something was done: %s', (text) => {
		expect(reasonIn(text)?.kind).not.toBe('refusal');
	});

	it('never outrank words of a payment that was made or is under way', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...KNOWN.refusal),
				fc.constantFrom(...KNOWN.pending, ...KNOWN.alreadyPaid),
				fc.boolean(),
				(refusal, other, isFirst) => {
					const text = isFirst ? `${refusal},${other}` : `${other},${refusal}`;
					expect(reasonIn(text)?.kind).not.toBe('refusal');
				},
			),
		);
	});
});

describe('A field that Xportcn misses', () => {
	it.each([
		['provinceText不能为空', "Xportcn wants a value for 'Province' (provinceText). Fill it in."],
		['参数address必填', "Xportcn wants a value for 'Street Address' (address). Fill it in."],
		['cargoNo字段不可为空', "Xportcn wants a value for 'cargoNo'. Fill it in."],
		['toString不能为空', "Xportcn wants a value for 'toString'. Fill it in."],
	])('%s', (text, english) => {
		expect(englishFor(text)).toBe(english);
	});
});

describe('A refusal that names the variant', () => {
	it.each([
		['该规格库存不足', 'There is too little stock.'],
		['该规格未达到起批量', 'The quantity is below the minimum of the seller.'],
		['商品规格不存在:1', 'Xportcn refused the variant.'],
		['商品不存在:1', 'The product does not exist'],
	])('is about what it says: %s', (text, english) => {
		expect(englishFor(text)).toContain(english);
	});
});
