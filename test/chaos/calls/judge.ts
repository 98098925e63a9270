import type { LoggedRequest } from '../../../sandbox';
import type { OnError } from '../../harness/workflows';
import type { Emitted, Execution, NodeRun } from '../execution';
import { brokenEnd, brokenItems, brokenSecrecy, mayThrow, nameOf, sentTwice } from '../promises';
import type { World } from '../world';
import type { CallPlan } from './scenario';

/** An execution with all that its judge needs. Everything late has happened. */
export interface CallCase {
	world: World;
	by: 'callEndpoint' | 'upsert';
	onError: OnError;
	/** By input item: what it calls, and the name that its address has. */
	calls: Array<{ plan: CallPlan; name: string }>;
	execution: Execution;
}

/** The promises that an execution broke, in words. Empty when all were kept. */
export function brokenCallPromises(judged: CallCase): string[] {
	const { world, calls, execution, onError } = judged;
	const { sandbox } = world;
	const names = new Set(calls.map(({ name }) => name));
	// a run before this one has saved under other names
	const hasSaved = sandbox.addresses.all().some(({ name }) => names.has(String(name)));
	const isThrowAllowed = (nodeRun: NodeRun) =>
		mayThrow(nodeRun, onError, { isRefused: false }) && !hasSaved;
	return [
		...brokenEnd(execution, isThrowAllowed),
		...execution.nodeRuns.flatMap((nodeRun) => [
			...brokenItems(nodeRun.items),
			...(nodeRun.hasOutputs
				? calls.flatMap((_, index) => brokenCall(index, nodeRun, judged))
				: []),
		]),
		...(sandbox.ledger.entries.length > 0 ? ['a call that is no Pay has debited'] : []),
		...(world.created.some(({ lines }) => lines) ? ['a call that is no Create has created'] : []),
		...brokenSecrecy(execution, world),
	];
}

const nameIn = ({ body }: LoggedRequest) => (body as { name?: string } | undefined)?.name;

function brokenCall(
	index: number,
	{ items, requests }: NodeRun,
	{ world: { sandbox }, calls, by }: CallCase,
): string[] {
	const { plan, name } = calls[index];
	const to = by === 'upsert' ? 'address' : plan.to;
	const mine = items.filter(({ item }) => item === index);
	const sent = requests.filter(
		(request) => request.operation !== 'get' && nameIn(request) === name,
	);
	const saved = sandbox.addresses.all().filter((address) => address.name === name).length;
	return [
		...(mine.length === 1 ? [] : [`item ${index} has ${mine.length} output items`]),
		...(by === 'upsert' ? sentTwice(sent, name) : []),
		// of a write that is not its own it knows nothing: no answer is a reason to send it again
		...(by === 'callEndpoint' && sent.length > 1 ? [`${name} was sent ${sent.length} times`] : []),
		...(saved > 1 ? [`${name} was saved ${saved} times`] : []),
		...(to === 'own' && sent.length > 0 ? [`${plan.path} was called`] : []),
		...mine.flatMap((each) => brokenClaims(each, to, saved, sent.length)),
	];
}

const FAILED = ['rejected', 'notSent', 'unknown'];

function brokenClaims(
	{ output, json }: Emitted,
	to: CallPlan['to'],
	saved: number,
	sent: number,
): string[] {
	const { outcome, retryable, errorMessage } = json;
	const isFailed = FAILED.includes(String(outcome));
	const broken = {
		'is in the wrong place': output !== (isFailed ? 'Failed' : 'Succeeded'),
		'has another outcome': !isFailed && outcome !== 'succeeded',
		'was not saved': to === 'address' && outcome === 'succeeded' && saved === 0,
		'was saved':
			saved > 0 && (outcome === 'rejected' || outcome === 'notSent' || retryable === true),
		'was sent': outcome === 'notSent' && sent > 0,
		'may have been saved, and is said to have changed nothing':
			to === 'address' && outcome === 'unknown' && /Nothing was changed/.test(String(errorMessage)),
		'belongs to an operation': to === 'own' && outcome !== 'notSent',
	};
	return Object.entries(broken)
		.filter(([, isBroken]) => isBroken)
		.map(([words]) => `${nameOf(json)} ${words}`);
}

/** A credential that cannot be used: nothing is sent, and the node says so, or every item. */
export function brokenRefusal(world: World, execution: Execution, onError: OnError): string[] {
	const [nodeRun] = execution.nodeRuns as [NodeRun | undefined];
	const isThrown = nodeRun?.thrown !== undefined;
	return [
		...brokenEnd(execution, () => onError === undefined),
		...(world.sandbox.requests.all().some(({ refusal }) => refusal === null)
			? ['something was sent under a credential that cannot be used']
			: []),
		...(isThrown
			? []
			: [
					...brokenItems(nodeRun?.items ?? []),
					...(nodeRun?.items ?? [])
						.filter(({ output, json }) => output !== 'Failed' || json.outcome !== 'notSent')
						.map(({ json }) => `${nameOf(json)} instead of notSent`),
					...(nodeRun?.items.length === 2 ? [] : ['not every item came out']),
				]),
		...brokenSecrecy(execution, world),
	];
}
