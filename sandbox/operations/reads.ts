import type { World } from '../world';
import { badRequest, countOf, objectOf, optionalText } from './bodyFields';
import { namedOrder } from './namedOrder';
import { orderAnswer, type OrderAnswer } from './orderAnswer';

/** Invented: the vendor's limit is unknown. */
const MAX_PAGE_SIZE = 1000;

/** Order details: the flat order. Path and shape inferred; code 404 invented. */
export function get(world: World, body: unknown): OrderAnswer {
	return orderAnswer(namedOrder(world, body));
}

/** Order logistics: its parcels, none before it was shipped. Path and shape inferred. */
export function getLogistics(world: World, body: unknown) {
	const { orderId, parcels } = namedOrder(world, body);
	return parcels.map((parcel) => ({ orderId, ...parcel }));
}

/** Order list, newest first. Path, filters and envelope inferred (see World.listEnvelope). */
export function getMany(world: World, body: unknown) {
	const fields = objectOf(body, '请求体');
	const pageNo = countOf(fields, 'pageNo', 1);
	const pageSize = countOf(fields, 'pageSize', 20);
	if (pageSize > MAX_PAGE_SIZE) throw badRequest(`pageSize不能大于${MAX_PAGE_SIZE}`);
	const payStatus = fields.payStatus ?? null;
	if (payStatus !== null && !Number.isInteger(payStatus)) throw badRequest('payStatus必须是整数');
	const orderStatus = optionalText(fields, 'orderStatus');
	const orderId = optionalText(fields, 'orderId');
	const outOrderId = optionalText(fields, 'outOrderId');

	const found = world.orders
		.all()
		.reverse()
		.filter((order) => payStatus === null || order.payStatus === payStatus)
		.filter((order) => orderStatus === null || order.orderStatus === orderStatus)
		.filter((order) => orderId === null || order.orderId === orderId)
		.filter((order) => outOrderId === null || order.outOrderId === outOrderId);
	const page = found.slice((pageNo - 1) * pageSize, pageNo * pageSize).map(orderAnswer);
	if (world.listEnvelope === 'bare') return page;
	return { pageNo, pageSize, totalRecords: found.length, [world.listEnvelope]: page };
}
