import { withCny } from '../../../shared/amounts';
import { endpoints } from '../../../shared/endpoints';
import { succeeded } from '../../outcome/outcome';
import type { Operation } from '../operation';
import { previewPurchase } from './previewAnswer';
import { identifyPurchase, readPurchaseAsk } from './purchase';
import type { PurchaseAsk } from './purchase';
import { purchaseDetails, purchaseEssentials } from './purchaseFields';

/** Preview: what a purchase would cost, one item per order it would be split into. */
export const preview: Operation<PurchaseAsk> = {
	endpoint: endpoints['order.preview'],
	properties: [...purchaseEssentials, ...purchaseDetails],

	identify: identifyPurchase,

	prepare(context, itemIndex) {
		return [readPurchaseAsk(context, itemIndex)];
	},

	async execute({ client, endpoint }, [{ purchase }]) {
		const answer = await previewPurchase(client, endpoint, purchase);
		if ('outcome' in answer) return [[answer]];
		return [answer.orders.map((order) => succeeded(withCny(order), answer.requestId))];
	},
};
