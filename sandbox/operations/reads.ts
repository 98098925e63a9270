import type { World } from '../world';
import { namedOrder } from './namedOrder';
import { orderAnswer, type OrderAnswer } from './orderAnswer';

/** Order details: the flat order. Path and shape inferred; code 404 invented. */
export function get(world: World, body: unknown): OrderAnswer {
	return orderAnswer(namedOrder(world, body));
}

/** Order logistics: its parcels, none before it was shipped. Path and shape inferred. */
export function getLogistics(world: World, body: unknown) {
	const { orderId, parcels } = namedOrder(world, body);
	return parcels.map((parcel) => ({ orderId, ...parcel }));
}
