/** The operations of the KA API that the sandbox plays. */
export type Operation =
	| 'pay'
	| 'preview'
	| 'create'
	| 'getMany'
	| 'get'
	| 'getLogistics'
	| 'productSearch'
	| 'productDetails'
	| 'imageSearch'
	| 'decryptOpenUid'
	| 'saveAddress';

/**
 * Path of each operation below the base URL (`http://127.0.0.1:PORT/api`), in the default profile. All
 * are POST.
 * documented = on the vendor's page; inferred = named after a sister deployment.
 */
export const ENDPOINTS: Readonly<Record<Operation, string>> = {
	pay: '/alibaba/ka/order/pay', // documented
	preview: '/alibaba/ka/order/create/preview', // documented
	create: '/alibaba/ka/order/create', // documented
	getMany: '/alibaba/ka/order/page', // inferred
	get: '/alibaba/ka/order/detail', // inferred
	getLogistics: '/alibaba/ka/order/logistics', // inferred
	productSearch: '/alibaba/ka/product/keywords/query', // documented
	productDetails: '/alibaba/ka/product/detail/get', // inferred
	imageSearch: '/alibaba/ka/product/image/query', // inferred
	decryptOpenUid: '/alibaba/ka/im/openuid/decrypt', // documented
	saveAddress: '/open/address/addOrUpdate', // inferred
};

export const OPERATIONS = Object.keys(ENDPOINTS) as Operation[];
