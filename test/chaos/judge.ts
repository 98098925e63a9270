import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

import { itemsOf } from '../harness/engine';
import { linkOf } from '../harness/scene';
import type { Owed } from './naming';
import type { PayOptions } from './scenario';

/** What one run of the node is judged by. What the vendor did is in its ledger alone. */
export interface Case {
	run: IRun;
	/** What each input item is owed. */
	owed: Owed[];
	alreadyPaidOutput: PayOptions['alreadyPaidOutput'];
	/** Debits of an order before this run, and after everything that it set off has ended. */
	debitsBefore: (orderId: string) => number;
	debitsAfter: (orderId: string) => number;
	/** Texts that must not stand anywhere: the secret, and what was signed with it. */
	secrets: string[];
	/** Whether the execution was cancelled; then the engine may not have begun with the node. */
	cancelled: boolean;
	paymentsSent: number;
}

/** An output item by what matters here. */
export interface Emitted {
	output: 'Succeeded' | 'Failed';
	item: unknown;
	orderId: unknown;
	outcome: unknown;
	retryable: unknown;
}

const OUTPUTS = ['Succeeded', 'Failed'] as const;

/** All items on Succeeded and Failed. */
export const emittedBy = (run: IRun): Emitted[] =>
	itemsOf(run, 'Xportcn')
		.slice(0, 2)
		.flatMap((items, index) => items.map((item) => emitted(item, OUTPUTS[index])));

function emitted(item: INodeExecutionData, output: Emitted['output']): Emitted {
	const { orderId, outcome, retryable } = item.json;
	return { output, item: linkOf(item), orderId, outcome, retryable };
}

/** The promises that a run broke, in words. Empty when all were kept. */
export function brokenPromises(judged: Case): string[] {
	const items = emittedBy(judged.run);
	return [
		...brokenEnd(judged, items),
		...(neverBegan(judged) ? [] : brokenOutputs(judged, items)),
		...brokenMoney(judged, items),
		...brokenSecrecy(judged),
	];
}

/** Cancelled before its turn, a node has no data at all. Then it must not have paid either. */
const neverBegan = ({ run, cancelled, paymentsSent }: Case) =>
	cancelled && paymentsSent === 0 && run.data.resultData.runData.Xportcn?.[0]?.data === undefined;

/** The run did not throw, and nothing went to the Error output. */
function brokenEnd({ run, cancelled }: Case, items: Emitted[]): string[] {
	const { error, runData } = run.data.resultData;
	const nodeError = runData.Xportcn?.[0]?.error;
	const onError = itemsOf(run, 'Xportcn').slice(2).flat();
	return [
		...(error && !cancelled ? [`the run ended with an exception: ${error.message}`] : []),
		...(nodeError ? [`the node threw: ${nodeError.message}`] : []),
		...(onError.length > 0 ? [`${onError.length} items on the Error output`] : []),
		...items
			.filter(({ item }) => typeof item !== 'number')
			.map(({ orderId }) => `the item of ${String(orderId)} is not linked to an input item`),
	];
}

/** Every order asked for is on exactly one output, once for each item that names it; nothing else. */
function brokenOutputs({ owed, alreadyPaidOutput }: Case, items: Emitted[]): string[] {
	const broken = owed.flatMap(({ orderIds, junk }, index) => {
		const mine = items.filter(({ item }) => item === index);
		const of = (orderId: string) => mine.filter((each) => each.orderId === orderId).length;
		const others = mine.filter(({ orderId }) => !orderIds.includes(String(orderId)));
		return [
			...orderIds
				.filter((orderId) => of(orderId) !== 1)
				.map((orderId) => `item ${index}: order ${orderId} left ${of(orderId)} times`),
			...(others.length === junk
				? []
				: [`item ${index}: ${others.length} items beside its orders instead of ${junk}`]),
			...others
				.filter(({ outcome }) => outcome !== 'notSent')
				.map(({ outcome }) => `item ${index}: junk is called ${String(outcome)}`),
		];
	});
	const strangers = items.filter(({ item }) => owed[Number(item)] === undefined);
	const misplaced = items.filter(
		({ output, outcome }) => output !== outputOf(outcome, alreadyPaidOutput),
	);
	return [
		...broken,
		...strangers.map(({ item }) => `linked to item ${String(item)}, which is not there`),
		...misplaced.map(
			({ outcome, output, orderId }) =>
				`order ${String(orderId)} is ${String(outcome)} but on ${output}`,
		),
	];
}

function outputOf(outcome: unknown, alreadyPaidOutput: PayOptions['alreadyPaidOutput']) {
	switch (outcome) {
		case 'succeeded':
			return 'Succeeded';
		case 'alreadyPaid':
			return alreadyPaidOutput === 'succeeded' ? 'Succeeded' : 'Failed';
		case 'rejected':
		case 'notSent':
		case 'unknown':
			return 'Failed';
		default:
			return undefined;
	}
}

/** What the node says of an order against what happened to it. */
function brokenMoney({ owed, debitsBefore, debitsAfter }: Case, items: Emitted[]): string[] {
	const asked = [...new Set(owed.flatMap(({ orderIds }) => orderIds))];
	return asked.flatMap((orderId) => {
		const outcomes = new Set(
			items.filter((each) => each.orderId === orderId).map(({ outcome }) => outcome),
		);
		const debits = debitsAfter(orderId);
		const byThisCall = debits - debitsBefore(orderId);
		const said = [...outcomes].join(' and ') || 'nothing';
		const says = (...words: string[]) => words.some((word) => outcomes.has(word));
		return [
			...(debits > 1 ? [`order ${orderId} was debited ${debits} times`] : []),
			...(outcomes.size > 1 ? [`order ${orderId} is ${said}`] : []),
			...(says('succeeded', 'alreadyPaid') && debits === 0
				? [`order ${orderId} is ${said} but was never debited`]
				: []),
			...(byThisCall > 0 && (outcomes.size === 0 || says('rejected', 'notSent'))
				? [`order ${orderId} was debited by this call but is ${said}`]
				: []),
		];
	});
}

/** Neither the secret nor a signature or nonce stands anywhere in what the run leaves behind. */
function brokenSecrecy({ run, secrets }: Case): string[] {
	const text = JSON.stringify(run) + JSON.stringify(thrownTexts(run));
	return secrets.filter((secret) => text.includes(secret)).map((secret) => `leaked: ${secret}`);
}

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
