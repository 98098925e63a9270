import { sleep } from 'n8n-workflow';

import { FaultPlan } from '../../sandbox';
import type { FaultBehaviour, LoggedRequest, Order, Sandbox } from '../../sandbox';
import type { FaultTarget } from '../../sandbox/faults/faultPlan';
import { credentialFor } from '../harness/scene';

/** A fault as it struck a request. */
export interface Strike {
	target: FaultTarget;
	fault: FaultBehaviour | null;
}

/** The world of one scenario: a sandbox, and what its judge has to know of it besides. */
export interface World {
	readonly sandbox: Sandbox;
	/** Opens this world and none before it. */
	readonly credential: ReturnType<typeof credentialFor>;
	/** What became of every request that was looked at, in the order of their arrival. */
	readonly strikes: readonly Strike[];
	/** Every order that came to be, in that order. */
	readonly created: readonly Order[];
	/** The requests of this scenario in the order of their arrival. */
	requests(): LoggedRequest[];
	/** Does something once so many requests have been looked at; at once for 0. */
	afterRequests(count: number, deed: () => void): void;
	/** Until no request is on its way and nobody works on one. */
	untilQuiet(): Promise<void>;
	/** The vendor's time goes on: what is still to happen by then happens. */
	advance(ms: number): void;
	/** Everything that is still to happen happens, whenever that would be. */
	settle(): void;
}

export interface WorldOptions {
	/**
	 * Keeps the vendor honest: the fault as it may strike this request. Nobody can judge what a node
	 * says by a vendor that lies.
	 */
	honest(fault: FaultBehaviour, target: FaultTarget): FaultBehaviour;
}

/** A request that was given up takes some turns of the event loop until the server has read it. */
const QUIET_MS = 5;
const QUIET_CHECKS = 4;
let worlds = 0;

/**
 * A fresh world on a sandbox that served another one before. A request that was given up there can
 * still be on its way: it has the keys of a world that is gone, so that it is refused.
 */
export function openWorld(sandbox: Sandbox, { honest }: WorldOptions): World {
	sandbox.reset();
	worlds += 1;
	const keys = {
		accessKey: `access-key-${worlds}`,
		accessSecret: `secret-of-world-${worlds}-of-chaos`,
	};
	Object.assign(sandbox.keys, keys);

	const strikes: Strike[] = [];
	const deeds: Array<{ count: number; deed: () => void }> = [];
	sandbox.faults.take = (target) => {
		const due = FaultPlan.prototype.take.call(sandbox.faults, target);
		const fault = due && honest(due, target);
		strikes.push({ target, fault });
		for (const { count, deed } of deeds) if (count === strikes.length) deed();
		return fault;
	};

	const created: Order[] = [];
	stopListening.get(sandbox)?.();
	const stop = sandbox.orders.onChange(({ kind, order }) => {
		if (kind === 'created') created.push(order);
	});
	stopListening.set(sandbox, stop);

	const { clock } = sandbox;
	const requests = () =>
		sandbox.requests.all().filter(({ headers }) => headers['access-key'] === keys.accessKey);
	// the vendor's answers are dated by the same clock as its orders
	const dateByClock = () => {
		sandbox.clockOffsetMs = clock.movedMs;
	};

	return {
		sandbox,
		credential: credentialFor(sandbox.baseUrl, keys),
		strikes,
		created,
		requests,
		afterRequests(count, deed) {
			if (count === 0) deed();
			else deeds.push({ count, deed });
		},
		untilQuiet: async () => await untilQuiet(sandbox),
		advance(ms) {
			clock.advance(ms);
			dateByClock();
		},
		settle() {
			clock.settle();
			dateByClock();
		},
	};
}

/** What ends the listening of the last world on a sandbox. */
const stopListening = new WeakMap<Sandbox, () => void>();

/** Until no request is on its way to a sandbox and it works on none, held back or not. */
export async function untilQuiet({ requests }: Sandbox): Promise<void> {
	for (let checks = 0; checks < QUIET_CHECKS; checks++) {
		const before = requests.all();
		await sleep(QUIET_MS);
		const now = requests.all();
		if (now.length > before.length || now.some(isHeldBack)) checks = -1;
	}
}

const isHeldBack = ({ fault, verdict }: LoggedRequest) => fault === 'latency' && verdict === null;
