import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toNumericId } from '../../../shared/ids';
import { isObject } from '../../../shared/json';
import type { Task } from '../operation';
import {
	filledIn,
	jsonValue,
	objectParameter,
	refuseLostDigits,
	textParameter,
	unusable,
} from '../parameters';
import { offerIdIn } from '../product/offerId';

/**
 * What is to be bought: the request of a preview (documented). That create takes the same lines and
 * `outOrderId` is inferred.
 */
export interface Purchase {
	flow?: string;
	aliId?: string;
	outOrderId?: string;
	addressParam: IDataObject;
	cargoParamList: CargoParam[];
}

/** One line: a product, its variant, and how many. */
export interface CargoParam {
	/** A bigint is written as a bare number with all its digits. */
	offerId: number | bigint;
	specId?: string;
	quantity: number;
}

/** A task about one purchase. Every item is a purchase of its own. */
export interface PurchaseTask extends Task {
	purchase: Purchase;
}

/** What the items of a purchase are recognised by: the buyer's own order number, if given. */
export const identifyPurchase = (context: IExecuteFunctions, itemIndex: number): IDataObject =>
	filledIn({ outOrderId: textParameter(context, 'outOrderId', itemIndex) });

/**
 * The task for the purchase of one item.
 * @throws NodeOperationError naming everything that is missing or cannot be used
 */
export const readPurchaseTask = (context: IExecuteFunctions, itemIndex: number): PurchaseTask => ({
	key: `item ${itemIndex}`,
	identity: identifyPurchase(context, itemIndex),
	purchase: readPurchase(context, itemIndex),
});

function readPurchase(context: IExecuteFunctions, itemIndex: number): Purchase {
	const text = (name: string) => textParameter(context, name, itemIndex);
	const address = readAddress(context, itemIndex);
	const lines = readLines(context, itemIndex);
	const missing = [...lines.missing, ...missingInAddress(address, text('addressInput') === 'json')];
	if (missing.length > 0) {
		throw unusable(
			context,
			itemIndex,
			`These are missing: ${missing.join(', ')}`,
			'Fill in what to buy, and who receives it in China.',
		);
	}
	return {
		...filledIn({ flow: text('flow'), aliId: text('aliId'), outOrderId: text('outOrderId') }),
		...readAdditionalFields(context, itemIndex),
		addressParam: address,
		cargoParamList: lines.cargoParamList,
	};
}

/** Fields of the request that the form has itself. */
const IN_THE_FORM = ['cargoParamList', 'addressParam', 'outOrderId', 'flow', 'aliId'];

function readAdditionalFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const label = 'Additional Fields (JSON)';
	const fields = objectParameter(context, 'additionalFields', label, itemIndex) ?? {};
	const known = Object.keys(fields).find((name) => IN_THE_FORM.includes(name));
	if (known === undefined) return fields;
	throw unusable(
		context,
		itemIndex,
		`'${label}' has '${known}', which has a field of its own in this form`,
		'Fill it in there.',
	);
}

/** The address fields of the form, and the vendor's names of those that differ. */
const ADDRESS_FIELDS: ReadonlyArray<[name: string, vendorName: string]> = [
	['fullName', 'fullName'],
	['mobile', 'mobile'],
	['phone', 'phone'],
	['provinceText', 'provinceText'],
	['cityText', 'cityText'],
	['areaText', 'areaText'],
	['townText', 'townText'],
	['streetAddress', 'address'],
	['postCode', 'postCode'],
	['districtCode', 'districtCode'],
];

function readAddress(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const text = (name: string) => textParameter(context, name, itemIndex);
	if (text('addressInput') !== 'json') {
		return filledIn(
			Object.fromEntries(ADDRESS_FIELDS.map(([name, vendorName]) => [vendorName, text(name)])),
		);
	}
	const given = jsonValue(
		context,
		itemIndex,
		'Address',
		context.getNodeParameter('address', itemIndex, '') as unknown,
	);
	if (given !== undefined && !isObject(given)) {
		throw unusable(
			context,
			itemIndex,
			"'Address' must be a JSON object",
			'Write it as { "fullName": "", "mobile": "", "address": "" }.',
		);
	}
	refuseLostDigits(context, itemIndex, 'Address', given);
	return filledIn(given ?? {});
}

function missingInAddress(address: IDataObject, isJson: boolean): string[] {
	const needsRegion = !isJson && address.districtCode === undefined;
	return [
		address.fullName === undefined && 'Full Name (fullName)',
		address.mobile === undefined &&
			address.phone === undefined &&
			'Mobile (mobile) or Phone (phone)',
		needsRegion && address.provinceText === undefined && 'Province (provinceText)',
		needsRegion && address.cityText === undefined && 'City (cityText)',
		address.address === undefined && 'Street Address (address)',
	].filter((label) => label !== false);
}

interface Lines {
	cargoParamList: CargoParam[];
	/** What is not filled in, by its label. */
	missing: string[];
}

function readLines(context: IExecuteFunctions, itemIndex: number): Lines {
	const given = jsonValue(
		context,
		itemIndex,
		'Items',
		context.getNodeParameter('items', itemIndex, '') as unknown,
	);
	const lines = linesIn(given);
	const missing =
		lines.length === 0
			? ['Items']
			: lines.flatMap((line, index) =>
					isObject(line) && isBlank(line.offerId) ? [`Offer ID of line ${index + 1}`] : [],
				);
	return {
		missing,
		cargoParamList:
			missing.length > 0
				? []
				: lines.map((line, index) => readLine(context, itemIndex, line, index + 1)),
	};
}

const isBlank = (value: unknown) =>
	value === undefined || value === null || String(value).trim() === '';

/** The lines as an array, from an array, a single line, or the fixed collection (`{ item: [...] }`). */
function linesIn(given: unknown): unknown[] {
	if (Array.isArray(given)) return given;
	if (!isObject(given)) return [];
	if ('offerId' in given) return [given];
	return Object.values(given).find(Array.isArray) ?? [];
}

function readLine(
	context: IExecuteFunctions,
	itemIndex: number,
	line: unknown,
	lineNumber: number,
): CargoParam {
	const complain = (what: string, whatToDo: string) =>
		unusable(context, itemIndex, `'Items' line ${lineNumber}: ${what}`, whatToDo);
	if (!isObject(line)) {
		throw complain(
			'not an object',
			'Write each line as { "offerId": 1, "specId": "", "quantity": 1 }.',
		);
	}
	const offerId = toNumericId(offerIdIn(line.offerId));
	if (offerId === undefined) {
		throw complain(
			`'Offer ID' ${JSON.stringify(line.offerId)} is not a product number`,
			'Use the number from the product page, or paste the address of the page.',
		);
	}
	const quantity = readQuantity(line.quantity);
	if (quantity === undefined) {
		throw complain(
			`'Quantity' ${JSON.stringify(line.quantity ?? '')} is not a whole number of 1 or more`,
			'Change the quantity.',
		);
	}
	const specId = readSpecId(line.specId);
	if (specId === undefined) {
		throw complain(
			`'Spec ID' ${JSON.stringify(line.specId)} is not text`,
			'Use the Spec ID of the variant from Product → Get, as text.',
		);
	}
	return { offerId, ...(specId === '' ? {} : { specId }), quantity };
}

function readQuantity(value: unknown): number | undefined {
	const quantity = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0
		? quantity
		: undefined;
}

/** A spec id as text. Undefined for a number, which may have lost digits, and for other things. */
function readSpecId(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' ? value.trim() : undefined;
}
