import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { isObject } from '../../../shared/json';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import type { Accepted } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { Ask, Operation } from '../operation';
import { filledIn, objectParameter, unusable } from '../parameters';
import { objectsIn, orderIdOf, orderJson, simplifyOrder } from './orderFields';

interface ListAsk extends Ask {
	filters: IDataObject;
	/** Most orders to return; Infinity for all. */
	limit: number;
}

const PAGE_SIZE = 50;

/** Get Many: the order list, page after page. Request and answer are inferred. */
export const getMany: Operation<ListAsk> = {
	endpoint: endpoints.getMany,
	simplify: simplifyOrder,
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'Sent to Xportcn as they are. Their names are inferred: check the result, and filter it again where it matters.',
			options: [
				{
					displayName: 'More Filters (JSON)',
					name: 'more',
					type: 'json',
					default: '{}',
					description: "Further fields of the request, by the names in Xportcn's documentation",
				},
				{
					displayName: 'Order ID',
					name: 'orderId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 3300504350583134260',
					description: 'The 1688 order number',
				},
				{
					displayName: 'Order Status',
					name: 'orderStatus',
					type: 'string',
					default: '',
					placeholder: 'e.g. WAITING_FOR_PAYMENT',
					description: 'Known values: WAITING_FOR_PAYMENT, WAITING_FOR_SENT, CANCEL',
				},
				{
					displayName: 'Out Order ID',
					name: 'outOrderId',
					type: 'string',
					default: '',
					description: 'Your own order number, as given when the order was created',
				},
				{
					displayName: 'Pay Status',
					name: 'payStatus',
					type: 'options',
					options: [
						{ name: 'Paid', value: 2 },
						{ name: 'Unpaid', value: 1 },
					],
					default: 1,
					description: 'Payment state of the orders',
				},
			],
		},
	],

	prepare(context, itemIndex) {
		const { more, ...filters } = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
		const extra =
			more === undefined
				? {}
				: objectParameter(context, 'filters.more', 'More Filters (JSON)', itemIndex);
		return [
			{
				key: `item ${itemIndex}`,
				identity: {},
				filters: filledIn({ ...filters, ...extra }),
				limit: readLimit(context, itemIndex),
			},
		];
	},

	async execute({ client, endpoint }, [{ filters, limit }]) {
		const pageSize = Math.min(limit, PAGE_SIZE);
		const results: Result[] = [];
		const seen = new Set<string>();

		for (let pageNo = 1; results.length < limit; pageNo++) {
			const reply = await client.send(endpoint, { pageNo, pageSize, ...filters });
			const accepted = acceptedAnswer(reply);
			if (!accepted) return [[...results, failureOf(reply)]];

			const page = ordersIn(accepted);
			if (!page) return [[...results, unreadable(accepted)]];

			// orders move between pages while we read, and a server may ignore the page number
			const fresh = page.filter((order) => isFirstTime(order, seen));
			for (const order of fresh) {
				results.push(succeeded(orderJson(order), accepted.envelope.requestId));
			}
			if (fresh.length === 0 || isLastPage(accepted, page.length, pageSize, seen.size)) break;
		}
		return [results.slice(0, limit)];
	},
};

function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = context.getNodeParameter('limit', itemIndex, 50) as unknown;
	if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return limit;
	throw unusable(
		context,
		itemIndex,
		"'Limit' must be a whole number of 1 or more",
		"Change it, or switch on 'Return All'.",
	);
}

/** The orders of a page; null data is an empty page. Undefined when there is no list to be found. */
const ordersIn = ({ envelope: { data } }: Accepted) => (data === null ? [] : objectsIn(data));

/**
 * Whether no page follows: this one is short. A server may cap our page size, so a page that is as
 * long as the answer's own `pageSize`, or that comes before its total is reached, is not short.
 */
function isLastPage(
	{ envelope: { data } }: Accepted,
	length: number,
	pageSize: number,
	readSoFar: number,
): boolean {
	const stated = isObject(data) ? data : {};
	const numbers = (names: string[]) =>
		names.map((name) => Number(stated[name])).filter((n) => n > 0);
	const [actualSize = pageSize] = numbers(['pageSize']);
	const [total = 0] = numbers(['totalRecords', 'totalRecord', 'total']);
	return length < Math.min(actualSize, pageSize) && readSoFar >= total;
}

function isFirstTime(order: IDataObject, seen: Set<string>): boolean {
	const identity = orderIdOf(order) ?? JSON.stringify(order);
	if (seen.has(identity)) return false;
	seen.add(identity);
	return true;
}

const unreadable = ({ httpStatus, envelope: { requestId } }: Accepted) =>
	failed(
		'unknown',
		'UNREADABLE_ANSWER',
		'The answer has no list of orders in it that this node can read. Nothing was changed. Check Options → Endpoint Path.',
		{ httpStatus, requestId, retryable: true },
	);
