import type { FaultBehaviour } from '../faults/faults';
import { tellRows } from './previewTelling';
import { quoteSellers, type Quote } from './quote';

/**
 * sumTotalPayment of the documented sample, 6561 over 6400, taken as a rate. The vendor's rule is
 * unknown; the rate is inferred from this one pair.
 */
const TOTAL_PER_PAYMENT = [6561, 6400] as const;

/** Order preview: one entry per seller (documented fields in documented order, fen). */
export function preview(body: unknown, fault: FaultBehaviour | null) {
	return tellRows(fault, quoteSellers(body).map(previewEntry));
}

/** A row of the answer, before a fault gets at it. */
export type PreviewRow = ReturnType<typeof previewEntry>;

function previewEntry({ lines, goodsFen, freightFen }: Quote) {
	const sumPayment = goodsFen + freightFen;
	return {
		sumCarriage: freightFen,
		sumPayment,
		sumTotalPayment: withFee(sumPayment),
		sumPaymentNoCarriage: goodsFen,
		orderItemTOList: lines.map(({ product, sku, amountFen }) => ({
			amount: amountFen,
			message: null,
			finalUnitPrice: sku.priceFen,
			specId: sku.specId,
			skuId: sku.skuId,
			offerId: product.offerId,
			openOfferId: product.openOfferId,
		})),
	};
}

/** What a payment comes to with the fee. */
export const withFee = (fen: number) =>
	Math.round((fen * TOTAL_PER_PAYMENT[0]) / TOTAL_PER_PAYMENT[1]);
