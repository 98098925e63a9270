import { sleep } from '../../../../tools/node';
import type { Sandbox } from '../../../../sandbox';

const EVENTS = new Set(['created', 'paid', 'shipped', 'cancelled']);
const TICK_MS = 400;

/** The sandbox's orders while time goes on, and a ledger of what happens to them. */
export class MovingWorld {
	/** Each as `<orderId> <event>`. */
	readonly happened: string[] = [];
	private isMoving = false;
	private moved: Promise<void> = Promise.resolve();
	private ticks = 0;

	constructor(private readonly sandbox: Sandbox) {
		sandbox.orders.onChange(({ kind, order: { orderId } }) => {
			if (EVENTS.has(kind)) this.happened.push(`${orderId} ${kind}`);
		});
	}

	/** From now on orders come to be, are paid, shipped and cancelled. */
	start(): void {
		this.isMoving = true;
		this.moved = this.move();
	}

	/** Resolves when nothing moves any more. */
	async stop(): Promise<void> {
		this.isMoving = false;
		await this.moved;
	}

	private async move(): Promise<void> {
		const { orders, life } = this.sandbox;
		while (this.isMoving) {
			orders.add(this.ticks % 2);
			life.step(2, { seed: this.ticks });
			this.ticks += 1;
			await sleep(TICK_MS);
		}
	}
}
