import type { FaultBehaviour } from '../../../sandbox';
import { preview } from '../../../sandbox/operations/preview';
import type { Strike } from '../world';
import { quantityIn } from './products';

/** What a preview told about a purchase, read by independent code. Amounts in fen. */
export interface Told {
	orders: number;
	/** The larger of its two totals, all orders together; undefined when it cannot be relied on. */
	most: number | undefined;
	least: number | undefined;
	/** Whether it lists every line and refuses none. */
	isYes: boolean;
}

interface Row {
	status?: unknown;
	resultCode?: unknown;
	sumPayment?: unknown;
	sumTotalPayment?: unknown;
	sumPaymentNoCarriage?: unknown;
	sumCarriage?: unknown;
	orderItemTOList: Array<{ status?: unknown; resultCode?: unknown }>;
}

/** Faults with which the whole answer arrives all the same, if it comes in time. */
const ARRIVES = [
	'rowRefused',
	'linesUnlisted',
	'sumsAs',
	'totalRaised',
	'latency',
	'huge',
	'drip',
	'idsAsNumbers',
	'broken',
];

/** "No success" beside the rows is a refusal of the whole; within them it is one of each row. */
const isNoInRows = (fault: FaultBehaviour | null) =>
	fault?.kind === 'successFalse' && fault.at === 'data' && fault.data !== 'null';

const arrives = (fault: FaultBehaviour) => ARRIVES.includes(fault.kind) || isNoInRows(fault);

const rowsOf = (body: unknown, fault: FaultBehaviour | null): Row[] => {
	const rows = preview(body, fault) as Row[];
	return isNoInRows(fault) ? rows.map((row) => ({ ...row, status: false })) : rows;
};

/** What the previews of a purchase can have told, each of them. One without a row tells nothing. */
export function toldAbout(quantity: number, strikes: readonly Strike[]): Told[] {
	return strikes.flatMap(({ target, fault }) => {
		if (target.operation !== 'preview' || (fault && !arrives(fault))) return [];
		const body: unknown = JSON.parse(target.rawBody);
		if (quantityIn(body) !== quantity) return [];
		const asked = (body as { cargoParamList: unknown[] }).cargoParamList.length;
		const rows = rowsOf(body, fault);
		return rows.length === 0 ? [] : [read(rows, asked)];
	});
}

function read(rows: Row[], asked: number): Told {
	const listed = rows.reduce((count, { orderItemTOList }) => count + orderItemTOList.length, 0);
	const entries = rows.flatMap((row) => [row, ...row.orderItemTOList]);
	const totals = rows.map(totalOf);
	const isReadable = totals.every((total) => total !== undefined);
	const sum = (amounts: number[]) => amounts.reduce((fen, amount) => fen + amount, 0);
	return {
		orders: rows.length,
		most: isReadable ? sum(totals.map((total) => Math.max(...total))) : undefined,
		least: isReadable ? sum(totals.map((total) => Math.min(...total))) : undefined,
		isYes: listed === asked && !entries.some(isRefused),
	};
}

const isRefused = ({ status, resultCode }: { status?: unknown; resultCode?: unknown }) =>
	String(status) === 'false' || (resultCode !== undefined && resultCode !== null);

/** The two totals of a row, if all that it says about money fits together. */
function totalOf(row: Row): [number, number] | undefined {
	const { sumPayment, sumTotalPayment, sumPaymentNoCarriage, sumCarriage } = row;
	const total = sumTotalPayment ?? sumPayment;
	const parts = [sumPaymentNoCarriage ?? 0, sumCarriage ?? 0];
	if (![sumPayment, total, ...parts].every(Number.isSafeInteger)) return undefined;
	const totals: [number, number] = [Number(sumPayment), Number(total)];
	return Math.max(...totals) >= Math.max(...parts.map(Number)) ? totals : undefined;
}
