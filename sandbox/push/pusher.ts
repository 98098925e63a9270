/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosError } from 'axios';
import { chance } from '../chance';
import { pause } from '../clock';
import { SandboxInputError } from '../errors';
import type { OrderChange } from '../order';
import type { OrderBook } from '../orders';
import { ALIBABA_1688, messageAbout, pushText, TAOBAO } from './messages';
import type { MessageContent, Platform } from './messages';
import { PushLog } from './pushLog';
import type { Attempt, Push } from './pushLog';

/** How messages are pushed. The defaults are the vendor's rules, its half hour a thousandth. */
export interface PushOptions {
	/** How long an answer may take, ms. Documented: 1000. */
	timeoutMs?: number;
	/** Tries after the first. Documented: 5. */
	retries?: number;
	/** Between two tries, ms. Documented: half an hour; here 1800. */
	retryEveryMs?: number;
	/** Share of the messages, 0 to 1, that are pushed a second time. */
	repeatShare?: number;
	/** How long after the message its repeat is pushed, ms. Default 100. */
	repeatAfterMs?: number;
	/** Share of the messages, 0 to 1, that are late, so that later ones come before them. */
	lateShare?: number;
	/** How late they are, ms. Default 200. */
	lateByMs?: number;
	/** Where the orders are from: 1688 (1), Taobao (0), or some of each. Default 1. */
	platform?: Platform | 'both';
	/** Which messages are repeated, late or Taobao's depends on it. Default 1. */
	seed?: number;
}

/** So many changes of orders in a row. */
export interface Burst {
	/** Messages, repeats not counted. Every second one is about an order's payment. */
	count: number;
	perSecond: number;
}

const DEFAULTS: Required<PushOptions> = {
	timeoutMs: 1000,
	retries: 5,
	retryEveryMs: 1800,
	repeatShare: 0,
	repeatAfterMs: 100,
	lateShare: 0,
	lateByMs: 200,
	platform: ALIBABA_1688,
	seed: 1,
};

/** The vendor's message service: pushes every change of an order to a callback URL. */
export class Pusher {
	readonly log = new PushLog();
	private target: { url: string; options: Required<PushOptions> } | null = null;
	/** Changes with every `to` and `stop`; a push of an earlier time tries no more. */
	private era = 0;
	private readonly underWay = new Set<Promise<void>>();
	private readonly agents = {
		httpAgent: new HttpAgent({ keepAlive: true }),
		httpsAgent: new HttpsAgent({ keepAlive: true }),
	};

	constructor(private readonly orders: OrderBook) {
		orders.onChange((change) => this.announce(change));
	}

	/** The callback URL that messages go to, or null. */
	get url(): string | null {
		return this.target?.url ?? null;
	}

	/** From now on every change is pushed to this URL, until `stop`. */
	to(url: string, options: PushOptions = {}): void {
		this.era += 1;
		this.target = { url, options: { ...DEFAULTS, ...options } };
	}

	/** Pushes no more; what waits for its next try stays waiting. The log stays. */
	stop(): void {
		this.era += 1;
		this.target = null;
	}

	/** Stops, and forgets all pushes. */
	reset(): void {
		this.stop();
		this.log.clear();
	}

	/** Stops, and closes the connections that were kept. */
	close(): void {
		this.stop();
		this.agents.httpAgent.destroy();
		this.agents.httpsAgent.destroy();
	}

	/** Pushes one message of any content, as often as its retries need. */
	send(content: MessageContent): Push {
		this.needTarget();
		return this.push(content, null, 0);
	}

	/** Pushes the same message once more, as a push of its own. */
	repeat(id: number): Push {
		this.needTarget();
		const original = this.log.all()[id - 1];
		if (!original) throw new SandboxInputError(404, `there is no push ${id}`);
		return this.push(original, original.repeatOf ?? id, 0);
	}

	/**
	 * What the console's Verify button does: one call that must be answered with 200. What the vendor
	 * sends is unknown; here it is an empty POST unless told otherwise.
	 */
	async verify({ method = 'POST', body }: { method?: string; body?: unknown } = {}) {
		const { url, options } = this.needTarget();
		return await this.attempt(url, method, body, options.timeoutMs);
	}

	/** Makes and pays orders at a rate. Resolves when the last change has been made, not delivered. */
	async burst({ count, perSecond }: Burst): Promise<void> {
		this.needTarget();
		const { era } = this;
		const start = Date.now();
		let unpaid: string | null = null;
		for (let made = 0; made < count && era === this.era; made++) {
			const early = start + (made * 1000) / perSecond - Date.now();
			if (early > 0) await pause(early);
			if (unpaid === null) {
				unpaid = this.orders.add(1)[0].orderId;
			} else {
				this.orders.markPaid(unpaid);
				unpaid = null;
			}
		}
	}

	/** Resolves when nothing is being pushed, repeated or retried any more. */
	async idle(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	private needTarget() {
		if (this.target) return this.target;
		throw new SandboxInputError(409, 'there is no callback URL to push to');
	}

	private announce(change: OrderChange): void {
		if (!this.target) return;
		const { options } = this.target;
		const nth = this.log.size + 1;
		const draw = (what: string) => chance(options.seed, what, nth);
		const isTaobao = options.platform === 'both' && draw('platform') < 0.5;
		const platform = options.platform === 'both' ? ALIBABA_1688 : options.platform;
		const content = messageAbout(change, isTaobao ? TAOBAO : platform);
		const delayMs = draw('late') < options.lateShare ? options.lateByMs : 0;
		const original = this.push(content, null, delayMs);
		if (draw('repeat') < options.repeatShare) {
			this.push(content, original.id, delayMs + options.repeatAfterMs);
		}
	}

	private push(content: MessageContent, repeatOf: number | null, delayMs: number): Push {
		const { messageType, messageBody, messagePlatform } = content;
		const push = this.log.begin({ messageType, messageBody, messagePlatform }, repeatOf);
		const delivery = this.deliver(push, delayMs).finally(() => this.underWay.delete(delivery));
		this.underWay.add(delivery);
		return push;
	}

	private async deliver(push: Push, delayMs: number): Promise<void> {
		const { era } = this;
		const { url, options } = this.needTarget();
		await pause(delayMs);
		for (let tries = 1; era === this.era; tries++) {
			// every try has its own push time (inferred from the field's name)
			const text = pushText(push, Date.now());
			const attempt = await this.attempt(url, 'POST', text, options.timeoutMs);
			if (era !== this.era) return;
			const isLast = tries > options.retries;
			const state = attempt.status === 200 ? 'acknowledged' : isLast ? 'givenUp' : 'waiting';
			this.log.record(push, attempt, state);
			if (state !== 'waiting') return;
			await pause(options.retryEveryMs);
		}
	}

	/** One HTTP call. An answer after the time is no answer. */
	private async attempt(
		url: string,
		method: string,
		data: unknown,
		timeout: number,
	): Promise<Attempt> {
		const at = Date.now();
		const startedAt = performance.now();
		let status: number | null = null;
		let problem: string | null = null;
		try {
			const answer = await axios.request<unknown>({
				...{ url, method, data, timeout, ...this.agents },
				headers: data === undefined ? {} : { 'content-type': 'application/json' },
				signal: AbortSignal.timeout(timeout),
				maxRedirects: 0,
				validateStatus: () => true,
			});
			status = answer.status;
		} catch (error) {
			problem = (error as AxiosError).code ?? String(error);
		}
		return { at, ms: Math.round((performance.now() - startedAt) * 10) / 10, status, problem };
	}
}
