import type { IDataObject, IRun } from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox';
import type { OnError } from '../harness/workflows';
import type { Emitted, Execution, NodeRun } from './execution';
import type { World } from './world';

/** The promises that hold whatever the node is asked to do. Each check gives those broken, in words. */

/** Codes of an answer that refuses the credential. */
const CREDENTIAL_CODES = [401, 403];

const WRITES: readonly string[] = ['pay', 'create', 'saveAddress'];

/**
 * Whether a run may end with an exception: On Error is Stop, and either its settings cannot be used, or
 * every request was refused for the credential. A read may have got another answer first.
 */
export function mayThrow(
	{ requests }: NodeRun,
	onError: OnError,
	{ isRefused }: { isRefused: boolean },
): boolean {
	if (onError !== undefined) return false;
	const isCredentialRefusal = ({ verdict }: LoggedRequest) =>
		verdict !== null && CREDENTIAL_CODES.includes(verdict.code ?? 0);
	return (
		isRefused ||
		(requests.some(isCredentialRefusal) &&
			requests.every((each) => isCredentialRefusal(each) || !WRITES.includes(each.operation)))
	);
}

/** The node did not throw where it must not, and gave nothing that n8n takes for an error of its own. */
export function brokenEnd(
	{ run, cancelled, nodeRuns, stray }: Execution,
	isThrowAllowed: (nodeRun: NodeRun) => boolean,
): string[] {
	const { error } = run.data.resultData;
	const thrown = nodeRuns.filter((nodeRun) => nodeRun.thrown !== undefined);
	return [
		...(error && !cancelled && thrown.length === 0
			? [`the execution ended with an exception: ${error.message}`]
			: []),
		...thrown
			.filter((nodeRun) => !isThrowAllowed(nodeRun))
			.map((nodeRun) => `the node threw: ${nodeRun.thrown}`),
		...(stray.length > 0 ? [`${stray.length} requests that no run of the node sent`] : []),
	];
}

/** Every item is on Succeeded or Failed, is linked, and is none of the node's own mistakes. */
export const brokenItems = (items: Emitted[]): string[] =>
	items.flatMap(({ output, item, json }) => [
		...(output === 'Error' ? [`${nameOf(json)} is on the Error output`] : []),
		...(typeof item === 'number' ? [] : [`${nameOf(json)} is not linked to an input item`]),
		...('error' in json ? [`${nameOf(json)} has a field called error`] : []),
		...(json.errorCode === 'UNEXPECTED' ? [`${nameOf(json)}: the node stopped unexpectedly`] : []),
		...(output === 'Failed' && typeof json.errorMessage !== 'string'
			? [`${nameOf(json)} on Failed says nothing`]
			: []),
	]);

export const nameOf = ({ orderId, outOrderId, outcome, errorCode }: IDataObject): string =>
	`${String(orderId ?? outOrderId ?? 'an item')} (${[outcome, errorCode].filter(Boolean).join(' ')})`;

/** A request that was sent although an earlier one with the same content may have done its work. */
export function sentTwice(requests: readonly LoggedRequest[], what: string): string[] {
	const earlier = requests.slice(0, -1).filter((request) => !isGatewayRefusal(request));
	return earlier.length === 0 ? [] : [`${what} was sent ${requests.length} times`];
}

/** HTTP 429 around something that is no envelope: the work never began. */
const isGatewayRefusal = ({ verdict }: LoggedRequest) =>
	verdict?.status === 429 && verdict.code === null;

/** Neither the secret nor a signature or nonce is anywhere in what an execution leaves behind. */
export function brokenSecrecy({ run }: Execution, { sandbox }: World): string[] {
	const text = JSON.stringify(run) + JSON.stringify(thrownTexts(run));
	return secretsOf(sandbox)
		.filter((secret) => text.includes(secret))
		.map((secret) => `leaked: ${secret}`);
}

/** The texts that nobody but the server may see: what it received as proof of the secret. */
export const secretsOf = ({ keys, requests }: World['sandbox']): string[] => [
	keys.accessSecret,
	...requests
		.all()
		.flatMap(({ headers }) =>
			[headers.signature, headers['nonce-str']].filter(
				(value): value is string => typeof value === 'string' && value !== '',
			),
		),
];

/** An Error's own texts, which JSON leaves out. */
function thrownTexts({ data: { resultData } }: IRun): IDataObject[] {
	const errors = [
		resultData.error,
		...Object.values(resultData.runData)
			.flat()
			.map(({ error }) => error),
	];
	return errors.flatMap((error) =>
		error ? [{ message: error.message, stack: error.stack, description: error.description }] : [],
	);
}
