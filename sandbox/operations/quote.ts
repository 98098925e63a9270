import { CATALOGUE, type Product, type Sku } from '../catalogue';
import { badRequest, objectOf, optionalText, requiredText, type Fields } from './bodyFields';

/** One line of an order: a product's variant and how many. */
export interface QuotedLine {
	/** Its place in the body's cargoParamList, from 0. */
	position: number;
	product: Product;
	sku: Sku;
	quantity: number;
	amountFen: number;
}

/** What one seller asks for the lines that are his. Amounts in fen. */
export interface Quote {
	seller: string;
	lines: QuotedLine[];
	goodsFen: number;
	freightFen: number;
}

/** Freight of the documented preview sample; that it is per seller is invented. */
const FREIGHT_FEN = 600;

/** Invented: it keeps every amount far below 2^53. */
const MAX_QUANTITY = 1_000_000;

/** Must not be empty. After a sister deployment's rules; townText is left out on purpose. */
const REQUIRED_ADDRESS = ['fullName', 'mobile', 'provinceText', 'cityText', 'address'];
const OPTIONAL_ADDRESS = ['phone', 'postCode', 'areaText', 'townText', 'districtCode'];

/**
 * Reads the body that preview and create have in common and prices it.
 *
 * @returns one quote per seller, in the order in which the sellers come up
 * @throws Refusal with code 400; the rules and texts are invented for the sandbox
 */
export function quoteSellers(body: unknown): Quote[] {
	const fields = objectOf(body, '请求体');
	requiredText(fields, 'flow');
	optionalText(fields, 'outOrderId');
	checkAddress(objectOf(fields.addressParam, 'addressParam'));
	const { cargoParamList } = fields;
	if (!Array.isArray(cargoParamList) || cargoParamList.length === 0) {
		throw badRequest('cargoParamList不能为空');
	}

	const quotes = new Map<string, Quote>();
	for (const [position, cargo] of cargoParamList.entries()) {
		const line = quoteLine(objectOf(cargo, 'cargoParamList'), position);
		const { seller } = line.product;
		const quote = quotes.get(seller) ?? { seller, lines: [], goodsFen: 0, freightFen: FREIGHT_FEN };
		quote.lines.push(line);
		quote.goodsFen += line.amountFen;
		quotes.set(seller, quote);
	}
	return [...quotes.values()];
}

function checkAddress(address: Fields): void {
	for (const name of REQUIRED_ADDRESS) requiredText(address, name);
	for (const name of OPTIONAL_ADDRESS) optionalText(address, name);
	const districtCode = optionalText(address, 'districtCode');
	if (districtCode !== null && !/^\d{6}$/.test(districtCode)) {
		throw badRequest('districtCode必须是6位数字');
	}
}

function quoteLine(cargo: Fields, position: number): QuotedLine {
	const { offerId, quantity } = cargo;
	if (!Number.isSafeInteger(offerId)) throw badRequest('offerId必须是整数');
	const product = CATALOGUE.find((each) => each.offerId === offerId);
	if (!product) throw badRequest(`商品不存在:${String(offerId)}`);
	const specId = optionalText(cargo, 'specId');
	const sku = product.skus.find((each) => each.specId === specId);
	if (!sku) throw badRequest(`商品规格不存在:${String(offerId)}`);
	const whole = typeof quantity === 'number' && Number.isInteger(quantity);
	if (!whole || quantity < 1 || quantity > MAX_QUANTITY) {
		throw badRequest(`quantity必须是1到${MAX_QUANTITY}的整数`);
	}
	return { position, product, sku, quantity, amountFen: quantity * sku.priceFen };
}
