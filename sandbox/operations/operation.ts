import type { FaultBehaviour } from '../faults/faults';
import type { World } from '../world';

/** One operation of the KA API that the sandbox plays. */
export interface ApiOperation {
	/** Below the base URL (`http://127.0.0.1:PORT/api`), in the default profile. All are POST. */
	path: string;
	/** Where a sister deployment has it, if it is elsewhere: the documented ones mostly stay. */
	sisterPath?: string;
	/** Where a vendor has it that is different in everything. Left out: `/v2` before the path. */
	otherPath?: string;
	/** What it does: the body in, `data` out, or a Refusal thrown. */
	work(world: World, body: unknown, requestId: string, fault: FaultBehaviour | null): unknown;
}
