/**
 * English for the reasons Xportcn gives in Chinese. Its list is not public: only the first text is
 * documented (order pay page, `failedReason`), the others translate words such reasons are made of.
 */
interface Reason {
	words: RegExp;
	english: string;
	alreadyPaid?: true;
}

const REASONS: Reason[] = [
	{
		words: /已经扣款|重复支付/,
		english: 'The funds account was already debited for this order; it cannot be paid twice.',
		alreadyPaid: true,
	},
	{
		words: /余额不足/,
		english: 'The balance of the funds account is too small. Top it up, then pay this order again.',
	},
	{ words: /订单.*不存在/, english: 'There is no such order. Check the order number.' },
	{ words: /订单.*(取消|关闭)/, english: 'The order was cancelled or closed.' },
	{
		words: /商品.*(不存在|下架)/,
		english: 'The product does not exist or is no longer on sale. Check the offer ID.',
	},
	{ words: /库存不足/, english: 'There is not enough stock for the quantity asked for.' },
	{ words: /地址/, english: 'The address was not accepted. Check its fields.' },
	{
		words: /签名/,
		english: "The signature was not accepted. Check 'Access Key' and 'Access Secret'.",
	},
	{
		words: /时间戳|过期/,
		english:
			"The timestamp was not accepted. Check 'Timestamp Unit' and the clock of this machine.",
	},
	{ words: /权限/, english: "This user may not do that. Check 'User ID' in the credential." },
	{ words: /频繁|限流/, english: 'Too many requests at once. Lower Options → Max Concurrency.' },
	{ words: /系统(异常|繁忙|错误)/, english: "Xportcn's system is busy or in trouble." },
];

const find = (text: string | null) =>
	text === null ? undefined : REASONS.find(({ words }) => words.test(text));

/** The English meaning of a vendor's text, if it is a known one. */
export const englishFor = (text: string | null): string | undefined => find(text)?.english;

/** Whether a vendor's text says that an order had been paid before. */
export const saysAlreadyPaid = (text: string | null): boolean => find(text)?.alreadyPaid ?? false;
