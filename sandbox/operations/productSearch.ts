import { CATALOGUE, type Product } from '../catalogue';
import { countOf, objectOf, requiredText } from './bodyFields';

/**
 * Keyword search over the catalogue. Path documented; request and page envelope after a sister
 * deployment; the fields of a product are invented, with the price in yuan as on that sister.
 */
export function productSearch(body: unknown) {
	const fields = objectOf(body, '请求体');
	const keyword = requiredText(fields, 'keyword').toLowerCase();
	const currentPage = countOf(fields, 'beginPage', 1);
	const pageSize = countOf(fields, 'pageSize', 20);
	const found = CATALOGUE.filter(({ subject }) => subject.toLowerCase().includes(keyword));
	return {
		totalRecords: found.length,
		totalPage: Math.ceil(found.length / pageSize),
		pageSize,
		currentPage,
		data: found.slice((currentPage - 1) * pageSize, currentPage * pageSize).map(productAnswer),
	};
}

function productAnswer({ priceFen, seller, ...product }: Product) {
	const price = `${Math.floor(priceFen / 100)}.${String(priceFen % 100).padStart(2, '0')}`;
	return { ...product, price, companyName: seller };
}
