import type { PreviewFault, Sum } from '../faults/previewFaults';
import type { FaultBehaviour } from '../faults/faults';
import { yuanNumber, yuanText } from '../money';
import { STOCK_CODE, STOCK_TEXT } from '../texts';
import { withFee, type PreviewRow } from './preview';

const SUMS: readonly Sum[] = [
	'sumCarriage',
	'sumPayment',
	'sumTotalPayment',
	'sumPaymentNoCarriage',
];

/** The rows of a preview as the fault would have them told. */
export function tellRows(fault: FaultBehaviour | null, rows: PreviewRow[]): unknown[] {
	switch (fault?.kind) {
		case 'rowRefused':
			return rows.map((row, i) => (i === (fault.row ?? 0) ? refusedRow(row, fault) : row));
		case 'linesUnlisted':
			return listedOnly(rows, fault.listed, fault.sums ?? 'listed');
		case 'sumsAs':
			return rows.map((row) => otherSums(row, fault));
		case 'totalRaised':
			return rows.map((row) => ({ ...row, sumTotalPayment: row.sumTotalPayment + fault.addFen }));
		default:
			return rows;
	}
}

function refusedRow(row: PreviewRow, fault: Extract<PreviewFault, { kind: 'rowRefused' }>) {
	const { status = false, resultCode = STOCK_CODE, message = STOCK_TEXT, at = 'row' } = fault;
	const code = resultCode === null ? {} : { resultCode };
	const refusal = { ...(status !== null && { status }), ...code, message };
	if (at === 'row') return { ...refusal, ...row };
	const orderItemTOList = row.orderItemTOList.map((line) => ({ ...line, ...refusal }));
	return { ...row, orderItemTOList };
}

/** Rows without a line that is listed are left out. */
function listedOnly(rows: readonly PreviewRow[], listed: number, sums: 'listed' | 'all') {
	let room = listed;
	const left: PreviewRow[] = [];
	for (const row of rows) {
		const orderItemTOList = row.orderItemTOList.slice(0, room);
		room -= orderItemTOList.length;
		if (orderItemTOList.length === 0) continue;
		const goods = orderItemTOList.reduce((fen, { amount }) => fen + amount, 0);
		const payment = goods + row.sumCarriage;
		const fewer = {
			sumPayment: payment,
			sumTotalPayment: withFee(payment),
			sumPaymentNoCarriage: goods,
		};
		left.push({ ...row, ...(sums === 'listed' && fewer), orderItemTOList });
	}
	return left;
}

const FORMS = {
	text: (fen: number) => String(fen),
	decimal: (fen: number) => fen + 0.5,
	yuan: yuanNumber,
	yuanText,
	zero: () => 0,
	// JSON leaves a field out that is undefined
	missing: () => undefined,
};

function otherSums(
	row: PreviewRow,
	{ as, sums = [...SUMS] }: Extract<PreviewFault, { kind: 'sumsAs' }>,
) {
	return { ...row, ...Object.fromEntries(sums.map((sum) => [sum, FORMS[as](row[sum])])) };
}
