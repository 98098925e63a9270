import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../nodes/shared/endpoints';
import type { EndpointId } from '../../nodes/shared/endpoints';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import type { Sandbox } from '../../sandbox';
import { buying } from './purchases';

/** An operation by resource and name. */
export type OperationId = EndpointId | 'api.callEndpoint' | 'api.checkSetup';

/** What the suites that try every operation need to know of one. */
export interface Sample {
	/** With these it sends a request, and the sandbox accepts it. */
	parameters: IDataObject;
	/** The parameters that its form shows at first, notices too, without *Resource*, *Operation* and *Options*. */
	form: readonly string[];
	/** The options that it has besides *Max Concurrency* and *Timeout*. */
	options?: readonly string[];
	/** What has to happen to the order that the sample names, so that its answer shows all fields. */
	given?(sandbox: Sandbox, orderId: string): void;
}

/** The order that the samples name, and the only one that the sandbox has for them. */
export const SAMPLE_ORDER_ID = '3300504350583134260';
const ORDER = { orderId: SAMPLE_ORDER_ID };
const VERIFIED = { options: { verifyWait: 1 } };

export const ADDRESS_FORM = [
	...['fullName', 'mobile', 'phone', 'provinceText', 'cityText', 'areaText', 'townText'],
	...['streetAddress', 'postCode', 'districtCode'],
];
const PURCHASE_FORM = [
	...['items', ...ADDRESS_FORM, 'outOrderId', 'flow', 'aliId', 'additionalFields'],
	...['itemsInput', 'addressInput'],
];
const SEARCH_FORM = ['limit', 'country', 'simplify', 'searchFilters', 'sort'];

/** One sample of each operation. A new operation belongs here; the suites find the rest. */
export const SAMPLES: Readonly<Record<OperationId, Sample>> = {
	'order.pay': {
		parameters: { ...ORDER, ...VERIFIED },
		form: [
			...['payNotice', 'orderId', 'expectedTotal', 'priceTolerance'],
			...['maximumPerOrder', 'maximumPerRun'],
		],
		options: [
			...['alreadyPaidOutput', 'batchSize', 'confirmPayment', 'confirmWait', 'dryRun'],
			...['skipIfPaid', 'verifyUnknown', 'verifyWait'],
		],
	},
	'order.preview': { parameters: buying(), form: [...PURCHASE_FORM, 'simplify'] },
	'order.create': {
		parameters: buying({ outOrderId: 'PO-1', ...VERIFIED }),
		form: [
			...['createNotice', ...PURCHASE_FORM, 'maximumTotal', 'priceTolerance', 'ifExists'],
			...['previewFirst', 'message', 'shopPromotionId', 'tradeType'],
		],
		options: ['dryRun', 'verifyUnknown', 'verifyWait'],
	},
	'order.getMany': { parameters: {}, form: ['returnAll', 'limit', 'simplify', 'filters'] },
	'order.get': { parameters: ORDER, form: ['orderId', 'simplify'] },
	'order.getLogistics': {
		parameters: ORDER,
		form: ['orderId'],
		given({ orders }, orderId) {
			orders.markPaid(orderId);
			orders.ship(orderId);
		},
	},
	'product.get': {
		parameters: { offerId: '889512351602' },
		form: ['offerId', 'country', 'simplify'],
	},
	'product.search': { parameters: { keyword: '保温' }, form: ['keyword', ...SEARCH_FORM] },
	'product.searchByImage': {
		parameters: { imageAddress: 'https://example.com/a.jpg' },
		form: ['imageFrom', 'imageAddress', ...SEARCH_FORM],
	},
	'im.decryptOpenUid': {
		parameters: { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '889512351602' },
		form: ['openUid', 'offerId'],
	},
	'address.upsert': {
		parameters: {
			receiverName: '李明',
			phone: '13800000000',
			province: '浙江省',
			city: '义乌市',
			streetAddress: '示例路 1 号',
		},
		form: [
			...['addressId', 'receiverName', 'phone', 'province', 'city', 'district', 'streetAddress'],
		],
	},
	'api.checkSetup': { parameters: {}, form: ['sampleOrderId', 'sampleOrderTotal'] },
	'api.callEndpoint': {
		parameters: { path: '/alibaba/ka/order/detail', body: JSON.stringify(ORDER) },
		form: ['callNotice', 'path', 'body', 'changesSomething'],
	},
};

/** Every operation there is, with what its request may do. */
export const everyOperation = resources.flatMap(
	({ name: resource, displayName, operations, choices }) =>
		Object.entries(operations).map(([operation, { endpoint }]) => ({
			id: `${resource}.${operation}`,
			resource,
			operation,
			/** As the form offers them. */
			resourceName: displayName,
			name: choices[operation].name,
			endpoint,
			effect: endpoint ? endpoints[endpoint].effect : ('write' as const),
		})),
);

/** @throws when there is none */
export function sampleOf(id: string): Sample {
	const sample = (SAMPLES as Readonly<Record<string, Sample | undefined>>)[id];
	if (sample) return sample;
	throw new Error(`test/harness/everyOperation.ts has no sample of ${id}`);
}

/** The parameters of a node that does it. */
export function usingOf(id: string): IDataObject {
	const [resource, operation] = id.split('.');
	return { resource, operation, ...sampleOf(id).parameters };
}
