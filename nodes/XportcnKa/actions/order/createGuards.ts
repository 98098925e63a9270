import { fenToCny } from '../../../shared/money';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import { missingMessage } from './preview.operation';
import { missingLines, refusalIn, totalOfPreview } from './previewResponse';
import type { Preview } from './previewResponse';
import type { Purchase } from './purchase';

/** Why a purchase is not created after its preview: it is refused, incomplete or too expensive. */
export function refusedByPreview(
	purchase: Purchase,
	preview: Preview,
	maximumTotal: number | undefined,
): Failed | undefined {
	const { requestId, httpStatus, orders } = preview;
	const refusal = orders.map(refusalIn).find((each) => each !== undefined);
	if (refusal) {
		return failed(
			'rejected',
			'PREVIEW_REFUSED',
			`Xportcn's preview says that this cannot be ordered, so no order was created. ${refusal.english}`,
			{ failedReason: refusal.failedReason, httpStatus, requestId },
		);
	}
	const missing = missingLines(purchase, preview);
	if (missing.length > 0) {
		return failed(
			'notSent',
			'PREVIEW_INCOMPLETE',
			`No order was created. ${missingMessage(missing)}`,
			{ httpStatus, requestId },
		);
	}
	return maximumTotal === undefined ? undefined : aboveMaximum(preview, maximumTotal);
}

function aboveMaximum(preview: Preview, maximumTotal: number): Failed | undefined {
	const { requestId } = preview;
	const total = totalOfPreview(preview)?.most;
	if (total === undefined) {
		return failed(
			'notSent',
			'TOTAL_UNREADABLE',
			"The preview states no total that can be relied on, so 'Maximum Total (CNY)' could not be checked and no order was created. Look at what Order → Preview gives.",
			{ requestId },
		);
	}
	if (total <= maximumTotal) return undefined;
	return failed(
		'notSent',
		'ABOVE_MAXIMUM',
		`The preview comes to ${fenToCny(total)} CNY. That is above 'Maximum Total (CNY)' ${fenToCny(maximumTotal)}, so no order was created. Raise the limit or change the items.`,
		{ requestId, json: { totalCny: fenToCny(total) } },
	);
}

/** A preview that gave nothing, seen from the order: the create request was never sent. */
export const withoutPreview = (failure: Failed): Failed => ({
	...failure,
	outcome: failure.outcome === 'rejected' ? 'rejected' : 'notSent',
	errorMessage: `The preview did not go through, so no order was created. ${failure.errorMessage}`,
});

/** A purchase that a real run would have created. */
export function createDryRun(preview: Preview): Failed {
	const cny = fenToCny(totalOfPreview(preview)?.most);
	return failed(
		'notSent',
		'DRY_RUN',
		"'Dry Run' is on, so nothing was sent. Without it this order would be created now.",
		{
			requestId: preview.requestId,
			json: cny === undefined ? {} : { totalCny: cny, wouldPayCny: cny },
		},
	);
}
