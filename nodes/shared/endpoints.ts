/**
 * Every path of Xportcn's API that this package uses, and how sure we are of it.
 * `documented`: seen on the vendor's own page. `inferred`: the page exists, but its path could not
 * be read; ours follows the pattern of its neighbours. `given`: whatever the user says. A user
 * corrects any of them in the credential, 'Endpoint Paths'.
 */
export interface Endpoint {
	path: string;
	/** Its entry in the menu of Xportcn's documentation. */
	menuEntry: string;
	provenance: 'documented' | 'inferred' | 'given';
	/** Where the path comes from. */
	source: string;
	/** A write may move money or change something in Xportcn: it is never sent a second time on a guess. */
	effect: 'read' | 'write';
}

const DOCS = 'https://doc-en-ka.xportcn.com';

export const endpoints = {
	'order.pay': {
		path: '/alibaba/ka/order/pay',
		menuEntry: 'order pay',
		provenance: 'documented',
		source: `${DOCS}/api-454827975`,
		effect: 'write',
	},
	'order.preview': {
		path: '/alibaba/ka/order/create/preview',
		menuEntry: 'Order Preview',
		provenance: 'documented',
		source: `${DOCS}/api-338074941`,
		effect: 'read',
	},
	'order.create': {
		path: '/alibaba/ka/order/create',
		menuEntry: 'Create an order',
		provenance: 'documented',
		source: `${DOCS}/api-338074942`,
		effect: 'write',
	},
	'order.getMany': {
		path: '/alibaba/ka/order/page',
		menuEntry: 'Order list',
		provenance: 'inferred',
		source: 'pattern of the sister API (/v2/alibaba/order/page) and of /open/purchase/page',
		effect: 'read',
	},
	'order.get': {
		path: '/alibaba/ka/order/detail',
		menuEntry: 'Get order details',
		provenance: 'inferred',
		source: 'pattern of the sister API (/alibaba/order/detail)',
		effect: 'read',
	},
	'order.getLogistics': {
		path: '/alibaba/ka/order/logistics',
		menuEntry: 'Order Logistics',
		provenance: 'inferred',
		source: "name of the operation in the vendor's menu; no sibling path is readable",
		effect: 'read',
	},
	'product.search': {
		path: '/alibaba/ka/product/keywords/query',
		menuEntry: 'AlibabaProductKeywordsQuery',
		provenance: 'documented',
		source: `${DOCS}/api-350614857`,
		effect: 'read',
	},
	'product.searchByImage': {
		path: '/alibaba/ka/product/image/query',
		menuEntry: 'AlibabaProductImageQuery',
		provenance: 'inferred',
		source:
			'path and request of clients of the platform outside of KA (/alibaba/product/image/query), with the /ka of its neighbours',
		effect: 'read',
	},
	'product.get': {
		path: '/alibaba/ka/product/detail/get',
		menuEntry: 'AlibabaProductDetail',
		provenance: 'inferred',
		source:
			'path and request of clients of the platform outside of KA (/alibaba/product/detail/get), with the /ka of its neighbours',
		effect: 'read',
	},
	'address.upsert': {
		path: '/open/address/addOrUpdate',
		menuEntry: 'Address added and updated',
		provenance: 'inferred',
		source: 'documentation of the sister API (/open/address/addOrUpdate), with its fields',
		effect: 'write',
	},
	'im.decryptOpenUid': {
		path: '/alibaba/ka/im/openuid/decrypt',
		menuEntry: 'IM',
		provenance: 'documented',
		source: `${DOCS}/api-450929250`,
		effect: 'read',
	},
} as const satisfies Record<string, Endpoint>;

/** An operation by its name in the credential's 'Endpoint Paths': resource.operation. */
export type EndpointId = keyof typeof endpoints;

export const endpointIds = Object.keys(endpoints) as EndpointId[];

/** The operations that may move money or change something, in the order of the table. */
export const writeIds = endpointIds.filter((id) => endpoints[id].effect === 'write');
