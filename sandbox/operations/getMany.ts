import type { FaultBehaviour } from '../faults/faults';
import type { ListQuirks } from '../faults/pageFaults';
import { chance } from '../chance';
import type { Order } from '../order';
import type { World } from '../world';
import { badRequest, countOf, objectOf, optionalText } from './bodyFields';
import { orderAnswer } from './orderAnswer';

/** Invented: the vendor's limit is unknown. */
const MAX_PAGE_SIZE = 1000;

/** Order list, newest first. Path, filters and envelope inferred (see World.listEnvelope). */
export function getMany(world: World, body: unknown, fault: FaultBehaviour | null) {
	const quirks = { ...world.profile.list, ...(fault?.kind === 'list' && fault) };
	const fields = objectOf(body, '请求体');
	const asked = countOf(fields, 'pageSize', 20);
	if (asked > MAX_PAGE_SIZE) throw badRequest(`pageSize不能大于${MAX_PAGE_SIZE}`);
	const pageSize = Math.min(asked, quirks.maxPageSize ?? asked);
	const askedPage = countOf(fields, 'pageNo', 1);
	const pageNo = quirks.ignoresPageNo ? 1 : askedPage;
	const payStatus = fields.payStatus ?? null;
	if (payStatus !== null && !Number.isInteger(payStatus)) throw badRequest('payStatus必须是整数');
	const orderStatus = optionalText(fields, 'orderStatus');
	const orderId = optionalText(fields, 'orderId');
	const askedOut = optionalText(fields, 'outOrderId');
	const outOrderId = quirks.ignoresOutOrderId ? null : askedOut;

	const found = ordered(world, quirks)
		.filter((order) => payStatus === null || order.payStatus === payStatus)
		.filter((order) => orderStatus === null || order.orderStatus === orderStatus)
		.filter((order) => orderId === null || order.orderId === orderId)
		.filter((order) => outOrderId === null || order.outOrderId === outOrderId);
	const page = found
		.slice((pageNo - 1) * pageSize, pageNo * pageSize)
		.map((order) => row(world, order, quirks));
	meanwhile(world, quirks);
	if (world.listEnvelope === 'bare') return page;
	return { pageNo, pageSize, totalRecords: found.length, [world.listEnvelope]: page };
}

/** The orders that the list knows, in its order. */
function ordered({ orders, clock }: World, { lagMs = 0, order = 'newest' }: ListQuirks): Order[] {
	const known = orders
		.all()
		.filter(({ orderId }) => clock.now() - orders.createdAt(orderId) >= lagMs);
	const by = (rank: (order: Order) => number) =>
		known
			.map((each) => ({ each, rank: rank(each) }))
			.sort((one, other) => one.rank - other.rank)
			.map(({ each }) => each);
	switch (order) {
		case 'oldest':
			return known;
		case 'modified':
			return by(({ orderId }) => -orders.modifiedAt(orderId));
		case 'shuffled':
			return by(({ orderId }) => chance(known.length, 'place', orderId));
		default:
			return known.reverse();
	}
}

function row(world: World, order: Order, { hidesOutOrderId }: ListQuirks): object {
	const { outOrderId, ...others } = orderAnswer(world, order, 'list') as Partial<Order>;
	return hidesOutOrderId || outOrderId === undefined ? others : { ...others, outOrderId };
}

/** What happens in the world while the client turns the page. */
function meanwhile({ orders }: World, { growsBy = 0, cancels = 0 }: ListQuirks): void {
	orders.add(growsBy);
	const unpaid = orders.all().filter(({ orderStatus }) => orderStatus === 'WAITING_FOR_PAYMENT');
	for (const { orderId } of unpaid.slice(0, cancels)) orders.cancel(orderId);
}
