import { endpoints } from '../../../shared/endpoints';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import type { Result } from '../../outcome/outcome';
import type { Operation } from '../operation';
import { orderIdProperty, prepareOrderIds } from './orderIds';
import type { OrderAsk } from './orderIds';
import { resultsOfPay } from './payAnswer';
import { settlePayments } from './settle';

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
			: orderIds.map(() => failureOf(reply, 'The order may have been paid.'));

		const settled = settings.verifyUnknown
			? await settlePayments(
					client,
					settings.orderDetails,
					orderIds,
					results,
					settings.maxConcurrency,
				)
			: results;
		return settled.map((result) => [result]);
	},
};
