import type { Operation } from '../endpoints';
import type { FaultBehaviour, FaultKind } from './faults';
import type { When } from './when';

/** Faults that need something only these operations have. */
const LIMITED: Partial<Record<FaultKind, readonly Operation[]>> = {
	omit: ['pay'],
	bothLists: ['pay'],
	foreignIds: ['pay'],
	accepted: ['pay'],
	halfWay: ['pay', 'create'],
	vendorSample: ['pay', 'preview'],
	createAnswer: ['create'],
	createdPrice: ['create'],
	linesFailed: ['create'],
	sellersRefused: ['create'],
	otherOrders: ['create'],
	rowRefused: ['preview'],
	linesUnlisted: ['preview'],
	sumsAs: ['preview'],
	totalRaised: ['preview'],
	list: ['getMany'],
};

/** Whether a kind of fault can strike an operation at all. */
export function canStrike(kind: FaultKind, operation: Operation): boolean {
	return LIMITED[kind]?.includes(operation) ?? true;
}

/** Whether the fault strikes before or after the work; only meaningful for kinds with `when`. */
export function whenOf(fault: FaultBehaviour): When {
	if (fault.kind === 'halfWay') return 'after';
	return ('when' in fault && fault.when) || (fault.kind === 'omit' ? 'after' : 'before');
}

/** How long after the fault the work is done, or null when `whenOf` decides. */
export function laterMsOf(fault: FaultBehaviour): number | null {
	return ('laterMs' in fault ? fault.laterMs : null) ?? null;
}
