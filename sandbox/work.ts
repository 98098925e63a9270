import { operationNamed, type Operation } from './endpoints';
import type { Envelope } from './envelope';
import { Refusal } from './errors';
import type { FaultBehaviour } from './faults/faults';
import { badRequest } from './operations/bodyFields';
import type { LoggedRequest } from './requestLog';
import { SUCCESS_TEXT } from './texts';
import type { World } from './world';

/** Does what a request asks for, as far as the fault lets it. Never throws a Refusal. */
export function work(
	world: World,
	request: LoggedRequest,
	operation: Operation,
	fault: FaultBehaviour | null,
): Envelope {
	const { requestId, body } = request;
	return answering(requestId, () => {
		checkBody(request);
		const data = operationNamed(operation).work(world, body, requestId, fault);
		return { requestId, code: 200, msg: SUCCESS_TEXT, data };
	});
}

/** The envelope, or that of the Refusal thrown instead. */
export function answering(requestId: string, envelope: () => Envelope): Envelope {
	try {
		return envelope();
	} catch (error) {
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- not a node
		if (!(error instanceof Refusal)) throw error;
		return { requestId, code: error.code, msg: error.message, data: null };
	}
}

/** The vendor's samples send application/json; that anything else is refused is invented. */
function checkBody({ headers, body }: LoggedRequest): void {
	if (!/^application\/json\b/i.test(String(headers['content-type']))) {
		throw badRequest('Content-Type必须是application/json');
	}
	if (body === undefined) throw badRequest('请求体不是合法的JSON');
}
