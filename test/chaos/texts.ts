/**
 * What a vendor may say, sorted by what it may have done before it says so. Most of it is invented in
 * the manner of the vendor's documented texts.
 */

/** Its own check of a request: with code 401 or 403 it never comes after any work. */
export const CREDENTIAL_TEXTS = [
	'签名错误',
	'时间戳已过期',
	'accessKey无效',
	'没有权限',
	'用户不存在',
];

/** A plain no about one thing: with code 400, 403 or 404 it never comes after that thing was done. */
export const REFUSAL_TEXTS = [
	'余额不足',
	'资金账户余额不足',
	'商品库存不足',
	'商品已下架',
	'订单不存在',
	'订单已取消,无法支付',
	'商品规格不存在',
];

/** Words after which anything may have happened. Some have a part of a known refusal in them. */
export const OPEN_TEXTS = [
	'',
	'?',
	'参数错误',
	'1688接口调用失败',
	'系统繁忙,请稍后再试',
	'系统异常',
	'请求过于频繁',
	'处理中',
	'支付请求已提交,请勿重复操作',
	'订单已支付',
	'订单签名校验失败',
	'支付金额与用户权限不符',
	'订单已提交支付,如需修改请先取消提交支付',
];

/** Reasons of an order that is not refused: it may still be under way. */
export const PENDING_TEXTS = [
	'支付处理中',
	'支付中',
	'付款处理中,请稍后查询',
	'支付请求已提交',
	'已受理,等待银行确认',
	'正在支付',
	'系统繁忙,请稍后再试',
	'请求超时',
	'操作过于频繁,请稍后再试',
	'Payment is processing',
];
