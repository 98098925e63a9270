import { endpoints } from '../../../../shared/endpoints';
import type { EndpointId } from '../../../../shared/endpoints';
import { acceptedAnswer } from '../../../outcome/accepted';
import { failureOf } from '../../../outcome/failure';
import type { Failed } from '../../../outcome/outcome';
import { reasonIn } from '../../../outcome/reasons';
import type { Reason } from '../../../outcome/reasons';
import type { CredentialChanges, XportcnClient } from '../../../transport/client';
import type { HttpResult } from '../../../transport/httpResult';
import { NO_RETRIES } from '../../../transport/retry';

/** Most requests of one check. */
const MOST_REQUESTS = 30;

/** What one request of the check shows. */
export type Probe =
	| { kind: 'works'; data: unknown }
	/** There is no such path. */
	| { kind: 'noPath' }
	/** Xportcn itself answered, and refused. */
	| { kind: 'refused'; about: Reason['about']; failure: Failed }
	/** Nothing that can be told from: no answer, or not Xportcn's. */
	| { kind: 'noAnswer'; failure: Failed }
	/** The most requests of one check are used up. */
	| { kind: 'usedUp' };

/** What has been found out so far. Requests go out one after the other, none of them twice. */
export interface Session {
	readonly client: XportcnClient;
	/** What the credential should have instead, as far as it is known. */
	readonly changes: CredentialChanges;
	/** The paths that were found to be others, by operation. */
	readonly paths: Partial<Record<EndpointId, string>>;
	/** Sends a read. @param changes of the credential for this one request */
	probe(path: string, body: object, changes?: CredentialChanges): Promise<Probe>;
	/** Goes on with other fields of the credential. */
	adopt(changes: CredentialChanges): void;
	/** The path of an operation, as it is known so far. */
	pathOf(id: EndpointId): string;
}

export function openSession(client: XportcnClient): Session {
	let left = MOST_REQUESTS;
	const changes: CredentialChanges = {};
	const paths: Session['paths'] = {};
	return {
		client,
		changes,
		paths,
		async probe(path, body, forThisOne = {}) {
			if (left === 0) return { kind: 'usedUp' };
			left -= 1;
			const asking = client.with({ ...changes, ...forThisOne });
			const result = await asking.send({ path, effect: 'read' }, body, { retries: NO_RETRIES });
			return probeOf(result);
		},
		adopt(found) {
			Object.assign(changes, found);
		},
		pathOf: (id) => paths[id] ?? client.endpoints[id].path,
	};
}

/** HTTP statuses, and codes in an answer, of a path that is not there. */
const NO_PATH = new Set([404, 405]);

function probeOf(result: HttpResult): Probe {
	if (acceptedAnswer(result) && result.kind === 'answered')
		return { kind: 'works', data: result.envelope.data };
	const failure = failureOf(result);
	if (result.kind === 'notXportcn' && NO_PATH.has(result.httpStatus)) return { kind: 'noPath' };
	if (result.kind !== 'answered') return { kind: 'noAnswer', failure };

	const { httpStatus, envelope } = result;
	const reason = reasonIn(envelope.msg);
	// "There is no such order" is the answer of a path that is there
	const isNoPath = (NO_PATH.has(httpStatus) || NO_PATH.has(envelope.code)) && !reason;
	return isNoPath ? { kind: 'noPath' } : { kind: 'refused', about: reason?.about, failure };
}

/** How sure we are of a path: ours as the table says, any other is inferred. */
export const provenanceOf = (id: EndpointId, path: string): string =>
	path === endpoints[id].path ? endpoints[id].provenance : 'inferred';
