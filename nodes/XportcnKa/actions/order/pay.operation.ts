import { endpoints } from '../../../shared/endpoints';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import type { Result } from '../../outcome/outcome';
import type { Operation } from '../operation';
import type { Run } from '../run';
import { orderIdProperty, prepareOrderIds } from './orderIds';
import type { OrderAsk } from './orderIds';
import { resultsOfPay } from './payAnswer';
import { settlePayments } from './settlePayments';
import { obstaclesToPaying } from './skipIfPaid';

/** Pay: debits the funds account for orders, several per request. A request is never repeated. */
export const pay: Operation<OrderAsk> = {
	endpoint: endpoints['order.pay'],
	properties: [orderIdProperty],
	prepare: prepareOrderIds,
	asksPerCall: ({ batchSize }) => batchSize,

	async execute(run, asks) {
		const orderIds = asks.map(({ orderId }) => orderId);
		const obstacles = run.settings.skipIfPaid ? await obstaclesToPaying(run, orderIds) : [];
		const toPay = orderIds.filter((_, index) => obstacles[index] === undefined);
		const paid = new Map(zip(toPay, await payOrders(run, toPay)));
		return orderIds.map((orderId, index) => [obstacles[index] ?? (paid.get(orderId) as Result)]);
	},
};

/** Pays orders with one request, and settles what its answer leaves open. */
async function payOrders(run: Run, orderIds: string[]): Promise<Result[]> {
	if (orderIds.length === 0) return [];
	const reply = await run.client.send(run.endpoint, { orderIds });
	const accepted = acceptedAnswer(reply);
	const write = { mayHave: 'The order may have been paid.', orders: orderIds.length };
	const results: Result[] = accepted
		? resultsOfPay(accepted, orderIds)
		: orderIds.map(() => failureOf(reply, write));
	return run.settings.verifyUnknown ? await settlePayments(run, orderIds, results) : results;
}

const zip = <A, B>(left: A[], right: B[]): Array<[A, B]> =>
	left.map((entry, index) => [entry, right[index]]);
