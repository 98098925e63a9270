/** One debit of the funds account. */
export interface LedgerEntry {
	readonly orderId: string;
	readonly amountFen: number;
	/** `requestId` of the answer to the pay request that caused it, sent or not. */
	readonly requestId: string;
	/** When, in ms since 1970. */
	readonly at: number;
}

/** Every debit that happened, whatever the client was told. The judge in the project's tests. */
export class Ledger {
	private readonly list: LedgerEntry[] = [];
	private readonly counts = new Map<string, number>();
	private sumFen = 0;

	/** Debits in the order they happened. */
	get entries(): readonly LedgerEntry[] {
		return this.list;
	}

	/** A copy of the entries. */
	all(): LedgerEntry[] {
		return [...this.list];
	}

	/** How many times this order was debited. */
	debitsOf(orderId: string): number {
		return this.counts.get(orderId) ?? 0;
	}

	/** Sum of all debits in fen. */
	totalFen(): number {
		return this.sumFen;
	}

	record(entry: LedgerEntry): void {
		this.list.push(Object.freeze({ ...entry }));
		this.counts.set(entry.orderId, this.debitsOf(entry.orderId) + 1);
		this.sumFen += entry.amountFen;
	}

	clear(): void {
		this.list.length = 0;
		this.counts.clear();
		this.sumFen = 0;
	}
}
