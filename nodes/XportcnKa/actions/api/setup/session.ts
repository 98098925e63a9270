import { endpoints } from '../../../../shared/endpoints';
import type { EndpointId } from '../../../../shared/endpoints';
import { effectOfPath } from '../../../../shared/paths';
import { acceptedAnswer } from '../../../outcome/accepted';
import { failureOf } from '../../../outcome/failure';
import type { Failed } from '../../../outcome/outcome';
import { reasonIn } from '../../../outcome/reasons';
import type { Reason } from '../../../outcome/reasons';
import type { CredentialChanges, XportcnClient } from '../../../transport/client';
import type { HttpResult } from '../../../transport/httpResult';
import { NO_RETRIES } from '../../../transport/retry';
import { OTHER_PATHS } from './guesses';

/** Xportcn itself answered, and refused. */
export interface Refused {
	kind: 'refused';
	/** Which part of Xportcn's own check it is about, as far as its words say. */
	about: Reason['about'];
	/** Whether it is a known refusal of the work itself, such as "there is no such order". */
	isAboutWork: boolean;
	failure: Failed;
}

/** What one request of the check shows. */
export type Probe =
	| { kind: 'works'; data: unknown }
	/** There is no such path. */
	| { kind: 'noPath' }
	| Refused
	/** Nothing that can be told from: no answer, one that is not Xportcn's, or "too busy". */
	| { kind: 'noAnswer'; failure: Failed }
	/** The most requests of one run are used up. */
	| { kind: 'usedUp' };

/** A read by its name in the operation table, and what to ask it with. */
export interface CheckingCall {
	id: EndpointId;
	body: object;
}

/** How many requests a run may still send, for all its items together. */
export interface RequestBudget {
	left: number;
}

export const newRequestBudget = (): RequestBudget => ({ left: 30 });

/** What has been found out so far. Requests go out one after the other, and are not retried. */
export interface Session {
	readonly client: XportcnClient;
	/** What the credential should have instead, as far as it is known. */
	readonly changes: CredentialChanges;
	/** The paths that were found to be others, by operation. */
	readonly paths: Partial<Record<EndpointId, string>>;
	/** The reads that were asked for, also where no request was left for them. */
	readonly asked: ReadonlySet<EndpointId>;
	/** Sends a read to its path, as it is known so far. @param changes of the credential for this one */
	ask(call: CheckingCall, changes?: CredentialChanges): Promise<Probe>;
	/** The same; where there is no such path at the other ones. One that answers is remembered. */
	askAnywhere(call: CheckingCall, changes?: CredentialChanges): Promise<Probe>;
	/** Goes on with other fields of the credential. */
	adopt(changes: CredentialChanges): void;
	/** The path of an operation, as it is known so far. */
	pathOf(id: EndpointId): string;
}

export function openSession(client: XportcnClient, budget: RequestBudget): Session {
	const changes: CredentialChanges = {};
	const paths: Session['paths'] = {};
	const asked = new Set<EndpointId>();
	const pathOf = (id: EndpointId) => paths[id] ?? client.endpoints[id].path;

	async function probe(
		{ id, body }: CheckingCall,
		path: string,
		forThisOne: CredentialChanges,
	): Promise<Probe> {
		// a path that the credential gives to a write is never tried
		if (effectOfPath(path, client.endpoints) === 'write') return { kind: 'noPath' };
		asked.add(id);
		if (budget.left === 0) return { kind: 'usedUp' };
		budget.left -= 1;
		const asking = client.with({ ...changes, ...forThisOne });
		return probeOf(await asking.send({ path, effect: 'read' }, body, { retries: NO_RETRIES }));
	}

	async function askAnywhere(
		call: CheckingCall,
		forThisOne: CredentialChanges = {},
	): Promise<Probe> {
		const { id } = call;
		const own = await probe(call, pathOf(id), forThisOne);
		if (own.kind !== 'noPath') return own;
		let unanswered: Probe = own;
		for (const path of OTHER_PATHS[id] ?? []) {
			const tried = await probe(call, path, forThisOne);
			if (tried.kind === 'works' || tried.kind === 'refused') {
				paths[id] = path;
				return tried;
			}
			if (tried.kind === 'usedUp') return tried;
			if (tried.kind === 'noAnswer') unanswered = tried;
		}
		return unanswered;
	}

	return {
		client,
		changes,
		paths,
		asked,
		pathOf,
		askAnywhere,
		ask: async (call, forThisOne = {}) => await probe(call, pathOf(call.id), forThisOne),
		adopt(found) {
			Object.assign(changes, found);
		},
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
	// "too busy" is said before anything is looked at: it shows neither that a path is there nor that a
	// signature is right
	if (failure.retryable || reason?.kind === 'pending') return { kind: 'noAnswer', failure };
	// "there is no such order" is the answer of a path that is there
	const isNoPath = (NO_PATH.has(httpStatus) || NO_PATH.has(envelope.code)) && !reason;
	if (isNoPath) return { kind: 'noPath' };
	const isAboutWork = reason?.kind === 'refusal' || reason?.kind === 'alreadyPaid';
	return { kind: 'refused', about: reason?.about, isAboutWork, failure };
}

/** How sure we are of a path: ours as the table says, any other is inferred. */
export const provenanceOf = (id: EndpointId, path: string): string =>
	path === endpoints[id].path ? endpoints[id].provenance : 'inferred';
