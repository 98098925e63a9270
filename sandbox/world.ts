import { AddressBook } from './addresses';
import type { CreateShape } from './faults/createFaults';
import { FaultPlan } from './faults/faultPlan';
import { FundsAccount } from './funds';
import { DEMO_KEYS, type SandboxKeys } from './keys';
import { Ledger } from './ledger';
import { Life } from './life';
import { OrderBook } from './orders';
import { checkProfile, DEFAULT_PROFILE, type ListEnvelope, type Profile } from './profile';
import { profileNamed } from './profiles';
import { Pusher } from './push/pusher';
import { RateLimiter, type RateLimit } from './rateLimit';
import { RequestLog } from './requestLog';
import type { TimestampUnit } from './signature';
import { WorldClock } from './worldClock';

/** How a sandbox begins. Everything is optional. */
export interface SandboxOptions {
	/** 0 or none = any free port. */
	port?: number;
	/** Order ids and amounts depend on it. Default 1. */
	seed?: number;
	/** Default 100,000.00 CNY. */
	balanceFen?: number;
	/** Default true (documented); false = a vendor that debits an order again when asked again. */
	refuseSecondDebit?: boolean;
	/** Instead of DEMO_KEYS, or of some of them. */
	keys?: Partial<SandboxKeys>;
	/** Time every answer under /api takes, in ms. Default 0. */
	latencyMs?: number;
	/** Unpaid orders to begin with. Default 0. */
	orders?: number;
	/** Which Xportcn it is: a name out of PROFILES, or one of your own. Default `default`. */
	profile?: string | Profile;
}

/** What may be switched while it runs. */
export interface Settings {
	refuseSecondDebit: boolean;
	latencyMs: number;
	/** Shape of create's `data`. The vendor's is unknown. */
	createAnswer: CreateShape;
	/** Key of the array in getMany's `data`; bare = `data` is the array. Inferred: data. */
	listEnvelope: ListEnvelope;
	/** Which timestamps are taken: any, 13 digits (ms) or 10 (s). What the vendor wants is unknown. */
	timestampUnit: TimestampUnit;
	/** How far the vendor's clock is ahead of this machine's, in ms. */
	clockOffsetMs: number;
	/** When an accepted payment is debited, ms after the answer; 0 (default) = with it, null = never. */
	debitAfterMs: number | null;
	/** When details show a debited order as paid, ms after the debit; null = never. Default 0. */
	paidShownAfterMs: number | null;
	/** A gateway in front that lets only so many requests through; null (default) = none. */
	rateLimit: RateLimit | null;
}

export const DEFAULT_BALANCE_FEN = 100_000_00;

/** Everything the vendor's server would keep, and what the sandbox keeps about its client. */
export class World implements Settings {
	readonly keys: SandboxKeys;
	readonly profile: Profile;
	readonly orders: OrderBook;
	readonly account: FundsAccount;
	readonly push: Pusher;
	readonly life: Life;
	readonly addresses = new AddressBook();
	readonly ledger = new Ledger();
	readonly faults = new FaultPlan();
	readonly requests = new RequestLog();
	readonly clock = new WorldClock();
	readonly limiter = new RateLimiter();
	refuseSecondDebit!: boolean;
	latencyMs!: number;
	createAnswer!: Settings['createAnswer'];
	listEnvelope!: Settings['listEnvelope'];
	timestampUnit!: TimestampUnit;
	clockOffsetMs!: number;
	debitAfterMs!: number | null;
	paidShownAfterMs!: number | null;
	rateLimit!: RateLimit | null;
	/** Orders that show as being paid while they are not paid. */
	readonly paying = new Set<string>();
	/** Replies under way. */
	readonly openReplies = new Set<{ destroy(): unknown }>();
	/** Times requests were abandoned; one that began before the last must do nothing more. */
	abandonments = 0;

	constructor(private readonly options: SandboxOptions) {
		const { profile = DEFAULT_PROFILE } = options;
		this.profile = typeof profile === 'string' ? profileNamed(profile) : profile;
		checkProfile(this.profile);
		this.keys = { ...DEMO_KEYS, ...options.keys };
		this.orders = new OrderBook(options.seed ?? 1, () => this.clock.now());
		this.account = new FundsAccount(options.balanceFen ?? DEFAULT_BALANCE_FEN);
		this.push = new Pusher(this.orders);
		this.life = new Life(this.orders, this.clock);
		this.begin();
	}

	/**
	 * Orders, addresses, ledger, account, clock, faults, request log and settings back to the start;
	 * messages are pushed no more. Requests under way, and what was still to happen, are abandoned.
	 */
	reset(): void {
		this.abandonRequests();
		this.push.reset();
		this.life.stop();
		this.orders.clear();
		this.paying.clear();
		this.addresses.clear();
		this.ledger.clear();
		this.account.reset();
		this.faults.clear();
		this.requests.clear();
		this.limiter.reset();
		this.begin();
	}

	/** Requests under way: their connections close and they change nothing any more, late or not. */
	abandonRequests(): void {
		this.abandonments += 1;
		this.clock.clear();
		for (const reply of this.openReplies) reply.destroy();
	}

	private begin(): void {
		this.refuseSecondDebit = this.options.refuseSecondDebit ?? true;
		this.latencyMs = this.options.latencyMs ?? 0;
		this.clockOffsetMs = 0;
		this.rateLimit = null;
		const { createAnswer, listEnvelope, timestampUnit, debitAfterMs, paidShownAfterMs } =
			this.profile;
		Object.assign(this, {
			...{ createAnswer, listEnvelope, timestampUnit, debitAfterMs, paidShownAfterMs },
		});
		this.orders.add(this.options.orders ?? 0);
	}
}
