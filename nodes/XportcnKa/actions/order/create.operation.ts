import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { cnyToFen, fenToCny } from '../../../shared/money';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import { failed } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import type { Operation } from '../operation';
import type { Run } from '../run';
import { filledIn, isExpression, textParameter, unusable } from '../parameters';
import { resultsOfCreate } from './createAnswer';
import { previewPurchase, totalOf } from './previewAnswer';
import type { Preview } from './previewAnswer';
import { identifyPurchase, readPurchaseAsk } from './purchase';
import type { Purchase, PurchaseAsk } from './purchase';
import { purchaseDetails, purchaseEssentials } from './purchaseFields';
import { settleCreate } from './settleCreate';

interface CreateAsk extends PurchaseAsk {
	/** Fields of the create request that the preview does not have. */
	extra: IDataObject;
	previewFirst: boolean;
	/** Fen; nothing is created above it. */
	maximumTotal: number | undefined;
}

/** Create: previews a purchase, checks its total, then creates the order. Never creates twice. */
export const create: Operation<CreateAsk> = {
	endpoint: endpoints['order.create'],
	properties: [
		...purchaseEssentials,
		{
			displayName: 'Maximum Total (CNY)',
			name: 'maximumTotal',
			type: 'string',
			default: '',
			placeholder: 'e.g. 500.00',
			description:
				"Nothing is created when the preview's goods and freight (sumPayment) cost more than this. A service fee of Xportcn's may come on top. Empty for no limit.",
		},
		{
			displayName: 'Preview First',
			name: 'previewFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether to preview the purchase before the order is created. Xportcn asks for it; switch it off only if a step before this one did it.',
		},
		...purchaseDetails,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			default: '',
			description: 'Note to the seller',
		},
		{
			displayName: 'Shop Promotion ID',
			name: 'shopPromotionId',
			type: 'string',
			default: '',
			description: 'Promotion of the shop, from the preview',
		},
		{
			displayName: 'Trade Type',
			name: 'tradeType',
			type: 'string',
			default: '',
			description: "1688's trade type. Leave empty to let 1688 choose.",
		},
	],

	identify: identifyPurchase,

	prepare(context, itemIndex) {
		const text = (name: string) => textParameter(context, name, itemIndex);
		const previewFirst = context.getNodeParameter('previewFirst', itemIndex, true) !== false;
		return [
			{
				...readPurchaseAsk(context, itemIndex),
				extra: filledIn({
					message: text('message'),
					tradeType: text('tradeType'),
					shopPromotionId: text('shopPromotionId'),
				}),
				previewFirst,
				maximumTotal: readMaximumTotal(context, itemIndex, previewFirst),
			},
		];
	},

	async execute(run, [{ purchase, extra, previewFirst, maximumTotal }]) {
		let preview: Preview | undefined;
		if (previewFirst) {
			const answer = await previewPurchase(run.client, endpoints['order.preview'], purchase);
			if ('outcome' in answer) return [[notCreated(answer)]];
			const obstacle = aboveMaximum(answer, maximumTotal);
			if (obstacle) return [[obstacle]];
			preview = answer;
		}
		const results = await createOrders(run, { ...purchase, ...extra }, preview?.orders.length);
		return [preview ? withPriceWarning(results, preview) : results];
	},
};

/** Creates the orders of a purchase with one request, and settles what its answer leaves open. */
async function createOrders(run: Run, request: Purchase, expected?: number): Promise<Result[]> {
	const since = Date.now();
	const reply = await run.client.send(run.endpoint, request);
	const accepted = acceptedAnswer(reply);
	const results = accepted
		? resultsOfCreate(accepted, expected)
		: [failureOf(reply, { mayHave: 'An order may have been created.', orders: 1 })];

	const { outOrderId } = request;
	const isUnclear = results.some(({ outcome }) => outcome === 'unknown');
	return isUnclear && run.settings.verifyUnknown && isOnlyOneWith(outOrderId, run)
		? await settleCreate(run, outOrderId, since, expected ?? 1, results)
		: results;
}

/** Whether a number is given and no other item of the run has it: two could not be told apart. */
const isOnlyOneWith = (outOrderId: string | undefined, { asks }: Run): outOrderId is string =>
	outOrderId !== undefined &&
	asks.filter(({ identity }) => identity.outOrderId === outOrderId).length === 1;

/** Created orders that cost something else than their preview said carry a warning. */
function withPriceWarning(results: Result[], preview: Preview): Result[] {
	const announced = totalOf(preview);
	const amounts = results.map((result) =>
		result.outcome === 'succeeded' ? result.json.totalAmount : undefined,
	);
	if (!amounts.every((fen) => Number.isSafeInteger(fen))) return results;
	const actual = amounts.reduce((sum: number, fen) => sum + (fen as number), 0);
	if (announced === undefined || actual === announced) return results;

	const warning = `Created for ${fenToCny(actual)} CNY in all; the preview said ${fenToCny(announced)} CNY. Check the price before you pay.`;
	return results.map((result) =>
		result.outcome === 'succeeded' ? { ...result, json: { ...result.json, warning } } : result,
	);
}

/** The limit in fen. A limit that was meant but cannot be read must not turn into "no limit". */
function readMaximumTotal(
	context: IExecuteFunctions,
	itemIndex: number,
	previewFirst: boolean,
): number | undefined {
	const value = context.getNodeParameter('maximumTotal', itemIndex, '') as unknown;
	if (value === '' && !isExpression(context, 'maximumTotal')) return undefined;

	const fen = cnyToFen(value);
	if (fen === undefined) {
		throw unusable(
			context,
			itemIndex,
			`'Maximum Total (CNY)' ${JSON.stringify(value ?? '')} is not an amount`,
			'Write it like 500 or 499.90, or leave it empty for no limit.',
		);
	}
	if (!previewFirst) {
		throw unusable(
			context,
			itemIndex,
			"'Maximum Total (CNY)' needs 'Preview First'",
			'The total is known from the preview only. Switch it on, or empty the limit.',
		);
	}
	return fen;
}

/** A preview that gave nothing, seen from the order: the create request was never sent. */
function notCreated(preview: Failed): Failed {
	const sentNothing = 'The preview did not go through, so no order was created.';
	return {
		...preview,
		outcome: preview.outcome === 'rejected' ? 'rejected' : 'notSent',
		errorMessage: `${sentNothing} ${preview.errorMessage}`,
	};
}

function aboveMaximum(preview: Preview, maximumTotal: number | undefined): Failed | undefined {
	if (maximumTotal === undefined) return undefined;
	const { requestId } = preview;
	const total = totalOf(preview);
	if (total === undefined) {
		return failed(
			'notSent',
			'TOTAL_UNREADABLE',
			"The preview states no total that this node can read, so 'Maximum Total (CNY)' could not be checked and no order was created. Look at what Preview gives, or empty the limit to create without it.",
			{ requestId },
		);
	}
	if (total <= maximumTotal) return undefined;
	return failed(
		'notSent',
		'ABOVE_MAXIMUM_TOTAL',
		`The preview comes to ${fenToCny(total)} CNY, above 'Maximum Total (CNY)' ${fenToCny(maximumTotal)}, so no order was created. Raise the limit or change the items.`,
		{ requestId },
	);
}
