import type { IDataObject } from 'n8n-workflow';

import { isNo } from '../../../shared/envelope';
import { parseId, parseOrderId } from '../../../shared/ids';
import { isEmpty, isObject, without } from '../../../shared/json';
import { vendorText } from '../../../shared/vendorText';
import { acceptedAnswer } from '../../outcome/accepted';
import { failureOf } from '../../outcome/failure';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import type { HttpResult } from '../../transport/httpResult';
import { listIn } from '../listIn';
import { orderIdOf } from './orderFields';

/** An order number in an answer, with the fields that stand beside it. */
export interface CreatedOrder {
	orderId: string;
	order: IDataObject;
	/** Whether its own entry says that it did not succeed. */
	isDenied: boolean;
}

/** What an answer to a create says. */
export interface CreateResponse {
	/** Every order that the answer names. */
	orders: CreatedOrder[];
	/** The lines that were not bought, as the answer names them. */
	failedLines: IDataObject[];
	/** Why the answer as a whole proves nothing, or refuses; undefined for one that was accepted. */
	failure: Failed | undefined;
	/** Whether the list of the answer has an entry that this node cannot read. */
	hasUnreadable: boolean;
	httpStatus: number | null;
	requestId: string | null;
}

/**
 * Reads the answer to a create. Its shape is not public: an order number, an object with one, 1688's
 * own answer (`orderId`, `orderList`, `failedOfferList`), or a list of any of these are recognised
 * (inferred). Every number it names counts, wherever it stands.
 * @param isSingle whether the purchase was previewed as one order
 */
export function parseCreateResponse(response: HttpResult, isSingle: boolean): CreateResponse {
	const { data, requestId } =
		response.kind === 'answered' ? response.envelope : { data: null, requestId: null };
	const failure = acceptedAnswer(response)
		? undefined
		: failureOf(response, { mayHave: 'An order may have been created.', isSingle });
	const { entries, failedLines } = takeApart(data);
	return {
		failure,
		...ordersIn(entries),
		failedLines,
		httpStatus: 'httpStatus' in response ? response.httpStatus : null,
		requestId,
	};
}

const objectsUnder = (value: unknown): IDataObject[] =>
	isEmpty(value)
		? []
		: [value].flat().map((entry) => (isObject(entry) ? entry : { entry }) as IDataObject);

/** Names under which 1688's answer lists orders. */
const ORDER_LISTS = ['orderList', 'orderIds'] as const;

/** Something in an answer that may be an order. */
interface Entry {
	value: unknown;
	/** Whether it, or what it stands in, says that it did not succeed. */
	isDenied: boolean;
}

/** What an answer is made of: what may be an order, and the lines that were not bought. */
interface Parts {
	entries: Entry[];
	failedLines: IDataObject[];
}

/** Takes an answer apart, and every answer in a list of them. */
function takeApart(data: unknown, isDenied = false): Parts {
	const parts = (Array.isArray(data) ? data : isEmpty(data) ? [] : [data]).map((value) =>
		takeApartEntry(value, isDenied),
	);
	return {
		entries: parts.flatMap(({ entries }) => entries),
		failedLines: parts.flatMap(({ failedLines }) => failedLines),
	};
}

function takeApartEntry(value: unknown, isInDenied: boolean): Parts {
	if (!isObject(value)) return { entries: [{ value, isDenied: isInDenied }], failedLines: [] };
	const isDenied = isInDenied || isNo(value.success);
	const isOrder = orderIdOf(value) !== undefined;
	const lists = [
		...(isOrder ? [] : (listIn(value) ?? [])),
		...ORDER_LISTS.flatMap((name) => (Array.isArray(value[name]) ? value[name] : [])),
	];
	const own = isOrder || lists.length === 0 ? [{ value, isDenied }] : [];
	const { entries, failedLines } = takeApart(lists, isDenied);
	return {
		entries: [...own, ...entries],
		failedLines: [...objectsUnder(value.failedOfferList), ...failedLines],
	};
}

function ordersIn(entries: readonly Entry[]): Pick<CreateResponse, 'orders' | 'hasUnreadable'> {
	const orders = new Map<string, CreatedOrder>();
	let hasUnreadable = false;
	for (const entry of entries) {
		const order = orderIn(entry);
		if (!order) {
			hasUnreadable = true;
			continue;
		}
		const before = orders.get(order.orderId);
		orders.set(order.orderId, {
			orderId: order.orderId,
			order: { ...before?.order, ...order.order },
			isDenied: order.isDenied || before?.isDenied === true,
		});
	}
	return { orders: [...orders.values()], hasUnreadable };
}

/** A bare number in an answer may be anything, a row count for example; as long as an order's it is one. */
function orderIn({ value, isDenied }: Entry): CreatedOrder | undefined {
	if (!isObject(value)) {
		const orderId = parseOrderId(value);
		return orderId === undefined ? undefined : { orderId, order: {}, isDenied };
	}
	const orderId = orderIdOf(value);
	if (orderId === undefined) return undefined;
	return { orderId, order: without(value, 'orderList', 'orderIds', 'failedOfferList'), isDenied };
}

/** What a line that was not bought is called in a message. */
export function failedLineText({ offerId, specId, errorMessage, errorCode }: IDataObject): string {
	const product = parseId(offerId) ?? 'a line without a number';
	const spec = typeof specId === 'string' && specId !== '' ? ` (${specId})` : '';
	const why = vendorText(errorMessage) ?? vendorText(errorCode);
	return why === null ? `${product}${spec}` : `${product}${spec}: ${why}`;
}

/** An accepted answer that names no order. */
export const withoutOrder = (
	details: Pick<Failed, 'httpStatus' | 'requestId' | 'failedReason'>,
): Failed =>
	failed(
		'unknown',
		'NO_ORDER_ID',
		'Xportcn accepted the purchase, but this node finds no order number in its answer. An order may have been created. Look for it in Xportcn before you create it again.',
		details,
	);
