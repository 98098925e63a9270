import type { Operation } from '../endpoints';
import type { Envelope } from '../envelope';
import { payOrderIds } from '../operations/pay';
import { SUBMITTED_TEXT, SUCCESS_TEXT } from '../texts';
import type { SuccessFalse } from './answerFaults';
import type { FaultBehaviour } from './faults';
import type { Accepted } from './payFaults';
import { laterMsOf, whenOf } from './strike';

/** Whether the fault changes what an envelope says although the work is not (yet) done. */
export function claimsOnly(fault: FaultBehaviour | null, operation: Operation): boolean {
	if (fault?.kind !== 'successFalse' || (operation !== 'pay' && operation !== 'create'))
		return false;
	return whenOf(fault) === 'before' || laterMsOf(fault) !== null;
}

/** What an answer would usually say, for work that is not done. */
export function claim(operation: Operation, requestId: string, body: unknown): Envelope {
	const data =
		operation === 'pay' ? { successOrderIds: payOrderIds(body), failedOrderList: [] } : null;
	return { requestId, code: 200, msg: SUCCESS_TEXT, data };
}

/** The envelope as the fault would have it told. Refusals are told as they are. */
export function retell(
	fault: FaultBehaviour | null,
	operation: Operation,
	envelope: Envelope,
): Envelope {
	if (envelope.code !== 200) return envelope;
	switch (fault?.kind) {
		case 'accepted':
			return tellAccepted(fault, envelope);
		case 'successFalse':
			return tellFalse(fault, claimsOnly(fault, operation), envelope);
		default:
			return envelope;
	}
}

function tellAccepted({ as, msg = SUBMITTED_TEXT }: Accepted, envelope: Envelope): Envelope {
	const { requestId, data } = envelope;
	const payUrl = `https://cashier.sandbox.invalid/pay?requestId=${requestId}`;
	switch (as) {
		case 'submitted':
			return { ...envelope, msg, data: null };
		case 'payUrl':
			return { ...envelope, data: { payUrl } };
		case 'payUrlBeside':
			return { ...envelope, data: { ...(data as object), payUrl } };
		default:
			return envelope;
	}
}

function tellFalse(fault: SuccessFalse, isOnlyClaim: boolean, envelope: Envelope): Envelope {
	const { value = false, at = 'envelope', msg = envelope.msg } = fault;
	const isUsual = (fault.data ?? (isOnlyClaim ? 'null' : 'usual')) === 'usual';
	const data = isUsual ? envelope.data : null;
	if (at === 'envelope') return { ...envelope, msg, data, success: value };
	return { ...envelope, msg, data: withSuccess(data, value) };
}

function withSuccess(data: unknown, success: false | 'false'): unknown {
	if (Array.isArray(data)) return data.map((each) => withSuccess(each, success));
	if (typeof data === 'object') return { ...data, success };
	return { data, success };
}
