import { checkLedger, isBorneOut } from '../../tools/demo/ledger';
import type { NodeOutcome, OrderRow } from '../../tools/demo/outcomes';

function row(orderId: string, outcome: string): OrderRow {
	const output = outcome === 'succeeded' ? 'Succeeded' : 'Failed';
	return { output, orderId, outcome, requestId: '', amountCny: undefined, message: '' };
}

function paid(...rows: OrderRow[]): NodeOutcome[] {
	return [{ node: 'Pay', operation: 'pay', rows }];
}

const debit = (orderId: string, amountFen = 6400) => ({ orderId, amountFen });

describe('comparison with the ledger', () => {
	it('is borne out when every succeeded order was debited once and nothing else was', () => {
		const check = checkLedger(paid(row('1', 'succeeded'), row('2', 'rejected')), [debit('1', 5)]);
		expect(check).toEqual({ debits: 1, totalCny: '0.05', notDebitedOnce: [], unexplained: [] });
		expect(isBorneOut(check)).toBe(true);
	});

	it('accepts a debit of an order whose outcome is unknown', () => {
		const outcomes = paid(row('1', 'unknown'), row('2', 'alreadyPaid'));
		expect(isBorneOut(checkLedger(outcomes, [debit('1')]))).toBe(true);
	});

	it.each([
		['a succeeded order was not debited', [row('1', 'succeeded')], []],
		['a succeeded order was debited twice', [row('1', 'succeeded')], [debit('1'), debit('1')]],
		['a refused order was debited', [row('1', 'rejected')], [debit('1')]],
		['an order said to be paid before was debited', [row('1', 'alreadyPaid')], [debit('1')]],
		['an order nobody reported was debited', [], [debit('9')]],
		['an unknown order was debited twice', [row('1', 'unknown')], [debit('1'), debit('1')]],
	])('is not borne out when %s', (_, rows, debits) => {
		expect(isBorneOut(checkLedger(paid(...rows), debits))).toBe(false);
	});
});
