import type { OrderRow } from '../../../../tools/demo/outcomes';
import { expectEachOnce, expectTrue } from '../checks';
import type { Checks } from '../checks';

/** What there is to judge by. */
export interface Evidence {
	orderIds: string[];
	/** The orders debited when n8n was killed, one entry per debit. */
	atKill: string[];
	/** The same once the requests that were under way had reached the vendor. */
	landed: string[];
	/** The same just before the second run, n8n being up again. */
	beforeSecond: string[];
	/** The same at the end. */
	atEnd: string[];
	/** The status of the second run. */
	status: string;
	/** What left the Pay node in the second run. */
	rows: OrderRow[];
}

/** Everything that has to be so after a crash. */
export const CRASH_CHECKS: Checks<Evidence> = {
	'n8n was killed in the middle': ({ atKill, landed, orderIds }) => {
		expect(atKill).not.toEqual([]);
		expect(landed.length).toBeLessThan(orderIds.length);
	},
	'n8n paid nothing by itself after the restart': ({ landed, beforeSecond }) =>
		expect(beforeSecond).toHaveLength(landed.length),
	'the second run came to its end': ({ status }) => expect(status).toBe('success'),
	'every order was debited exactly once': ({ atEnd, orderIds }) => expectEachOnce(atEnd, orderIds),
	'every order left the second run by one output, once': ({ rows, orderIds }) =>
		expectEachOnce(
			rows.map(({ orderId }) => orderId),
			orderIds,
		),
	'Failed for what was paid before, Succeeded for the rest': ({ rows, beforeSecond }) =>
		expectTrue(rows, new Set(beforeSecond)),
};
