import type { NodeOutcome } from './outcomes';

/** One debit the sandbox noted. */
export interface Debit {
	orderId: string;
	/** In fen, 1/100 CNY. */
	amountFen: number;
}

/** What the sandbox's ledger says about what the nodes said. */
export interface LedgerCheck {
	debits: number;
	totalCny: string;
	/** Orders on Succeeded that were not debited exactly once, in words. */
	notDebitedOnce: string[];
	/** Debits the outputs do not account for, in words. */
	unexplained: string[];
}

/** In: fen. Out: decimal CNY text, `6400` -> `64.00`. */
export function cny(fen: number): string {
	const digits = String(fen).padStart(3, '0');
	return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** In: what left the nodes; the debits made while they ran. Out: the comparison. */
export function checkLedger(outcomes: NodeOutcome[], debits: Debit[]): LedgerCheck {
	const payments = outcomes.filter(({ operation }) => operation === 'pay');
	const rows = payments.flatMap((outcome) => outcome.rows);
	const succeeded = new Set(
		rows.filter(({ output }) => output === 'Succeeded').map(({ orderId }) => orderId),
	);
	// The one failure that says "it may have been debited". One that was paid before has its debit
	// before this run.
	const debitable = new Set(
		rows.filter(({ outcome }) => outcome === 'unknown').map(({ orderId }) => orderId),
	);
	const counts = new Map<string, number>();
	for (const { orderId } of debits) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);

	return {
		debits: debits.length,
		totalCny: cny(debits.reduce((sum, { amountFen }) => sum + amountFen, 0)),
		notDebitedOnce: [...succeeded]
			.filter((orderId) => counts.get(orderId) !== 1)
			.map((orderId) => `${orderId}: on Succeeded, debits: ${counts.get(orderId) ?? 0}`),
		unexplained: [...counts]
			.filter(([id, count]) => !succeeded.has(id) && (!debitable.has(id) || count > 1))
			.map(([id, count]) => `${id}: not on Succeeded, debits: ${count}`),
	};
}

/** Out: whether the ledger bears out what the nodes said. */
export function isBorneOut({ notDebitedOnce, unexplained }: LedgerCheck): boolean {
	return notDebitedOnce.length === 0 && unexplained.length === 0;
}
