import type { WorkflowFile, WorkflowNode } from '../../tools/n8n/instance';

const NEXT: WorkflowNode = {
	id: 'next',
	name: 'Next',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
};

/** Out: an inactive workflow in which a trigger is followed by a node that does nothing. */
export function startedBy(id: string, trigger: WorkflowNode): WorkflowFile {
	return {
		id,
		name: trigger.name,
		active: false,
		nodes: [{ id: 'trigger', position: [0, 0], ...trigger }, NEXT],
		connections: { [trigger.name]: { main: [[{ node: NEXT.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
