import type { Order } from '../orders';
import type { World } from '../world';
import { objectOf, optionalText } from './bodyFields';
import { orderAnswer } from './orderAnswer';
import { quoteSellers } from './quote';

/**
 * Create an order: one unpaid order per seller. The vendor's answer is unknown; all three shapes
 * are invented (see World.createAnswer). The same outOrderId twice makes two orders, as on 1688.
 */
export function create(world: World, body: unknown) {
	const quotes = quoteSellers(body);
	const fields = objectOf(body, '请求体');
	for (const name of ['message', 'shopPromotionId', 'tradeType']) optionalText(fields, name);
	const outOrderId = optionalText(fields, 'outOrderId');
	const orders = world.orders.add(
		quotes.map(({ goodsFen, freightFen }) => ({
			outOrderId,
			totalAmount: goodsFen + freightFen,
			shippingFee: freightFen,
		})),
	);
	return answerOf(world.createAnswer, orders);
}

function answerOf(shape: World['createAnswer'], orders: Order[]) {
	if (shape === 'array') return orders.map(orderAnswer);
	// the two other shapes have room for one order only: the first
	const [{ orderId, totalAmount, shippingFee }] = orders;
	if (shape === 'id') return orderId;
	return {
		orderId,
		// null for several orders, as 1688 does
		totalSuccessAmount: orders.length === 1 ? totalAmount : null,
		postFee: shippingFee,
		success: true,
	};
}
