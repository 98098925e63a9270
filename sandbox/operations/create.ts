import type { CreateFault } from '../faults/createFaults';
import type { FaultBehaviour } from '../faults/faults';
import type { NewOrder } from '../order';
import type { World } from '../world';
import { objectOf, optionalText } from './bodyFields';
import { createAnswer, type Refused } from './createAnswer';
import { STOCK_CODE, STOCK_TEXT } from '../texts';
import { quoteSellers, type Quote } from './quote';

/** What a purchase comes to: the orders to be made, and what is not bought. */
interface Purchase {
	quotes: Quote[];
	refused: Refused;
}

/**
 * Create an order: one unpaid order per seller. The vendor's answer is unknown (see CreateShape). The
 * same outOrderId twice makes two orders, as on 1688.
 */
export function create(
	world: World,
	body: unknown,
	_requestId: string,
	fault: FaultBehaviour | null,
) {
	const quotes = quoteSellers(body);
	const fields = objectOf(body, '请求体');
	for (const name of ['message', 'shopPromotionId', 'tradeType']) optionalText(fields, name);
	const outOrderId = optionalText(fields, 'outOrderId');
	const purchase = struck({ quotes, refused: { lines: [], sellers: [] } }, fault);
	const orders = world.orders.add(purchase.quotes.map((quote) => newOrder(quote, outOrderId)));
	return createAnswer(world, orders, purchase.refused, fault);
}

function newOrder({ goodsFen, freightFen, lines }: Quote, outOrderId: string | null): NewOrder {
	return {
		outOrderId,
		totalAmount: goodsFen + freightFen,
		shippingFee: freightFen,
		lines: lines.map(({ product, sku, quantity, amountFen }) => ({
			...{ offerId: product.offerId, specId: sku.specId, skuId: sku.skuId },
			...{ quantity, amountFen },
		})),
	};
}

/** The purchase as a fault would have it. */
function struck(purchase: Purchase, fault: FaultBehaviour | null): Purchase {
	const { quotes, refused } = purchase;
	switch (fault?.kind) {
		case 'halfWay':
			return { quotes: quotes.slice(0, fault.done), refused };
		case 'createdPrice': {
			const priced = (fen: number) => Math.max(0, fen + fault.addFen);
			return { quotes: quotes.map((q) => ({ ...q, goodsFen: priced(q.goodsFen) })), refused };
		}
		case 'linesFailed':
			return withoutLines(quotes, fault);
		case 'sellersRefused': {
			const { count = 1, resultCode = STOCK_CODE, message = STOCK_TEXT } = fault;
			const left = Math.max(0, quotes.length - count);
			const sellers = quotes.slice(left).map(() => ({ resultCode, message }));
			return { quotes: quotes.slice(0, left), refused: { lines: [], sellers } };
		}
		case 'otherOrders':
			return { quotes: otherOrders(quotes, fault.change), refused };
		default:
			return purchase;
	}
}

function withoutLines(
	quotes: readonly Quote[],
	fault: Extract<CreateFault, { kind: 'linesFailed' }>,
): Purchase {
	const { errorCode = STOCK_CODE, errorMessage = STOCK_TEXT } = fault;
	const all = quotes.flatMap(({ lines }) => lines);
	const positions = fault.lines ?? [all.length - 1];
	const isLeftOut = (position: number) => positions.includes(position);
	const left = quotes
		.map((quote) => ({ ...quote, lines: quote.lines.filter((line) => !isLeftOut(line.position)) }))
		.filter(({ lines }) => lines.length > 0)
		.map((quote) => ({ ...quote, goodsFen: sumOf(quote.lines) }));
	const lines = all
		.filter(({ position }) => isLeftOut(position))
		.map(({ product: { offerId }, sku: { specId } }) => ({
			...{ offerId, specId, errorCode, errorMessage },
		}));
	return { quotes: left, refused: { lines, sellers: [] } };
}

function otherOrders(quotes: Quote[], change: 'merged' | 'split' | 'lost'): Quote[] {
	if (change === 'lost') return quotes.length > 1 ? quotes.slice(0, -1) : quotes;
	if (change === 'split') return quotes.flatMap(splitUp);
	const lines = quotes.flatMap((quote) => quote.lines);
	const freightFen = quotes.reduce((fen, quote) => fen + quote.freightFen, 0);
	return [{ ...quotes[0], lines, goodsFen: sumOf(lines), freightFen }];
}

/** The same in more orders: one per line, the freight in the first; a single line without it. */
function splitUp(quote: Quote): Quote[] {
	const { lines, freightFen } = quote;
	if (lines.length === 1) {
		return [
			{ ...quote, freightFen: 0 },
			{ ...quote, lines: [], goodsFen: 0, freightFen },
		];
	}
	return lines.map((line, i) => ({
		...quote,
		lines: [line],
		goodsFen: line.amountFen,
		freightFen: i === 0 ? freightFen : 0,
	}));
}

const sumOf = (lines: ReadonlyArray<{ amountFen: number }>) =>
	lines.reduce((fen, { amountFen }) => fen + amountFen, 0);
