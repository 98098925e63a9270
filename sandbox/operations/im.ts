import { CATALOGUE } from '../catalogue';
import { chance } from '../chance';
import { Refusal } from '../errors';
import { badRequest, objectOf, requiredText } from './bodyFields';
import type { ApiOperation } from './operation';

export const im = {
	// documented
	decryptOpenUid: {
		path: '/alibaba/ka/im/openuid/decrypt',
		sisterPath: '/alibaba/product/openuid/decrypt',
		work: (_world, body) => decryptOpenUid(body),
	},
} satisfies Record<string, ApiOperation>;

/**
 * Decrypts a seller's openUid. Path and body documented (`offerId` is a string here); the answer is
 * invented, after a sister deployment that is said to give a nickname and a Wangwang address.
 */
function decryptOpenUid(body: unknown): object {
	const fields = objectOf(body, '请求体');
	const openUid = requiredText(fields, 'openUid');
	const offerId = requiredText(fields, 'offerId');
	if (!/^\d+$/.test(offerId)) throw badRequest('offerId必须是数字字符串');
	const product = CATALOGUE.find((each) => String(each.offerId) === offerId);
	if (!product) throw new Refusal(404, `商品不存在:${offerId}`);
	const nickname = `tb${Math.floor(chance(0, 'openUid', openUid) * 1e9)}`;
	return {
		openUid,
		nickname,
		companyName: product.seller,
		wangwangUrl: `https://wangwang.sandbox.invalid/chat?touid=${nickname}&offerId=${offerId}`,
	};
}
