/** Ways in which an order list may be worse than hoped. All of them invented. */
export interface ListQuirks {
	/** The filter `outOrderId` is ignored. */
	ignoresOutOrderId?: boolean;
	/** Rows have no field `outOrderId`. */
	hidesOutOrderId?: boolean;
	/** An order comes into the list only so many ms after it was made. */
	lagMs?: number;
	/** Always the first page. */
	ignoresPageNo?: boolean;
	/** A larger page size is cut to this, without a word. */
	maxPageSize?: number;
	/** newest (default) and oldest by creation; modified = last changed first; shuffled = by no rule. */
	order?: 'newest' | 'oldest' | 'modified' | 'shuffled';
	/** So many new orders come to be in the world after each page that was read. */
	growsBy?: number;
	/** So many of the oldest unpaid orders are cancelled after each page that was read. */
	cancels?: number;
}

/** getMany: the list has these quirks for the requests that are struck. */
export type PageFault = { kind: 'list' } & ListQuirks;
