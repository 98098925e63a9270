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

/** By name, as they are listed in the form. */
export const messageTypes: readonly MessageType[] = [
	documented('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', 'Buyer Refund'),
	inferred('ORDER_BUYER_VIEW_ORDER_SELLER_MODIFY_ADRESS', 'Order Address Changed by Seller'),
	documented('ORDER_CANCEL', 'Order Cancelled'),
	inferred('ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE', 'Order Closed by 1688'),
	inferred('ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE', 'Order Closed by Buyer'),
	inferred('ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE', 'Order Closed by Seller'),
	inferred('ORDER_BUYER_VIEW_ORDER_SUCCESS', 'Order Completed'),
	documented('ORDER_CREATE', 'Order Created'),
	inferred('ORDER_BUYER_VIEW_BUYER_MAKE', 'Order Created on 1688'),
	inferred('ORDER_BUYER_VIEW_ORDER_STEP_PAY', 'Order Instalment Paid'),
	inferred('ORDER_BUYER_VIEW_MODIFY_MEMO', 'Order Memo Changed'),
	documented('ORDER_PAY_SUCCESS', 'Order Paid'),
	inferred('ORDER_BUYER_VIEW_ORDER_PAY', 'Order Paid on 1688'),
	inferred('ORDER_BUYER_VIEW_PART_PART_SENDGOODS', 'Order Partly Shipped'),
	documented('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', 'Order Price Modified'),
	inferred('ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', 'Order Received'),
	inferred('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', 'Order Shipped'),
	inferred('ORDER_BATCH_PAY', 'Orders Paid in a Batch'),
	inferred('LOGISTICS_BUYER_VIEW_TRACE', 'Parcel Moved'),
	inferred('ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES', 'Refund After Sale'),
	inferred('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES', 'Refund During Sale'),
	inferred('LOGISTICS_MAIL_NO_CHANGE', 'Tracking Number Changed'),
];

/** Stands for every type, known or not. */
export const ANY_TYPE = '*';

/** The choices of *Trigger On*. n8n makes a trigger of each in its list of nodes: "On order paid". */
export const messageTypeOptions: INodePropertyOptions[] = [
	{
		name: 'Any Message',
		value: ANY_TYPE,
		description: 'Every message, also of types that are not in this list',
	},
	...messageTypes.map(({ messageType, name, provenance }) => ({
		name,
		value: messageType,
		description:
			provenance === 'documented' ? messageType : `Inferred: 1688 calls it ${messageType}`,
	})),
];
