import { endpoints } from '../../../shared/endpoints';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import type { Result } from '../../outcome/outcome';
import { mapConcurrently } from '../../transport/pool';
import type { Operation } from '../operation';
import { orderIdProperty, prepareOrderIds } from './orderIds';
import type { OrderAsk } from './orderIds';
import { resultsOfPay } from './payAnswer';
import { isUnclear, settlePayment } from './settle';

/** Pay: debits the funds account for orders, several per request. A request is never repeated. */
export const pay: Operation<OrderAsk> = {
	endpoint: endpoints.pay,
	properties: [orderIdProperty],
	prepare: prepareOrderIds,
	asksPerCall: ({ batchSize }) => batchSize,

	async execute({ client, endpoint, settings }, asks) {
		const orderIds = asks.map(({ orderId }) => orderId);
		const reply = await client.send(endpoint, { orderIds });
		const accepted = acceptedAnswer(reply);
		const results: Result[] = accepted
			? resultsOfPay(accepted, orderIds)
			: orderIds.map(() => failureOf(reply, endpoint.effect, 'the order may have been paid'));
		if (!settings.verifyUnknown) return results.map((result) => [result]);

		return await mapConcurrently(
			[...results.entries()],
			SETTLE_AT_ONCE,
			async ([index, result]) => [
				isUnclear(result)
					? await settlePayment(client, settings.orderDetails, orderIds[index], result)
					: result,
			],
		);
	},
};

/** Orders of one request that are looked up at the same time. */
const SETTLE_AT_ONCE = 2;
