import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../../shared/json';
import { numberToSend } from '../../../shared/numberToSend';
import type { Ask } from '../operation';
import { filledIn, jsonValue, textParameter, unusable } from '../parameters';

/**
 * What is to be bought: the request of a preview (documented). That create takes the same lines and
 * `outOrderId` is inferred.
 */
export interface Purchase {
	flow?: string;
	outOrderId?: string;
	addressParam: IDataObject;
	cargoParamList: CargoParam[];
}

/** One line: a product, its variant, and how many. */
interface CargoParam {
	/** A bigint is written as a bare number with all its digits. */
	offerId: number | bigint;
	specId?: string;
	quantity: number;
}

/** An ask about one purchase. Every item is a purchase of its own. */
export interface PurchaseAsk extends Ask {
	purchase: Purchase;
}

/**
 * Reads and checks the purchase of one item.
 * @throws NodeOperationError naming the parameter that is missing or unusable
 */
function readPurchase(context: IExecuteFunctions, itemIndex: number): Purchase {
	return {
		...filledIn({
			flow: textParameter(context, 'flow', itemIndex),
			outOrderId: textParameter(context, 'outOrderId', itemIndex),
		}),
		addressParam: readAddress(context, itemIndex),
		cargoParamList: readItems(context, itemIndex),
	};
}

/** What the items of a purchase are recognised by: the caller's own order number, if given. */
export const identifyPurchase = (context: IExecuteFunctions, itemIndex: number): IDataObject =>
	filledIn({ outOrderId: textParameter(context, 'outOrderId', itemIndex) });

/** The ask for the purchase of one item. */
export const readPurchaseAsk = (context: IExecuteFunctions, itemIndex: number): PurchaseAsk => ({
	key: `item ${itemIndex}`,
	identity: identifyPurchase(context, itemIndex),
	purchase: readPurchase(context, itemIndex),
});

function readAddress(context: IExecuteFunctions, itemIndex: number): IDataObject {
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
	const address = filledIn(given ?? {});
	const missing = [
		address.fullName === undefined ? 'Full Name (fullName)' : '',
		address.mobile === undefined && address.phone === undefined
			? 'Mobile (mobile) or Phone (phone)'
			: '',
		address.address === undefined ? 'Street Address (address)' : '',
	].filter(Boolean);
	if (missing.length > 0) {
		throw unusable(
			context,
			itemIndex,
			`'Address' is incomplete: ${missing.join(', ')} missing`,
			'Fill in who receives the goods in China, and where.',
		);
	}
	return address;
}

function readItems(context: IExecuteFunctions, itemIndex: number): CargoParam[] {
	const given = jsonValue(
		context,
		itemIndex,
		'Items',
		context.getNodeParameter('items', itemIndex, '') as unknown,
	);
	const lines = linesIn(given);
	if (lines.length === 0) {
		throw unusable(
			context,
			itemIndex,
			"'Items' is empty",
			'Add at least one line with an offer ID and a quantity.',
		);
	}
	return lines.map((line, index) => readLine(context, itemIndex, line, index + 1));
}

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
	const offerId = numberToSend(line.offerId);
	if (offerId === undefined) {
		throw complain(
			`'Offer ID' ${JSON.stringify(line.offerId ?? '')} is not a product number`,
			'Use the number from the product page, digits only.',
		);
	}
	const quantity = readQuantity(line.quantity);
	if (quantity === undefined) {
		throw complain(
			`'Quantity' ${JSON.stringify(line.quantity ?? '')} is not a whole number of 1 or more`,
			'Change the quantity.',
		);
	}
	const specId = String(line.specId ?? '').trim();
	return { offerId, ...(specId === '' ? {} : { specId }), quantity };
}

function readQuantity(value: unknown): number | undefined {
	const quantity = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0
		? quantity
		: undefined;
}
