import { pause } from './clock';
import type { Answer, Delivery } from './delivery';
import type { Operation } from './endpoints';
import type { Envelope } from './envelope';
import type { FaultBehaviour } from './faults/faults';
import {
	htmlAnswer,
	realDelivery,
	refusalAnswer,
	replacement,
	statusAnswer,
} from './faults/replies';
import { claim, claimsOnly, retell } from './faults/retelling';
import { laterMsOf, whenOf } from './faults/strike';
import type { Profile } from './profile';
import type { LoggedRequest } from './requestLog';
import { checkSignature } from './signature';
import { answering, work } from './work';
import type { World } from './world';

/** Thrown when the sandbox was reset or stopped while a request was under way. */
export const ABANDONED = new Error('the sandbox was reset or stopped meanwhile');

/**
 * Checks the headers, does the work, lets a fault strike: what the client will get. Notes in the
 * request log why it was refused and what struck it.
 */
export async function decide(
	world: World,
	entry: LoggedRequest,
	isAbandoned: () => boolean,
): Promise<Delivery> {
	const wait = async (ms: number) => {
		if (ms > 0) await pause(ms);
		if (isAbandoned()) throw ABANDONED;
	};
	await wait(world.latencyMs);
	const refused = turnedAway(world, entry);
	if (refused) return refused;
	const { requestId, body, rawBody } = entry;
	const operation = entry.operation as Operation;

	const fault = world.faults.take({ operation, orderIds: orderIdsIn(body), rawBody });
	entry.fault = fault?.kind ?? null;
	const isLate = fault?.kind === 'latency';
	if (isLate && whenOf(fault) === 'before') await wait(fault.ms);

	const doWork = () => work(world, entry, operation, fault);
	const instead = fault && replacement(fault, operation, requestId);
	if (fault && instead) {
		strikeInstead(world, fault, doWork);
		return instead;
	}
	let envelope: Envelope;
	if (fault && claimsOnly(fault, operation)) {
		strikeInstead(world, fault, doWork);
		envelope = answering(requestId, () => claim(operation, requestId, body));
	} else {
		envelope = doWork();
	}
	if (isLate && whenOf(fault) === 'after') await wait(fault.ms);
	return realDelivery(fault, retell(fault, operation, envelope));
}

/** The work of a request that a fault answers: at once, later or never. */
function strikeInstead(world: World, fault: FaultBehaviour, doWork: () => unknown): void {
	const laterMs = laterMsOf(fault);
	if (laterMs !== null) world.clock.after(laterMs, doWork);
	else if (whenOf(fault) === 'after') doWork();
}

/** The answer to a request that is not even looked at, or null. */
function turnedAway(world: World, entry: LoggedRequest): Delivery | null {
	const { operation, requestId } = entry;
	const whole = (answer: Answer): Delivery => ({ how: 'whole', answer });
	const tooMany = world.limiter.turnsAway(world.rateLimit);
	if (tooMany) return whole(statusAnswer({ status: 429, ...tooMany }, requestId));
	if (operation === 'unknown') return whole(wrongPath(world.profile, requestId));
	const { searchChecksSignature, stringToSign } = world.profile;
	if (operation === 'productSearch' && !searchChecksSignature) return null;
	const now = Date.now() + world.clockOffsetMs;
	const refusal = checkSignature(
		entry.rawHeaders,
		world.keys,
		now,
		world.timestampUnit,
		stringToSign,
	);
	if (!refusal) return null;
	entry.refusal = refusal.reason;
	return whole(refusalAnswer(requestId, 401, 401, refusal.msg));
}

function wrongPath({ wrongPath: how }: Profile, requestId: string): Answer {
	if (how === 'html404') return htmlAnswer(404);
	return refusalAnswer(requestId, 404, how === 'code404' ? 200 : 404);
}

/** Order ids a request names, for faults about certain orders. */
function orderIdsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	const { orderIds, orderId } = body as { orderIds?: unknown; orderId?: unknown };
	return [orderIds, orderId].flat().filter((id): id is string => typeof id === 'string');
}
