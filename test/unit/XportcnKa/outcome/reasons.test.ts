import { englishFor, reasonIn } from '../../nodes/XportcnKa/outcome/reasons';

const PENDING = 'Xportcn may still be at work on it.';
const BUSY = "Xportcn's system is busy.";
const GONE = 'The order was cancelled or closed. Create it again if you still need it.';
const NO_PRODUCT = 'The product does not exist or is no longer on sale. Check the offer ID.';
const ADDRESS = 'The address was not accepted. Check its fields.';
const TOO_MANY = 'Too many requests at once. Lower Options → Max Concurrency.';

describe("Xportcn's words", () => {
	it.each([
		[
			'资金账户已经扣款,不可重复支付',
			'alreadyPaid',
			'The funds account was already debited for this order; it cannot be paid twice.',
		],
		['支付处理中,余额不足', 'pending', PENDING],
		['订单支付中', 'pending', PENDING],
		['请稍后再试', 'pending', PENDING],
		['请求超时', 'pending', PENDING],
		['Read timed out', 'pending', PENDING],
		['Timeout', 'pending', PENDING],
		['time out', 'pending', PENDING],
		['Processing', 'pending', PENDING],
		['PENDING', 'pending', PENDING],
		['系统异常', 'pending', BUSY],
		['系统繁忙', 'pending', BUSY],
		['系统错误', 'pending', BUSY],
		[
			'资金账户余额不足',
			'refusal',
			'The balance of the funds account is too small. Top it up, then run this again.',
		],
		['订单不存在', 'refusal', 'There is no such order. Check the order number.'],
		['订单号1不存在', 'refusal', 'There is no such order. Check the order number.'],
		['订单已取消', 'refusal', GONE],
		['订单已关闭', 'refusal', GONE],
		['商品不存在', 'refusal', NO_PRODUCT],
		['商品已下架', 'refusal', NO_PRODUCT],
		[
			'库存不足',
			'refusal',
			'Too little stock for the quantity asked for. Lower it, or choose another product.',
		],
		['收货地址为空', 'refusal', ADDRESS],
		['地址不完整', 'refusal', ADDRESS],
		['地址信息错误', 'refusal', ADDRESS],
		['地址有误', 'refusal', ADDRESS],
	] as const)('%s mean %s, of one order', (words, kind, english) => {
		expect(reasonIn(words)?.kind).toBe(kind);
		expect(reasonIn(words)?.ofTheCall).toBeUndefined();
		expect(englishFor(words)).toBe(english);
	});

	it.each([
		['签名错误', "The signature was not accepted. Check 'Access Key' and 'Access Secret'."],
		[
			'时间戳过期',
			"The timestamp was not accepted. Check 'Timestamp Unit' and the clock of this machine.",
		],
		['无权限', "This user may not do that. Check 'User ID' in the credential."],
		['请求过于频繁', TOO_MANY],
		['已限流', TOO_MANY],
	])('%s refuse the call as a whole', (words, english) => {
		expect(reasonIn(words)).toMatchObject({ kind: 'refusal', ofTheCall: true, english });
	});

	// each has half of what makes a known reason
	it.each([
		'已经扣款',
		'不可重复支付',
		'系统升级',
		'订单异常',
		'已取消',
		'不存在',
		'商品异常',
		'地址',
		'时间',
		'times outside',
		'?',
		'',
		null,
	])('%j are none that are known', (words) => {
		expect(reasonIn(words)).toBeUndefined();
		expect(englishFor(words)).toBe("The reason in Xportcn's own words is in 'failedReason'.");
	});
});
