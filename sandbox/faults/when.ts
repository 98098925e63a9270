/** before = the work (debit, create) is not done; after = it is done, then the fault strikes. */
export type When = 'before' | 'after';

/** When the work is done, seen from a fault that answers in its place. */
export interface Timing {
	/** 'before' unless said otherwise. */
	when?: When;
	/** The work is done so many ms after the fault, whatever `when` says: a back end that is late. */
	laterMs?: number;
}
