/**
 * Shapes of create's `data`, all invented or 1688's, since the vendor's is unknown:
 * array = the orders; object = `{orderId, ...}` of the first; id = the first id alone;
 * 1688 = 1688's own answer, `orderId` null for several orders, all of them in `orderList`;
 * firstAndList = the same with the first order's id; orderIds = `{orderIds: [...]}`.
 */
export type CreateShape = 'array' | 'object' | 'id' | '1688' | 'firstAndList' | 'orderIds';

/** What goes wrong with a purchase. All happen in the world, not only in the answer. */
export type CreateFault =
	/** Another shape than the setting says. `success`: only in the shapes that have the field. */
	| { kind: 'createAnswer'; shape?: CreateShape; success?: boolean | 'true' | 'false' }
	/** Each order costs so much more (or less) than its preview. */
	| { kind: 'createdPrice'; addFen: number }
	/**
	 * These lines, by their position in the body (default: the last), are not bought. 1688's shape
	 * tells them in `failedOfferList`.
	 */
	| { kind: 'linesFailed'; lines?: number[]; errorCode?: string; errorMessage?: string }
	/** The orders of the last so many sellers (default 1) are not made. 1688's shape tells why. */
	| { kind: 'sellersRefused'; count?: number; resultCode?: string; message?: string }
	/**
	 * Other orders than announced. merged = one for all sellers; split = one for each line, or, for one
	 * line, the goods and the freight apart; lost = the last of several is not made, without a word.
	 */
	| { kind: 'otherOrders'; change: 'merged' | 'split' | 'lost' };
