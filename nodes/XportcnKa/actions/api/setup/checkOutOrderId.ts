import type { IDataObject } from 'n8n-workflow';

import { asText, isEmpty } from '../../../../shared/json';
import { objectsIn } from '../../listIn';
import { orderIdOf } from '../../order/orderFields';
import { USED_UP } from './ruleWords';
import type { Probe, Session } from './session';
import { aboutCall } from './verdict';
import type { Verdict } from './verdict';

export const OUT_ORDER_ID = 'Order list: finds an order by Out Order ID';

const CANNOT =
	"'If It Exists Already' and Verify Unknown of Create cannot find orders by your own number. Keep your own list of what was ordered.";

/** Whether the list finds the sample order by its own number, as the guards of Create need it. */
export async function checkOutOrderId(session: Session, order: IDataObject): Promise<Verdict> {
	const { outOrderId } = order;
	if (isEmpty(outOrderId)) {
		const isKnown = 'outOrderId' in order;
		return aboutCall(session, 'order.getMany', {
			check: OUT_ORDER_ID,
			verdict: isKnown ? 'skipped' : 'failed',
			whatToDo: isKnown
				? 'The sample order has no Out Order ID. Take one that was created with it, then run this again.'
				: `The order details show no Out Order ID. ${CANNOT}`,
		});
	}
	const search = await lookFor(session, order);
	const judged = judge(search);
	return aboutCall(session, 'order.getMany', { check: OUT_ORDER_ID, ...judged }, search.stoppedBy);
}

/** What came of looking for an order in the list. */
interface Search {
	isFound: boolean;
	/** Whether the list showed no order with another number. */
	isFiltered: boolean;
	/** Whether every row shows the buyer's own number. */
	hasNumbers: boolean;
	/** How many orders were looked at. */
	rows: number;
	/** The answer that ended it, or the lack of one, where that was not the list's end. */
	stoppedBy?: Probe;
}

/** Reads the list until the order is on a page, or to its end: it may ignore the filter. */
async function lookFor(session: Session, order: IDataObject): Promise<Search> {
	const { outOrderId } = order;
	const seen = new Set<string>();
	const search: Search = { isFound: false, isFiltered: true, hasNumbers: true, rows: 0 };
	for (let pageNo = 1; ; pageNo++) {
		const body = { pageNo, pageSize: 50, outOrderId };
		const probe = await session.ask({ id: 'order.getMany', body });
		const rows = probe.kind === 'works' ? objectsIn(probe.data ?? []) : undefined;
		if (!rows) return { ...search, stoppedBy: probe };
		const before = seen.size;
		for (const row of rows) seen.add(orderIdOf(row) ?? asText(row));
		search.rows = seen.size;
		search.hasNumbers &&= rows.every((row) => 'outOrderId' in row);
		search.isFiltered &&= rows.every((row) => asText(row.outOrderId) === asText(outOrderId));
		search.isFound = rows.some((row) => orderIdOf(row) === orderIdOf(order));
		if (search.isFound || !search.hasNumbers || seen.size === before) return search;
	}
}

function judge(search: Search): Pick<Verdict, 'verdict' | 'whatToDo'> {
	const { isFound, isFiltered, hasNumbers, rows, stoppedBy } = search;
	switch (stoppedBy?.kind) {
		case 'usedUp':
			return {
				verdict: 'skipped',
				whatToDo:
					rows === 0
						? USED_UP
						: `The list ignores the filter, and the sample order is not among the ${rows} orders that were looked at. Take one that stands further up in Order → Get Many, then run this again.`,
			};
		case 'noAnswer':
		case 'refused':
			return {
				verdict: 'failed',
				whatToDo: `This could not be checked. ${stoppedBy.failure.errorMessage}`,
			};
	}
	if (isFound && isFiltered) return { verdict: 'works', whatToDo: 'Nothing.' };
	return isFound && hasNumbers
		? {
				verdict: 'works',
				whatToDo:
					'Nothing. The list ignores the filter, so it is read to its end each time: slow with many orders.',
			}
		: {
				verdict: 'failed',
				whatToDo: `The order list does not find the sample order by its Out Order ID. ${CANNOT}`,
			};
}
