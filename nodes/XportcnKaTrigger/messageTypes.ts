import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * The kinds of messages and how sure we are of them.
 * `documented`: on Xportcn's own page about messages. `inferred`: 1688's own name, in 1688's message
 * list; Xportcn's page shows the first types of a longer list, and they share 1688's prefix.
 */
export interface MessageType {
	/** Exactly as pushed, misspellings included. */
	messageType: string;
	name: string;
	provenance: 'documented' | 'inferred';
	/** Where the type comes from. */
	source: string;
}

const XPORTCN_MESSAGES = 'https://doc-en-ka.xportcn.com/doc-7259275';
const MESSAGES_OF_1688 = "1688's message types (alibaba-open-message-type)";

const documented = (messageType: string, name: string): MessageType => ({
	messageType,
	name,
	provenance: 'documented',
	source: XPORTCN_MESSAGES,
});

const inferred = (messageType: string, name: string): MessageType => ({
	messageType,
	name,
	provenance: 'inferred',
	source: MESSAGES_OF_1688,
});

export const messageTypes: readonly MessageType[] = [
	documented('ORDER_CREATE', 'Order Created'),
	documented('ORDER_CANCEL', 'Order Cancelled'),
	documented('ORDER_PAY_SUCCESS', 'Order Paid'),
	documented('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', 'Order Price Modified'),
	documented('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', 'Buyer Refund'),
	inferred('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', 'Order Shipped'),
	inferred('ORDER_BUYER_VIEW_PART_PART_SENDGOODS', 'Order Partly Shipped'),
	inferred('ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', 'Order Received'),
	inferred('ORDER_BUYER_VIEW_ORDER_SUCCESS', 'Order Completed'),
	inferred('ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE', 'Order Closed by Buyer'),
	inferred('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES', 'Refund During Sale'),
	inferred('ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES', 'Refund After Sale'),
	inferred('LOGISTICS_BUYER_VIEW_TRACE', 'Parcel Moved'),
	inferred('LOGISTICS_MAIL_NO_CHANGE', 'Tracking Number Changed'),
];

/** Stands for every type, known or not. */
export const ANY_TYPE = '*';

/** The choices of *Trigger On*, by name. What is inferred says so. */
export const messageTypeOptions: INodePropertyOptions[] = [
	{ name: 'Any', value: ANY_TYPE, description: 'Every message, also of types not listed here' },
	...messageTypes.map(({ messageType, name, provenance }) =>
		provenance === 'documented'
			? { name, value: messageType, description: messageType }
			: {
					name: `${name} (Inferred)`,
					value: messageType,
					description: `${messageType}: the name 1688 gives it; Xportcn's documentation of it could not be read`,
				},
	),
	// not by localeCompare: it loads tables, which took 8 ms of the 43 for loading this package
].sort((one, other) => (one.name < other.name ? -1 : 1));
