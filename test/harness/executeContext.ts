import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';
import { additionalDataFor, nodeTypesOf } from './engine';

const NODE = 'n8n-nodes-xportcn.xportcnKa';
const NODE_TYPE = new XportcnKa();

/** How a context is set up, besides the parameters of its node. */
export interface ContextSetup {
	input?: IDataObject[];
	/** As the tool of an AI agent. */
	isTool?: boolean;
	/**
	 * Parameters put in place as they are written. n8n makes {} of an expression in place of a whole
	 * collection; this is for what is left should it not.
	 */
	asWritten?: IDataObject;
	/** What is kept over the whole execution: give the same again for the next run in it. */
	execution?: ReturnType<typeof createRunExecutionData>;
}

/**
 * n8n's own context of one run of the node, outside of a run: parameters, expressions and defaults are
 * worked out by n8n. For what is read before anything is sent.
 */
export function executeContext(
	parameters: IDataObject,
	{
		input = [{}],
		isTool = false,
		asWritten = {},
		execution = createRunExecutionData(),
	}: ContextSetup = {},
): IExecuteFunctions {
	const type = isTool ? `${NODE}Tool` : NODE;
	const node: INode = {
		id: 'xportcn',
		name: 'Xportcn',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: structuredClone(parameters) as INode['parameters'],
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf({ [type]: NODE_TYPE }),
	});
	const ownNode = workflow.getNode(node.name) as INode;
	Object.assign(ownNode.parameters, asWritten);
	const items = input.map((json) => ({ json }));
	return new ExecuteContext(
		workflow,
		ownNode,
		additionalDataFor(),
		'manual',
		execution,
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
	);
}
