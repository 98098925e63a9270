import { CATALOGUE, type Product } from '../catalogue';
import { chance } from '../chance';
import { fenOf, yuanText } from '../money';
import {
	badRequest,
	countOf,
	objectOf,
	optionalText,
	requiredText,
	type Fields,
} from './bodyFields';

/** 1688's page size is 50 at most; that it is so here is inferred. A larger one is cut to it. */
const MAX_PAGE_SIZE = 50;

/**
 * Keyword search over the catalogue: every word must be in the Chinese or the English subject. Path
 * documented; request and page envelope after a sister deployment, as are `subject` and `imageUrl`;
 * the other fields of a product are invented, with the price in yuan as on that sister.
 */
export function productSearch(body: unknown) {
	const fields = objectOf(body, '请求体');
	const words = requiredText(fields, 'keyword').toLowerCase().split(/\s+/).filter(Boolean);
	return page(
		fields,
		CATALOGUE.filter((product) => words.every((word) => says(product, word))),
	);
}

/**
 * Image search: answers like keyword search. Path inferred, fields after a sister deployment. An
 * address of one of the catalogue's pictures finds that product's category; any other picture finds
 * some category, always the same. That is invented: nothing here looks at pictures.
 */
export function imageSearch(body: unknown) {
	const fields = objectOf(body, '请求体');
	const image = optionalText(fields, 'imageBase64') ?? optionalText(fields, 'imageAddress');
	if (image === null) throw badRequest('imageBase64和imageAddress不能都为空');
	optionalText(fields, 'region');
	const known = CATALOGUE.find((product) => pictureOf(product) === image);
	const drawn = CATALOGUE[Math.floor(chance(0, 'image', image) * CATALOGUE.length)];
	const { category } = known ?? drawn;
	return page(
		fields,
		CATALOGUE.filter((product) => product.category === category),
	);
}

/** What the two searches have in common: filters, order, pages. */
function page(fields: Fields, products: readonly Product[]) {
	const currentPage = countOf(fields, 'beginPage', 1);
	const pageSize = Math.min(countOf(fields, 'pageSize', 20), MAX_PAGE_SIZE);
	for (const name of ['country', 'outMemberId']) optionalText(fields, name);
	const categoryId = optionalText(fields, 'categoryId');
	const services = optionalText(fields, 'filter')?.split(',') ?? [];
	const lowest = priceLimit(optionalText(fields, 'priceStart'), 0);
	const highest = priceLimit(optionalText(fields, 'priceEnd'), Infinity);
	const found = products
		.filter(({ category }) => categoryId === null || String(category.id) === categoryId)
		.filter((product) => lowest <= priceFenOf(product) && priceFenOf(product) <= highest)
		.filter((product) => services.every((service) => offers(product, service.trim())))
		.sort(orderOf(optionalText(fields, 'sort')));
	return {
		totalRecords: found.length,
		totalPage: Math.ceil(found.length / pageSize),
		pageSize,
		currentPage,
		data: found.slice((currentPage - 1) * pageSize, currentPage * pageSize).map(searchAnswer),
	};
}

function searchAnswer(product: Product) {
	const { offerId, subject, subjectTrans, seller } = product;
	return {
		imageUrl: pictureOf(product),
		subject,
		subjectTrans,
		offerId,
		price: yuanText(priceFenOf(product)),
		companyName: seller,
	};
}

const says = ({ subject, subjectTrans }: Product, word: string) =>
	`${subject}\n${subjectTrans}`.toLowerCase().includes(word);

const pictureOf = ({ offerId }: Product) => `https://img.sandbox.invalid/${offerId}.jpg`;

/** The price a search shows: of the cheapest variant. */
const priceFenOf = ({ skus }: Product) => Math.min(...skus.map(({ priceFen }) => priceFen));

/** Words that no product of the catalogue is described by say nothing here: they filter nothing. */
function offers({ services }: Product, service: string): boolean {
	const isKnown = CATALOGUE.some((product) => product.services.includes(service));
	return !isKnown || services.includes(service);
}

const SORT_KEYS: Record<string, (product: Product) => number> = {
	price: priceFenOf,
	rePurchaseRate: ({ rePurchaseRate }) => rePurchaseRate,
	monthSold: ({ monthSold }) => monthSold,
};

/** `{"price":"desc"}` as JSON text, as a sister deployment has it; the refusals are invented. */
function orderOf(sort: string | null): (one: Product, other: Product) => number {
	if (sort === null) return () => 0;
	const [[key, direction] = []] = Object.entries(sortFields(sort));
	const rank = key === undefined ? undefined : SORT_KEYS[key];
	if (!rank || (direction !== 'asc' && direction !== 'desc')) throw badRequest('sort格式错误');
	const sign = direction === 'asc' ? 1 : -1;
	return (one, other) => sign * (rank(one) - rank(other));
}

function sortFields(sort: string): Fields {
	try {
		return objectOf(JSON.parse(sort), 'sort');
	} catch {
		throw badRequest('sort格式错误');
	}
}

/** A price in yuan as fen, with a default when it is missing. */
function priceLimit(text: string | null, otherwise: number): number {
	if (text === null) return otherwise;
	const fen = fenOf(text);
	if (fen === null) throw badRequest('价格必须是数字');
	return fen;
}
