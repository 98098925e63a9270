import { forDemo } from '../../tools/demo/examples';
import type { Part } from '../../test/harness/chain';
import { chainOf, splitOutPart } from '../../test/harness/chain';
import type { CredentialFile, WorkflowFile } from '../../tools/n8n/instance';

/** The node whose two outputs are to tell paid orders from others, and the one that pays. */
export const SPLIT = 'Paid?';
export const REQUEST = 'Pay';

/** Ways in which people tell from an answer whether the order is paid. */
export const WAYS_TO_SPLIT = {
	'code is 200': '$json.code === 200',
	'success list not empty': '$json.data?.successOrderIds?.length > 0',
	'in the success list, not in the failed one':
		"$json.data?.successOrderIds?.includes($('Sign').item.json.orderId) && !$json.data?.failedOrderList?.some(({ orderId }) => orderId === $('Sign').item.json.orderId)",
} as const;
export type WayToSplit = keyof typeof WAYS_TO_SPLIT;

/** What somebody builds who has n8n's own nodes only. */
export interface ByHand {
	source: Part[];
	ordersField: string;
	split: WayToSplit;
	/** Settings of the HTTP Request node, such as its On Error. */
	settings?: Record<string, unknown>;
	/** Its options. */
	options?: Record<string, unknown>;
}

/** Out: Crypto + HTTP Request + IF, one request for each order, as a form takes it. */
export function byHandWorkflow(build: ByHand, credential: CredentialFile): WorkflowFile {
	const { source, ordersField, split, settings = {}, options = {} } = build;
	const { baseUrl, userId, accessKey, accessSecret } = credential.data as Record<string, string>;
	const headers = [
		['access-key', accessKey],
		['user-id', userId],
		['timestamp', '={{ $json.timestamp }}'],
		['nonce-str', '={{ $json.nonceStr }}'],
		['signature', '={{ $json.signature.toUpperCase() }}'],
	].map(([name, value]) => ({ name, value }));
	const assignments = [
		['orderId', '={{ $json.orderId }}'],
		['timestamp', '={{ String(Date.now()) }}'],
		[
			'nonceStr',
			"={{ Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10).padEnd(8, '0')).join('') }}",
		],
	].map(([name, value]) => ({ id: name, name, value, type: 'string' }));
	const chain: Part[] = [
		...source,
		splitOutPart('One Item per Order', ordersField),
		{
			name: 'Time and Nonce',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments }, options: {} },
		},
		{
			name: 'Sign',
			type: 'n8n-nodes-base.crypto',
			typeVersion: 1,
			parameters: {
				action: 'hash',
				type: 'MD5',
				value: `=${accessKey}{{ $json.timestamp }}{{ $json.nonceStr }}${accessSecret}`,
				dataPropertyName: 'signature',
				encoding: 'hex',
			},
		},
		{
			name: REQUEST,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${baseUrl}/alibaba/ka/order/pay`,
				sendHeaders: true,
				headerParameters: { parameters: headers },
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify({ orderIds: [$json.orderId] }) }}',
				options,
			},
			...settings,
		},
		{
			name: SPLIT,
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: 'paid',
							leftValue: `={{ !!(${WAYS_TO_SPLIT[split]}) }}`,
							rightValue: '',
							operator: { type: 'boolean', operation: 'true', singleValue: true },
						},
					],
				},
				looseTypeValidation: true,
				options: {},
			},
		},
	];
	return forDemo('byHand', chainOf(`By hand: ${split}`, chain, ['Paid', 'Not Paid']), credential);
}
