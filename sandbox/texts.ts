/** The one Chinese success text of every documented answer. Documented. */
export const SUCCESS_TEXT = '成功';

/** `failedReason` of an order whose debit has happened before. Documented (order pay). */
export const ALREADY_DEBITED_TEXT = '资金账户已经扣款,不可重复支付';

/** Of a payment that is under way. The first is a state of the vendor's admin UI; invented here. */
export const PENDING_TEXT = '支付处理中';
export const SUBMITTED_TEXT = '支付请求已提交';

/** Other reasons why an order is not paid. Invented for the sandbox. */
export const UNKNOWN_ORDER_TEXT = '订单不存在';
export const CANCELLED_ORDER_TEXT = '订单已取消,无法支付';
export const BALANCE_TEXT = '资金账户余额不足';

/** Why a line or a seller's order cannot be bought. Invented, after 1688's codes. */
export const STOCK_TEXT = '商品库存不足';
export const STOCK_CODE = '500_004';

/** Texts of a vendor in trouble. Invented for the sandbox. */
export const BUSY_TEXT = '系统繁忙,请稍后再试';
export const STATUS_TEXTS: Readonly<Record<number, string>> = {
	401: '签名错误',
	403: '没有权限',
	404: '接口不存在',
	429: '请求过于频繁',
	500: '系统异常',
	502: '网关错误',
	503: '服务暂不可用',
	504: '网关超时',
};
