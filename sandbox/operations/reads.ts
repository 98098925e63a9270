import type { World } from '../world';
import { namedOrder } from './namedOrder';
import { orderAnswer } from './orderAnswer';

/** Order details, in the profile's shape. Path and shape inferred; code 404 invented. */
export function get(world: World, body: unknown): object {
	return orderAnswer(world, namedOrder(world, body), 'details');
}

/** Order logistics: its parcels, none before it was shipped. Path and shape inferred. */
export function getLogistics(world: World, body: unknown) {
	const { orderId, parcels } = namedOrder(world, body);
	return parcels.map((parcel) => ({ orderId, ...parcel }));
}
