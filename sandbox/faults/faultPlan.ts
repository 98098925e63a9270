import { chance } from '../chance';
import type { Operation } from '../endpoints';
import { SandboxInputError } from '../errors';
import type { Fault, FaultBehaviour, FaultScope } from './faults';
import { canStrike } from './strike';

/** What a fault may depend on in a request. */
export interface FaultTarget {
	operation: Operation;
	/** Order ids the request names. */
	orderIds: readonly string[];
	rawBody: string;
}

/** Random faults: each request is struck with this probability, by one of these kinds. */
export interface DrawnFaults {
	/** 0 to 1. */
	probability: number;
	/** `weight` (default 1): how often this one, compared with the others. */
	kinds: Array<FaultBehaviour & { weight?: number }>;
	on?: Operation | 'any';
}

interface PlannedFault {
	fault: Fault;
	toSkip: number;
	/** Requests still to be struck; Infinity for always. */
	left: number;
}

/** The faults to come. A request is struck by at most one: the first added that is due. */
export class FaultPlan {
	private planned: PlannedFault[] = [];
	private drawn: (DrawnFaults & { seed: number }) | null = null;
	/** How often a request was drawn for, so that a repeat has a fate of its own. */
	private draws = new Map<string, number>();

	/** Plans one fault. */
	add(fault: Fault): void {
		const { kind, on = 'any', times = 1, skip = 0 } = fault;
		if (on !== 'any' && !canStrike(kind, on)) {
			throw new SandboxInputError(400, `a fault of kind ${kind} cannot strike ${on}`);
		}
		this.planned.push({ fault, toSkip: skip, left: times === 0 ? Infinity : times });
	}

	/**
	 * Strikes at random the requests that no planned fault strikes; replaces an earlier drawFrom.
	 * The fate of a request depends only on the seed, its operation and body, and how often the same
	 * has come before: not on the order in which concurrent requests arrive.
	 */
	drawFrom(seed: number, weights: DrawnFaults): void {
		this.drawn = { seed, ...weights };
		this.draws.clear();
	}

	/** Planned faults that have not struck as often as they should. */
	pending(): Fault[] {
		return this.planned.map(({ fault }) => fault);
	}

	/** No more faults, neither planned nor random. */
	clear(): void {
		this.planned = [];
		this.drawn = null;
		this.draws.clear();
	}

	/** The fault that strikes this request, or null. Counts the request. */
	take(target: FaultTarget): FaultBehaviour | null {
		let due: PlannedFault | null = null;
		for (const each of this.planned) {
			if (!matches(each.fault, target)) continue;
			if (each.toSkip > 0) each.toSkip -= 1;
			else due ??= each;
		}
		if (!due) return this.draw(target);
		due.left -= 1;
		if (due.left === 0) this.planned = this.planned.filter((each) => each !== due);
		return due.fault;
	}

	private draw(target: FaultTarget): FaultBehaviour | null {
		if (!this.drawn) return null;
		const { seed, probability, on } = this.drawn;
		const kinds = this.drawn.kinds.filter((kind) => matches({ ...kind, on }, target));
		const key = `${target.operation} ${target.rawBody}`;
		const nth = (this.draws.get(key) ?? 0) + 1;
		this.draws.set(key, nth);
		if (chance(seed, 'strike', key, nth) >= probability) return null;

		const total = kinds.reduce((sum, { weight = 1 }) => sum + weight, 0);
		let rest = chance(seed, 'kind', key, nth) * total;
		for (const kind of kinds) {
			rest -= kind.weight ?? 1;
			if (rest < 0) return kind;
		}
		return null;
	}
}

function matches(fault: FaultScope & FaultBehaviour, target: FaultTarget): boolean {
	const { on = 'any', orderId } = fault;
	if (on !== 'any' && on !== target.operation) return false;
	if (!canStrike(fault.kind, target.operation)) return false;
	if (orderId !== undefined && !target.orderIds.includes(orderId)) return false;
	// a fault about certain orders waits for a request that names one of them
	const certain = 'orderIds' in fault && fault.kind !== 'foreignIds' ? fault.orderIds : undefined;
	return certain?.some((id) => target.orderIds.includes(id)) ?? true;
}
