import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

/** Stand-ins for two nodes of n8n-nodes-base, which is not installed for tests. They pass items on. */
const description = (
	displayName: string,
	name: string,
	group: INodeTypeDescription['group'],
	inputs: INodeTypeDescription['inputs'],
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
