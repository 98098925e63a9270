import { CATALOGUE, type Product, type Sku } from '../catalogue';
import { Refusal } from '../errors';
import { fenOf, yuanText } from '../money';
import { badRequest, countOf, objectOf, optionalText, requiredText } from './bodyFields';

/**
 * Keyword search over the catalogue. Path documented; request and page envelope after a sister
 * deployment, as are `subject` and `imageUrl`; the other fields of a product are invented, with the
 * price in yuan as on that sister.
 */
export function productSearch(body: unknown) {
	const fields = objectOf(body, '请求体');
	const keyword = requiredText(fields, 'keyword').toLowerCase();
	const currentPage = countOf(fields, 'beginPage', 1);
	const pageSize = countOf(fields, 'pageSize', 20);
	for (const name of ['country', 'filter', 'sort', 'outMemberId']) optionalText(fields, name);
	const categoryId = optionalText(fields, 'categoryId');
	const lowest = priceLimit(optionalText(fields, 'priceStart'), 0);
	const highest = priceLimit(optionalText(fields, 'priceEnd'), Infinity);
	const found = CATALOGUE.filter(({ subject }) => subject.toLowerCase().includes(keyword))
		.filter(({ category }) => categoryId === null || String(category.id) === categoryId)
		.filter((product) => lowest <= priceFenOf(product) && priceFenOf(product) <= highest);
	return {
		totalRecords: found.length,
		totalPage: Math.ceil(found.length / pageSize),
		pageSize,
		currentPage,
		data: found.slice((currentPage - 1) * pageSize, currentPage * pageSize).map(searchAnswer),
	};
}

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

function searchAnswer(product: Product) {
	const { offerId, subject, subjectTrans, seller } = product;
	return {
		imageUrl: `https://img.sandbox.invalid/${offerId}.jpg`,
		subject,
		subjectTrans,
		offerId,
		price: yuanText(priceFenOf(product)),
		companyName: seller,
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

/** The price a search shows: of the cheapest variant. */
const priceFenOf = ({ skus }: Product) => Math.min(...skus.map(({ priceFen }) => priceFen));

/** A price in yuan as fen, with a default when it is missing. */
function priceLimit(text: string | null, otherwise: number): number {
	if (text === null) return otherwise;
	const fen = fenOf(text);
	if (fen === null) throw badRequest('价格必须是数字');
	return fen;
}
