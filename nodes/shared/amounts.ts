import type { IDataObject } from 'n8n-workflow';

import { amountInFen, fenToCny } from './money';
import type { AmountUnit } from './money';

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

/**
 * A copy of a vendor's object with each amount also as a decimal CNY text.
 * @param unit of its amounts: documented as fen in push messages and in the preview; in the order list
 * and details it is what the credential says
 */
export function withCny(fields: IDataObject, unit: AmountUnit = 'fen'): IDataObject {
	const added = Object.entries(CNY_FIELDS).flatMap(([field, cnyField]) => {
		const fen = unit === 'fen' ? fields[field] : amountInFen(fields[field], unit);
		const cny = fenToCny(fen);
		return cny === undefined ? [] : [[cnyField, cny] as const];
	});
	return { ...fields, ...Object.fromEntries(added) };
}
