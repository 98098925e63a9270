import type { Fault, Sandbox } from '../../sandbox';
import type { Conditions } from '../arena';
import type { Build } from '../n8n/realN8n';
import type { Round } from './round';

/** Requests that pay and are struck, of a hundred. */
const STRUCK = 16;
/** Requests that the vendor takes in a second, where it limits them. */
const PER_SECOND = 20;

/** Strikes the first of these requests that pay, the seventh, and so on evenly: 16 of each hundred. */
function strike({ faults }: Sandbox, requests: number, fault: Fault): void {
	const struckBefore = (index: number) => Math.ceil((index * STRUCK) / 100);
	for (let index = 0; index < requests; index++) {
		if (struckBefore(index + 1) > struckBefore(index)) {
			faults.add({ ...fault, on: 'pay', skip: index });
		}
	}
}

/** As many orders as by hand has requests. */
const struckBy =
	(fault: Fault): Conditions['troubles'] =>
	(sandbox, { length }) =>
		strike(sandbox, length, fault);

const limited: Conditions['troubles'] = (sandbox) => {
	sandbox.rateLimit = { requests: PER_SECOND, windowMs: 1000 };
};

/** Vendors at a distance, by what the page calls them. */
export const FAR = {
	near: 'Round trip 50 ms',
	far: 'Round trip 200 ms',
	many: 'Round trip 200 ms, 10,000 orders',
	lost: 'Round trip 200 ms, 16 of 100 payments debited and their connection reset',
	badGateway: 'Round trip 200 ms, 16 of 100 payments debited and answered with an HTTP 502',
	limited: 'Round trip 50 ms, 20 requests a second',
} as const;
type Far = keyof typeof FAR;

const CONDITIONS: Record<Far, Conditions> = {
	near: { orders: 1_000, latencyMs: 0, roundTripMs: 50 },
	far: { orders: 1_000, latencyMs: 0, roundTripMs: 200 },
	many: { orders: 10_000, latencyMs: 0, roundTripMs: 200 },
	lost: {
		...{ orders: 1_000, latencyMs: 0, roundTripMs: 200 },
		troubles: struckBy({ kind: 'reset', when: 'after' }),
	},
	badGateway: {
		...{ orders: 1_000, latencyMs: 0, roundTripMs: 200 },
		troubles: struckBy({ kind: 'status', status: 502, body: 'html', when: 'after' }),
	},
	limited: { orders: 1_000, latencyMs: 0, roundTripMs: 50, troubles: limited },
};

const CONTINUE = { onError: 'continueRegularOutput' };
/** HTTP Request's own way to spare a vendor: so many items, then a pause. */
const SPARING: Build = {
	settings: CONTINUE,
	options: { batching: { batch: { batchSize: PER_SECOND, batchInterval: 1000 } } },
};

/** A round under one of these conditions. */
export type FarRound = Round & { far: Far };

function roundsOf(far: Far): FarRound[] {
	const conditions = CONDITIONS[far];
	const round = (payer: Round['payer'], title: string, build?: Build): FarRound => ({
		...{ far, payer, title, build, conditions },
	});
	return [
		round('byHand', 'all at once', { settings: CONTINUE }),
		...(far === 'limited' ? [round('byHand', `${PER_SECOND} items a second`, SPARING)] : []),
		round('node', ''),
		round('bareClient', ''),
	];
}

/** In: whether only what takes minutes. */
export const farRounds = (quick: boolean): FarRound[] =>
	(Object.keys(FAR) as Far[]).filter((far) => !quick || far !== 'many').flatMap(roundsOf);
