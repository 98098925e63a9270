import { chance } from '../../sandbox/chance';
import type { Sandbox } from '../../sandbox';
import type { Conditions } from '../arena';
import type { Round } from './round';

const SEED = 1688;

/** What befalls so many of a thousand orders. */
const SHARES = [
	{ what: 'reset', perThousand: 20 },
	{ what: 'badGateway', perThousand: 10 },
	{ what: 'code500', perThousand: 10 },
	{ what: 'refused', perThousand: 50 },
	{ what: 'bothLists', perThousand: 10 },
	{ what: 'neither', perThousand: 10 },
] as const;
type Mishap = (typeof SHARES)[number]['what'];

/** Draws what befalls an order; the same for every round. */
function mishapOf(orderId: string): Mishap | undefined {
	let rest = chance(SEED, 'mishap', orderId, 1) * 1000;
	return SHARES.find(({ perThousand }) => (rest -= perThousand) < 0)?.what;
}

/** Out: whether the answer to this order's payment is a bad gateway. */
export const isBadGateway = (orderId: string): boolean => mishapOf(orderId) === 'badGateway';

/** Lets it befall every request that names the order. */
function plan({ faults, orders }: Sandbox, orderId: string): void {
	const scope = { on: 'pay', orderId, times: 0 } as const;
	const orderIds = [orderId];
	const mishap = mishapOf(orderId);
	if (mishap === 'reset') faults.add({ ...scope, kind: 'reset', when: 'after' });
	if (mishap === 'badGateway') faults.add({ ...scope, kind: 'status', status: 502, body: 'html' });
	if (mishap === 'code500') faults.add({ ...scope, kind: 'code', code: 500 });
	if (mishap === 'refused') orders.cancel(orderId);
	if (mishap === 'bothLists') faults.add({ ...scope, kind: 'bothLists', orderIds });
	if (mishap === 'neither') faults.add({ ...scope, kind: 'omit', when: 'before', orderIds });
}

/** In: whether the vendor debits an order again when it is asked again. */
const conditions = (debitsAgain = false): Conditions => ({
	...{ orders: 1_000, latencyMs: 30 },
	troubles(sandbox, orderIds) {
		sandbox.refuseSecondDebit = !debitsAgain;
		for (const orderId of orderIds) plan(sandbox, orderId);
	},
});

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 };
const CONTINUE = { onError: 'continueRegularOutput' };
const BEST = 'in the success list, not in the failed one';

/** As people set it up: On Error, Retry On Fail, and the ways to tell what is paid. */
export const FAULT_ROUNDS: Round[] = [
	{ title: 'On Error: Stop', payer: 'byHand', conditions: conditions() },
	{
		title: 'On Error: Continue, code is 200',
		payer: 'byHand',
		build: { settings: CONTINUE, split: 'code is 200' },
		conditions: conditions(),
	},
	{
		title: 'On Error: Continue, success list not empty',
		payer: 'byHand',
		build: { settings: CONTINUE, split: 'success list not empty' },
		conditions: conditions(),
	},
	{
		title: 'On Error: Continue, in the success list and not in the failed one',
		payer: 'byHand',
		build: { settings: CONTINUE, split: BEST },
		conditions: conditions(),
	},
	{
		title: 'Retry On Fail, the vendor debits again',
		payer: 'byHand',
		build: { settings: RETRY },
		conditions: conditions(true),
	},
	{ title: 'On Error: Stop', payer: 'node', conditions: conditions() },
	{
		title: 'On Error: Continue',
		payer: 'node',
		build: { settings: CONTINUE },
		conditions: conditions(),
	},
	{
		title: 'Retry On Fail, the vendor debits again',
		payer: 'node',
		build: { settings: RETRY },
		conditions: conditions(true),
	},
];
