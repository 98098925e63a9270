import type { World } from '../world';
import { create } from './create';
import { getMany } from './getMany';
import { namedOrder } from './namedOrder';
import type { ApiOperation } from './operation';
import { orderAnswer } from './orderAnswer';
import { pay } from './pay';
import { preview } from './preview';

/** documented = the path is on the vendor's page; inferred = named after a sister deployment. */
export const order = {
	// documented
	pay: { path: '/alibaba/ka/order/pay', work: pay },
	// documented
	preview: {
		path: '/alibaba/ka/order/create/preview',
		work: (_world, body, _requestId, fault) => preview(body, fault),
	},
	// documented
	create: { path: '/alibaba/ka/order/create', work: create },
	// inferred
	getMany: {
		path: '/alibaba/ka/order/page',
		sisterPath: '/v2/alibaba/order/page',
		otherPath: '/v2/alibaba/ka/order/list',
		work: (world, body, _requestId, fault) => getMany(world, body, fault),
	},
	// inferred
	get: {
		path: '/alibaba/ka/order/detail',
		sisterPath: '/alibaba/order/detail',
		otherPath: '/v2/alibaba/ka/order/info',
		work: get,
	},
	// inferred
	getLogistics: {
		path: '/alibaba/ka/order/logistics',
		sisterPath: '/alibaba/order/logistics',
		otherPath: '/v2/alibaba/ka/logistics/query',
		work: getLogistics,
	},
} satisfies Record<string, ApiOperation>;

/** Order details, in the profile's shape. Path and shape inferred; code 404 invented. */
function get(world: World, body: unknown): object {
	return orderAnswer(world, namedOrder(world, body), 'details');
}

/** Order logistics: its parcels, none before it was shipped. Path and shape inferred. */
function getLogistics(world: World, body: unknown): object[] {
	const { orderId, parcels } = namedOrder(world, body);
	return parcels.map((parcel) => ({ orderId, ...parcel }));
}
