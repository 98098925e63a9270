import { NodeConnectionTypes, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

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

/** Waits so long that what comes after it has another time, in whole ms, than what came before. */
export class Wait implements INodeType {
	description = description('Wait', 'wait', ['organization'], [NodeConnectionTypes.Main]);

	async execute(this: IExecuteFunctions) {
		await sleep(5);
		return [this.getInputData()];
	}
}
