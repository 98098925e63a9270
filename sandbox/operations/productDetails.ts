import { CATALOGUE, type Sku } from '../catalogue';
import { Refusal } from '../errors';
import { yuanText } from '../money';
import { badRequest, objectOf, optionalText } from './bodyFields';

/**
 * Details of one product. Path inferred; the first fields after a sister deployment, the variants
 * after 1688's own answer; that it is so here is inferred. The code for no such product is invented.
 */
export function productDetails(body: unknown) {
	const fields = objectOf(body, '请求体');
	const { offerId } = fields;
	if (!Number.isSafeInteger(offerId)) throw badRequest('offerId必须是整数');
	for (const name of ['country', 'outMemberId']) optionalText(fields, name);
	const product = CATALOGUE.find((each) => each.offerId === offerId);
	if (!product) throw new Refusal(404, `商品不存在:${String(offerId)}`);
	const { category, subject, subjectTrans, seller, skus } = product;
	return {
		offerId,
		categoryId: category.id,
		categoryName: category.name,
		subject,
		subjectTrans,
		description: `<p>${subject}</p>`,
		companyName: seller,
		productSkuInfos: skus.filter(({ specId }) => specId !== null).map(skuAnswer),
	};
}

function skuAnswer({ skuId, specId, priceFen, stock, attributes }: Sku) {
	return {
		skuId,
		specId,
		price: yuanText(priceFen),
		amountOnSale: stock,
		skuAttributes: Object.entries(attributes).map(([attributeName, value]) => ({
			attributeName,
			value,
		})),
	};
}
