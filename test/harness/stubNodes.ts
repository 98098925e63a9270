import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Stand-ins for nodes of n8n-nodes-base, which is not installed for tests. Most pass items on. */
const description = (
	displayName: string,
	name: string,
	group: INodeTypeDescription['group'],
	inputs: INodeTypeDescription['inputs'],
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription => ({
	displayName,
	name,
	group,
	version: 1,
	description: displayName,
	defaults: { name: displayName },
	inputs,
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...more,
});

export class ManualTrigger implements INodeType {
	description = description('Manual Trigger', 'manualTrigger', ['trigger'], []);

	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	}
}

export class NoOp implements INodeType {
	description = description('No Operation', 'noOp', ['transform'], [NodeConnectionTypes.Main]);

	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	}
}

/** Loop Over Items: one item after the other goes to *loop*, and what comes back goes to *done*. */
export class LoopOverItems implements INodeType {
	description = description(
		'Loop Over Items',
		'splitInBatches',
		['organization'],
		[NodeConnectionTypes.Main],
		{
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
			outputNames: ['done', 'loop'],
		},
	);

	async execute(this: IExecuteFunctions) {
		const state = this.getContext('node') as Partial<
			Record<'waiting' | 'done', INodeExecutionData[]>
		>;
		const came = this.getInputData();
		if (state.waiting) state.done = [...(state.done ?? []), ...came];
		else state.waiting = [...came];
		const next = state.waiting.shift();
		return next ? [[], [next]] : [state.done ?? [], []];
	}
}
