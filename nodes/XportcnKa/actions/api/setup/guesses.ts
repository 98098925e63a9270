import { DEFAULT_STRING_TO_SIGN } from '../../../../../credentials/signing';
import type { EndpointId } from '../../../../shared/endpoints';

/**
 * What Check Setup tries where our own guess is refused. All of it is inferred: the pages on it could
 * not be read.
 */

/** The default, and other orders of the same four parts that public clients of such gateways sign. */
export const STRINGS_TO_SIGN: readonly string[] = [
	DEFAULT_STRING_TO_SIGN,
	'{accessKey}{nonceStr}{timestamp}{accessSecret}',
	'{accessSecret}{accessKey}{timestamp}{nonceStr}',
	'{accessSecret}{accessKey}{nonceStr}{timestamp}',
];

/** A string to sign without the secret: whoever accepts this does not check signatures. */
export const WRONG_STRING_TO_SIGN = '{timestamp}{nonceStr}';

/**
 * Other paths of the reads: with and without `/ka`, with `/v2`, and those of the sister API. The last
 * part of each names a read.
 */
export const OTHER_PATHS: Readonly<Partial<Record<EndpointId, readonly string[]>>> = {
	'order.getMany': ['/alibaba/ka/order/list', '/alibaba/order/page', '/v2/alibaba/order/page'],
	'order.get': [
		'/alibaba/ka/order/info',
		'/alibaba/order/detail',
		'/v2/alibaba/order/detail',
		'/v2/alibaba/ka/order/info',
	],
	'order.getLogistics': [
		'/alibaba/ka/order/logistics/get',
		'/alibaba/order/logistics',
		'/v2/alibaba/order/logistics',
	],
	'product.search': ['/alibaba/product/keywords/query', '/v2/alibaba/ka/product/keywords/query'],
	'product.searchByImage': ['/alibaba/product/image/query', '/v2/alibaba/ka/product/image/query'],
	'product.get': [
		'/alibaba/ka/product/detail',
		'/alibaba/product/detail/get',
		'/v2/alibaba/ka/product/detail',
	],
	'im.decryptOpenUid': ['/alibaba/product/openuid/decrypt', '/v2/alibaba/ka/im/openuid/decrypt'],
};
