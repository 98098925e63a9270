/** What an error code means and what to do about it. docs/troubleshooting.md is written from this. */
export interface ErrorAdvice {
	/** What happened, in one or two sentences. */
	means: string;
	/** What a person does about it. */
	whatToDo: string;
}

/** Every error code of this node, in the order in which a request can meet them. */
export const errorCodes = {
	INVALID_INPUT: {
		means: 'A value of this input item cannot be used. Nothing was sent for it.',
		whatToDo: 'Change the value that the message names, then run the item again.',
	},
	INVALID_SETTING: {
		means: 'A setting of the node or the credential cannot be used. Nothing was sent at all.',
		whatToDo: 'Change the setting that the message names, then run all items again.',
	},
	NOT_CONNECTED: {
		means: 'No connection to Xportcn could be made. Nothing was sent.',
		whatToDo: "Check 'Base URL' in the credential and the network, then run it again.",
	},
	CERTIFICATE: {
		means: 'The certificate of the server was not accepted. Nothing was sent.',
		whatToDo: "Check 'Base URL', and the certificates of the machine that n8n runs on.",
	},
	REFUSED_HERE: {
		means: 'This n8n refused to send the request. Nothing was sent.',
		whatToDo: 'Do what the message says. It may be a rule of your n8n about addresses.',
	},
	TOO_MANY_REQUESTS: {
		means: "Xportcn's gateway takes no more requests for now. Nothing was done.",
		whatToDo: 'Run it again later. Lower Options → Max Concurrency if it happens often.',
	},
	CANCELLED: {
		means:
			'The execution was stopped. `notSent`: before this was sent. `unknown`: while it waited for an answer.',
		whatToDo:
			"`notSent`: run it again when you want it done. `unknown`: look in Xportcn first. n8n's log has the order numbers of what was sent.",
	},
	TIMEOUT: {
		means: "Xportcn did not answer within the 'Timeout'.",
		whatToDo:
			'A payment: look at the order and in the funds account first. A new order: look for it in Xportcn first. Anything else: run it again.',
	},
	CONNECTION_LOST: {
		means: 'The connection broke before a complete answer came.',
		whatToDo:
			'A payment: look at the order and in the funds account first. A new order: look for it in Xportcn first. Anything else: run it again.',
	},
	NOT_XPORTCN: {
		means:
			"Something else than Xportcn's API answered, such as a login page or a server in front of it, or the answer was cut off.",
		whatToDo:
			"A payment or a new order: look in Xportcn first. If it keeps happening, check 'Base URL' and 'Endpoint Paths' in the credential.",
	},
	NOT_SUCCESSFUL: {
		means: 'Xportcn answered with code 200, but also said that the call did not succeed.',
		whatToDo: "Read 'failedReason'. A payment or a new order: look in Xportcn first.",
	},
	UNREADABLE_ANSWER: {
		means: 'The answer is not of a form that this node knows.',
		whatToDo:
			"Run API → Check Setup. If a path is wrong, correct it in 'Endpoint Paths' of the credential.",
	},
	NOT_FOUND: {
		means: 'Xportcn has nothing by this number, or found no product.',
		whatToDo: 'Check the number, or try another keyword or fewer filters.',
	},
	NOT_IN_ANSWER: {
		means: "Xportcn's answer to the payment says nothing about this order. It may have been paid.",
		whatToDo:
			"Look at the order, and for a debit in Xportcn's funds account, before you pay it again.",
	},
	IN_BOTH_LISTS: {
		means: 'Xportcn listed this order as paid and as refused. It may have been paid.',
		whatToDo:
			"Look at the order, and for a debit in Xportcn's funds account, before you pay it again.",
	},
	ORDER_REFUSED: {
		means: 'Xportcn refused to pay this order.',
		whatToDo: "Do what the message says. Xportcn's own words are in 'failedReason'.",
	},
	ORDER_PENDING: {
		means: 'Xportcn neither paid the order nor refused it. It may still be working on it.',
		whatToDo:
			"Look at the order, and for a debit in Xportcn's funds account, some minutes later, before you pay it again.",
	},
	SENT_BEFORE: {
		means:
			'This execution has sent this payment before, and it is not known what came of it. It was not sent again.',
		whatToDo:
			"Look at the order, and for a debit in Xportcn's funds account, before you pay it again in another execution.",
	},
	ORDER_CANCELLED: {
		means: 'The order details show the order as cancelled.',
		whatToDo:
			"If it was debited, Xportcn returns the money (inferred): check the funds account, and ask Xportcn's support if it does not come. Create the order again if you still need it.",
	},
	ALREADY_PAID: {
		means: 'The order had been debited before, or its details show it as paid.',
		whatToDo: 'Do not pay it again. Order → Get shows whether it is paid by now.',
	},
	STILL_UNPAID: {
		means:
			'There was no clear answer to the payment, and the order details still show the order as unpaid. That does not prove that nothing was debited: the funds account may be debited first, and the details follow later.',
		whatToDo:
			"Do not pay it again yet. Look later with Order → Get, or look for the debit (支付扣款) in Xportcn's funds account. 'Skip if Paid' is no protection here.",
	},
	PAYMENT_LINK: {
		means: 'Xportcn gave a payment link instead of paying. A link is no payment.',
		whatToDo:
			"Look at the order in Xportcn. If it is not paid there, somebody has to pay at the link in 'payUrl'. Test accounts always get such links.",
	},
	PAYMENT_PENDING: {
		means:
			"Xportcn accepted the payment, but the order details did not show it within 'Confirm Wait'.",
		whatToDo: 'Do not pay it again. Look at it later with Order → Get.',
	},
	PAYMENT_STATE_UNCLEAR: {
		means: 'The order details do not say clearly whether the order is paid. It was not sent.',
		whatToDo: 'Look at the order in Xportcn.',
	},
	ABOVE_MAXIMUM: {
		means: 'It costs more than a limit allows. It was not sent.',
		whatToDo: 'Raise the limit if it should be bought, or leave it.',
	},
	PRICE_CHANGED: {
		means:
			'It costs more than expected. `notSent`: nothing was sent. `differs`: the order was created for more than its preview said.',
		whatToDo: 'Look at the price. Pay with the new amount if it is right.',
	},
	TOTAL_UNREADABLE: {
		means: 'The amount could not be read for certain, so nothing was sent.',
		whatToDo:
			'Pay: look at the order with Order → Get, and run API → Check Setup with it: it finds the unit of amounts. Create: look at what Order → Preview gives.',
	},
	DRY_RUN: {
		means: "'Dry Run' is on. Nothing was sent.",
		whatToDo: "Switch 'Dry Run' off when it should happen.",
	},
	PREVIEW_REFUSED: {
		means: "Xportcn's preview says that this cannot be ordered. Nothing was created.",
		whatToDo: 'Do what the message says.',
	},
	PREVIEW_INCOMPLETE: {
		means: 'The preview does not list every line. Nothing was created.',
		whatToDo: 'Check Offer ID and Spec ID of the lines that the message names.',
	},
	ALREADY_EXISTS: {
		means: "An order with this 'Out Order ID' exists. Nothing was created.",
		whatToDo: 'Use another number, or go on with the order that is there.',
	},
	CANNOT_LOOK: {
		means: 'It is not known whether the order exists already, so nothing was created.',
		whatToDo: 'Do what the message says, then run it again.',
	},
	EXISTING_DIFFERS: {
		means: "Orders with this 'Out Order ID' exist, but they are not what was asked for.",
		whatToDo: 'Look at them in Xportcn before you pay. They may belong to another purchase.',
	},
	NO_ORDER_ID: {
		means: 'Xportcn accepted the purchase, but names no order. One may have been created.',
		whatToDo: 'Look for it in Xportcn before you create it again.',
	},
	LINES_MISSING: {
		means: 'The order was created without some of its lines.',
		whatToDo: 'Look at it before you pay, and order the missing lines elsewhere.',
	},
	ORDER_COUNT_DIFFERS: {
		means: 'More or fewer orders were created than the preview announced.',
		whatToDo: 'Look in Xportcn what was created before you pay.',
	},
	CHECK_FAILED: {
		means: 'A check of Check Setup failed.',
		whatToDo: "Read 'whatToDo' of the item.",
	},
	UNEXPECTED: {
		means:
			'This node stopped because of a mistake of its own. It is not known whether this was done.',
		whatToDo: "Look in Xportcn before you run it again, and report it with n8n's log.",
	},
} as const satisfies Record<string, ErrorAdvice>;

/** A short fixed name for the cause, for a Switch node to decide on. */
export type ErrorCode =
	| keyof typeof errorCodes
	/** Xportcn's own return code, for example XPORTCN_429. */
	| `XPORTCN_${number}`;
