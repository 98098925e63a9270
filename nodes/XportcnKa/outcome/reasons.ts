import { CHECKED_PARTS } from '../../shared/checkedParts';
import type { CheckedPart } from '../../shared/checkedParts';

/**
 * What the texts mean that Xportcn gives in Chinese. Its list is not public: only the one for
 * `alreadyPaid` is documented (order pay page, `failedReason`), the others are inferred from words
 * that such texts are made of.
 */
export interface Reason {
	words: RegExp;
	english: string;
	/**
	 * `refusal`: a plain no. `alreadyPaid`: debited before. `pending`: it may still be under way, so it
	 * is no answer at all. `credential`: Xportcn's own check of key, signature, timestamp or user.
	 */
	kind: 'refusal' | 'alreadyPaid' | 'pending' | 'credential';
	/** Seen on the vendor's own page. */
	isDocumented?: true;
	/** Which part of the request Xportcn's check is about. */
	about?: CheckedPart;
}

/**
 * Words that name an order, a product, an amount, or the account of somebody else: a seller, a buyer at
 * 1688, the funds. A text with one of them is about the work itself, never about Xportcn's check of the
 * request.
 */
const ABOUT_THE_WORK = new RegExp(
	[
		/单|商品|产品|货|库存|额|价|费|支付|付款|扣款/,
		/卖家|买家|商家|店铺|供应商|资金|[账帐]户|1688|淘宝|阿里/,
		/order|product|offer|\b(sku|spec)(id)?\b|amount|price|payment|\b(pay|fee)s?\b/,
		/seller|buyer|supplier|\bshop|fund|balance|taobao|alibaba/,
		// an order's number, an amount
		/\d{15}|\d\s*元|[¥￥]|\d\s*(cny|rmb|yuan)/,
	]
		.map(({ source }) => source)
		.join('|'),
	'i',
);

/** Words that say that something was done. Whatever else such a text says, it is no plain no. */
const SAYS_DONE = /成功|已(创建|生成|下单)/;

/** What to do when Xportcn's own check refuses a part of the request. */
const ABOUT_PART: Readonly<Record<CheckedPart, string>> = {
	signature:
		"The signature was not accepted. Check 'Access Key' and 'Access Secret'. If both are right, run API → Check Setup: it finds the right rule.",
	timestamp:
		"The timestamp was not accepted. Check 'Timestamp Unit' and the clock of this machine, or run API → Check Setup.",
	key: "The access key was not accepted. Check 'Access Key' in the credential.",
	user: "This user may not do that. Check 'User ID' in the credential.",
};

const REASONS: Reason[] = [
	{
		words: /已经扣款.*不可重复支付/,
		english: 'The funds account was already debited for this order. It cannot be paid twice.',
		kind: 'alreadyPaid',
		isDocumented: true,
	},
	// before the inferred words for "paid": what is said to be under way is not said to be done
	{
		words:
			/处理中|支付中|付款中|正在(支付|付款|处理)|已(提交|受理)|等待.*确认|稍后|超时|time[d ]*\s?out|processing|pending|submitted/i,
		english: 'Xportcn may still be at work on it.',
		kind: 'pending',
	},
	{
		words: /系统(异常|繁忙|错误)|服务(异常|繁忙|不可用)/,
		english: "Xportcn's system is busy.",
		kind: 'pending',
	},
	{
		words: /频繁|限流|too many requests/i,
		english: 'There were too many requests. Lower Options → Max Concurrency.',
		kind: 'pending',
	},
	{
		words: /已经?扣款(?!失败)|订单已经?(支付|付款)(?!失败)/,
		english: 'The order was already paid. It cannot be paid twice.',
		kind: 'alreadyPaid',
	},
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
		words: /订单.*已(被)?(取消|关闭)/,
		english: 'The order was cancelled or closed.',
		kind: 'refusal',
	},
	{
		words: /库存不足/,
		english: 'There is too little stock. Lower the quantity, or choose another product.',
		kind: 'refusal',
	},
	{
		words: /起批量|起订量|最小起订|混批/,
		english: 'The quantity is below the minimum of the seller. Raise it.',
		kind: 'refusal',
	},
	// behind stock and quantity, which may name the variant, and before the product, as in 商品规格不存在
	{
		words: /规格|\b(sku|spec)(id)?\b/i,
		english:
			'Xportcn refused the variant. Copy the Spec ID again from Product → Get. Leave it empty if the product has no variants.',
		kind: 'refusal',
	},
	{
		words: /商品.*(不存在|下架)/,
		english: 'The product does not exist or is no longer on sale. Check the Offer ID.',
		kind: 'refusal',
	},
	{
		words: /收货地址|地址.*(不完整|错误|有误)/,
		english: 'The address was not accepted. Check its fields.',
		kind: 'refusal',
	},
	...CHECKED_PARTS.map(({ part, words }): Reason => {
		return { words, english: ABOUT_PART[part], kind: 'credential', about: part };
	}),
];

/** The meaning of a vendor's text, if it is a known one. */
export function reasonIn(text: string | null): Reason | undefined {
	if (text === null) return undefined;
	const reason = REASONS.find(({ words }) => words.test(text));
	if (reason?.kind === 'credential' && ABOUT_THE_WORK.test(text)) return undefined;
	if (reason?.kind === 'refusal' && SAYS_DONE.test(text)) return undefined;
	return reason;
}

/** A field that may not be empty, as Xportcn names it: "provinceText不能为空". Inferred. */
const MISSING_FIELD = /([A-Za-z]\w+)(?:字段)?(?:不能为空|必填|不可为空)/;

/** The names that forms give the vendor's fields. */
const LABELS: ReadonlyMap<string, string> = new Map([
	['fullName', 'Full Name'],
	['mobile', 'Mobile'],
	['phone', 'Phone'],
	['provinceText', 'Province'],
	['cityText', 'City'],
	['areaText', 'District'],
	['townText', 'Town'],
	['address', 'Street Address'],
	['postCode', 'Postal Code'],
	['districtCode', 'District Code'],
	['offerId', 'Offer ID'],
	['specId', 'Spec ID'],
	['quantity', 'Quantity'],
	['outOrderId', 'Out Order ID'],
	['flow', 'Flow'],
]);

/** A vendor's text in English, or where to read the original. */
export function englishFor(text: string | null): string {
	const [, field] = (text !== null && MISSING_FIELD.exec(text)) || [];
	if (field !== undefined) {
		const label = LABELS.get(field);
		return label !== undefined
			? `Xportcn wants a value for '${label}' (${field}). Fill it in.`
			: `Xportcn wants a value for '${field}'. Fill it in.`;
	}
	return reasonIn(text)?.english ?? "The reason in Xportcn's own words is in 'failedReason'.";
}
