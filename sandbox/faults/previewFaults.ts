/** The four sums of a preview row. */
export type Sum = 'sumCarriage' | 'sumPayment' | 'sumTotalPayment' | 'sumPaymentNoCarriage';

/** What goes wrong with a preview. Create makes the order all the same. */
export type PreviewFault =
	/** A row (by position, default 0) that cannot be ordered, told as 1688 does. */
	| {
			kind: 'rowRefused';
			row?: number;
			/** Default false; null = the row has no `status`. */
			status?: boolean | 'false' | null;
			/** 1688's are 500_001 to 500_009; null = none. Default 500_004, out of stock. */
			resultCode?: string | null;
			message?: string;
			/** line = code and message are on the row's lines. Default row. */
			at?: 'row' | 'line';
	  }
	/** Only the first so many lines are listed. Their sums are all that is told, unless `sums` is all. */
	| { kind: 'linesUnlisted'; listed: number; sums?: 'listed' | 'all' }
	/**
	 * The sums (default: all four) in another form: `"6400"`, 6400.5, 64, `"64.00"`, 0, or not there.
	 */
	| {
			kind: 'sumsAs';
			as: 'text' | 'decimal' | 'yuan' | 'yuanText' | 'zero' | 'missing';
			sums?: Sum[];
	  }
	/** `sumTotalPayment` is so much higher than usual. */
	| { kind: 'totalRaised'; addFen: number };
