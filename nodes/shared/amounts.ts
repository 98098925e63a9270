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

/** Their unit in the order list and details is what the credential says; elsewhere it is fen. */
const ORDER_AMOUNTS: readonly string[] = [
	'totalAmount',
	'productAmount',
	'shippingFee',
	'refundAmount',
] satisfies Array<keyof typeof CNY_FIELDS>;

const ALL_AMOUNTS: ReadonlySet<string> = new Set([
	...Object.keys(CNY_FIELDS),
	// of an order that was created (1688's open platform; inferred here)
	'orderAmmount',
	'totalSuccessAmount',
]);
const ALWAYS_FEN: ReadonlySet<string> = new Set(
	[...ALL_AMOUNTS].filter((field) => !ORDER_AMOUNTS.includes(field)),
);

/** The fields that are whole fen in an answer: in one of them `6400.00` is not 64.00 CNY for certain. */
export const fenFields = (unit: AmountUnit): ReadonlySet<string> =>
	unit === 'fen' ? ALL_AMOUNTS : ALWAYS_FEN;

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
