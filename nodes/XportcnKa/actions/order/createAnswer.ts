import type { IDataObject } from 'n8n-workflow';

import { isObject, textOrNull } from '../../../shared/json';
import type { Accepted } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { englishFor } from '../../outcome/reasons';
import { listIn, orderIdOf, orderJson } from './orderFields';
import { normalizeOrderId } from './orderIds';

/**
 * The orders in an accepted create answer. Its shape is not public: an order number, an object with
 * one, or a list of either are recognised (inferred from 1688 and sister APIs). Without an order
 * number there is no proof, so the result is `unknown`.
 */
export function resultsOfCreate({ httpStatus, envelope }: Accepted): Result[] {
	const { data, requestId } = envelope;
	const entries = listIn(data) ?? [data];
	const orders = entries.map(orderIn).filter((order) => order !== undefined);
	if (orders.length > 0 && orders.length === entries.length) {
		return orders.map((order) => succeeded(orderJson(order), requestId));
	}
	const evidence = { httpStatus, requestId };
	const reason = isObject(data) && data.success === false ? textOrNull(data.message) : undefined;
	if (reason !== undefined && orders.length === 0) {
		return [
			failed(
				'rejected',
				'ORDER_REFUSED',
				`Xportcn refused to create this order. ${englishFor(reason) ?? "The reason in its own words is in 'failedReason'."}`,
				{ ...evidence, failedReason: reason },
			),
		];
	}
	return [
		...orders.map((order) => succeeded(orderJson(order), requestId)),
		failed(
			'unknown',
			'NO_ORDER_ID',
			'Xportcn accepted the order, but this node finds no order number in a part of its answer, so an order may have been created. Look for it in Xportcn before you create it again.',
			evidence,
		),
	];
}

/** An order object with a readable number, made from an object that has one, or from the number. */
function orderIn(entry: unknown): IDataObject | undefined {
	if (isObject(entry)) return entry.success !== false && orderIdOf(entry) ? entry : undefined;
	const orderId = normalizeOrderId(entry);
	return orderId === undefined ? undefined : { orderId };
}
