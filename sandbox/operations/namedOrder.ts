import { Refusal } from '../errors';
import type { Order } from '../order';
import { UNKNOWN_ORDER_TEXT } from '../texts';
import type { World } from '../world';
import { objectOf, requiredText } from './bodyFields';

/** The order whose `orderId` a body names. Throws a Refusal when there is none; code 404 is invented. */
export function namedOrder(world: World, body: unknown): Order {
	const order = world.orders.get(requiredText(objectOf(body, '请求体'), 'orderId'));
	if (!order) throw new Refusal(404, UNKNOWN_ORDER_TEXT);
	return order;
}
