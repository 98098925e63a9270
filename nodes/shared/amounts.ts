import type { IDataObject } from 'n8n-workflow';

import { fenToCny } from './money';

/**
 * Amounts in fen and the names of the CNY texts that are added beside them. The first four are
 * documented in push messages, the others in the preview; that they are fen in every answer is
 * inferred. Amounts by other names are left alone: some APIs of this family state yuan.
 */
const CNY_FIELDS = {
	totalAmount: 'totalCny',
	productAmount: 'productCny',
	shippingFee: 'shippingCny',
	refundAmount: 'refundCny',
	sumPayment: 'totalCny',
	sumPaymentNoCarriage: 'productCny',
	sumCarriage: 'shippingCny',
	sumTotalPayment: 'totalPaymentCny',
} as const;

/** A copy of a vendor's object with each amount in fen also as a decimal CNY text. */
export function withCny(fields: IDataObject): IDataObject {
	const added = Object.entries(CNY_FIELDS).flatMap(([fenField, cnyField]) => {
		const cny = fenToCny(fields[fenField]);
		return cny === undefined ? [] : [[cnyField, cny] as const];
	});
	return { ...fields, ...Object.fromEntries(added) };
}
