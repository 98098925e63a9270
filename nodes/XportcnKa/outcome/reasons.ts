/**
 * What the texts mean that Xportcn gives in Chinese. Its list is not public: only the one for
 * `alreadyPaid` is documented (order pay page, `failedReason`), the others are inferred from words
 * that such texts are made of.
 */
export interface Reason {
	words: RegExp;
	english: string;
	/**
	 * `refusal`: a plain no. `alreadyPaid`: paid before. `pending`: it may still be under way, so it
	 * is no answer at all.
	 */
	kind: 'refusal' | 'alreadyPaid' | 'pending';
	/** Said of the call as a whole, not of one of the orders in it. */
	ofTheCall?: true;
}

const REASONS: Reason[] = [
	{
		words: /已经扣款.*不可重复支付/,
		english: 'The funds account was already debited for this order; it cannot be paid twice.',
		kind: 'alreadyPaid',
	},
	{
		words: /处理中|支付中|稍后|超时|time[d ]*\s?out|processing|pending/i,
		english: 'Xportcn may still be at work on it.',
		kind: 'pending',
	},
	{ words: /系统(异常|繁忙|错误)/, english: "Xportcn's system is busy.", kind: 'pending' },
	{
		words: /余额不足/,
		english: 'The balance of the funds account is too small. Top it up, then run this again.',
		kind: 'refusal',
	},
	{
		words: /订单.*不存在/,
		english: 'There is no such order. Check the order number.',
		kind: 'refusal',
	},
	{
		words: /订单.*(取消|关闭)/,
		english: 'The order was cancelled or closed. Create it again if you still need it.',
		kind: 'refusal',
	},
	{
		words: /商品.*(不存在|下架)/,
		english: 'The product does not exist or is no longer on sale. Check the offer ID.',
		kind: 'refusal',
	},
	{
		words: /库存不足/,
		english: 'Too little stock for the quantity asked for. Lower it, or choose another product.',
		kind: 'refusal',
	},
	{
		words: /收货地址|地址.*(不完整|错误|有误)/,
		english: 'The address was not accepted. Check its fields.',
		kind: 'refusal',
	},
	{
		words: /签名/,
		english: "The signature was not accepted. Check 'Access Key' and 'Access Secret'.",
		kind: 'refusal',
		ofTheCall: true,
	},
	{
		words: /时间戳/,
		english:
			"The timestamp was not accepted. Check 'Timestamp Unit' and the clock of this machine.",
		kind: 'refusal',
		ofTheCall: true,
	},
	{
		words: /权限/,
		english: "This user may not do that. Check 'User ID' in the credential.",
		kind: 'refusal',
		ofTheCall: true,
	},
	{
		words: /频繁|限流/,
		english: 'Too many requests at once. Lower Options → Max Concurrency.',
		kind: 'refusal',
		ofTheCall: true,
	},
];

/** The meaning of a vendor's text, if it is a known one. */
export const reasonIn = (text: string | null): Reason | undefined =>
	text === null ? undefined : REASONS.find(({ words }) => words.test(text));

/** A vendor's text in English, or where to read the original. */
export const englishFor = (text: string | null): string =>
	reasonIn(text)?.english ?? "The reason in Xportcn's own words is in 'failedReason'.";
