import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../nodes/shared/endpoints';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { buying } from './purchases';

const ORDER = { orderId: '3300504350583134260' };
const OPTIONS = { options: { verifyWait: 1 } };

/** Parameters with which each operation sends a request, by resource and operation. A new one belongs here. */
export const USES: Record<string, IDataObject> = {
	'order pay': { ...ORDER, ...OPTIONS },
	'order preview': buying(),
	'order create': buying({ outOrderId: 'PO-1', ...OPTIONS }),
	'order get': ORDER,
	'order getMany': {},
	'order getLogistics': ORDER,
	'product get': { offerId: '889512351602' },
	'product search': { keyword: '保温' },
	'product searchByImage': { imageAddress: 'https://example.com/a.jpg' },
	'im decryptOpenUid': { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' },
	'api checkSetup': {},
	'address upsert': {
		receiverName: '李明',
		phone: '13800000000',
		province: '浙江省',
		city: '义乌市',
		streetAddress: '示例路 1 号',
	},
	'api callEndpoint': { path: '/alibaba/ka/order/detail', body: '{}' },
};
/** Every operation there is: resource, operation, and what its request may do. */
export const everyOperation = resources.flatMap(({ name, operations }) =>
	Object.entries(operations).map(([operation, { endpoint }]) => ({
		use: `${name} ${operation}`,
		effect: endpoint ? endpoints[endpoint].effect : ('write' as const),
	})),
);
