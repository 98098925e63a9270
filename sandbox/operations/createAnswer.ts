import type { FaultBehaviour } from '../faults/faults';
import type { Order } from '../order';
import type { World } from '../world';
import { orderAnswer } from './orderAnswer';

/** What of a purchase is not bought, as 1688's answer tells it. */
export interface Refused {
	lines: Array<{
		offerId: number;
		specId: string | null;
		errorCode: string;
		errorMessage: string;
	}>;
	sellers: Array<{ resultCode: string; message: string }>;
}

type Success = boolean | 'true' | 'false';

/** `data` of create. Only 1688's shapes have room for what is not bought. */
export function createAnswer(
	world: World,
	orders: readonly Order[],
	refused: Refused,
	fault: FaultBehaviour | null,
): unknown {
	const setting = world.createAnswer;
	const isTold = fault?.kind === 'linesFailed' || fault?.kind === 'sellersRefused';
	const asked = fault?.kind === 'createAnswer' ? fault : null;
	const shape = asked?.shape ?? (isTold && setting !== 'object' ? '1688' : setting);
	const success = asked?.success ?? true;
	const ids = orders.map(({ orderId }) => orderId);
	switch (shape) {
		case 'array':
			return orders.map((order) => orderAnswer(world, order, 'create'));
		// the two next have room for one order only: the first
		case 'id':
			return ids[0] ?? null;
		case 'object':
			return {
				...head(ids[0] ?? null, orders, success),
				...(isTold && { failedOfferList: refused.lines }),
			};
		case 'orderIds':
			return { orderIds: ids };
		case 'firstAndList':
			return answerOf1688(ids[0] ?? null, orders, refused, success);
		case '1688':
			return answerOf1688(
				orders.length + refused.sellers.length === 1 ? (ids[0] ?? null) : null,
				orders,
				refused,
				success,
			);
	}
}

function head(orderId: string | null, orders: readonly Order[], success: Success) {
	return {
		orderId,
		// null for several orders, as 1688 does
		totalSuccessAmount: orders.length === 1 ? orders[0].totalAmount : null,
		postFee: orders[0]?.shippingFee ?? null,
		success,
	};
}

/** The fields of 1688's own answer, `orderAmmount` spelt as there. */
function answerOf1688(
	orderId: string | null,
	orders: readonly Order[],
	refused: Refused,
	success: Success,
) {
	const made = orders.map((order) => ({
		orderId: order.orderId,
		orderAmmount: order.totalAmount,
		postFee: order.shippingFee,
		success,
		resultCode: '200',
		message: null,
		payChannel: null,
	}));
	const notMade = refused.sellers.map(({ resultCode, message }) => ({
		...{ orderId: null, orderAmmount: null, postFee: null, success: false },
		...{ resultCode, message, payChannel: null },
	}));
	return {
		...head(orderId, orders, success),
		code: null,
		message: null,
		accountPeriod: null,
		failedOfferList: refused.lines,
		orderList: [...made, ...notMade],
	};
}
