import type { INodeExecutionData } from 'n8n-workflow';

import { changeKeyOf } from '../shared/changeKey';
import { withoutErrorKey } from '../shared/errorKey';
import type { AmountUnit } from '../shared/money';
import { orderJson, simplifyOrder } from '../XportcnKa/actions/order/orderFields';
import { inReadingOrder } from '../XportcnKa/outcome/items';
import type { Change } from './changes';

/**
 * The item for a change: the fields of the order as the list shows it, and what happened to it.
 * `change` is the last of it, `changes` is all.
 */
export function itemFor(
	{ order: { orderId, order }, changes }: Change,
	{ unit, isSimple }: { unit: AmountUnit; isSimple: boolean },
): INodeExecutionData {
	const fields = orderJson(order, unit);
	const own = {
		orderId,
		change: changes[changes.length - 1],
		changes,
		changeKey: changeKeyOf(orderId, order),
	};
	return {
		json: inReadingOrder({
			...own,
			...withoutErrorKey(isSimple ? simplifyOrder(fields) : fields),
			...own,
		}),
	};
}
