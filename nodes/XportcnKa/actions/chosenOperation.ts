import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './operation';
import { resources } from './resources';

interface Choice {
	/** The operation's internal name, for items. */
	name: string;
	/** What a failed item of its resource carries where nothing says what it is about. */
	unnamed: IDataObject;
}

/** The operation the user chose, or the obstacle when there is no such one. */
export type ChosenOperation =
	| (Choice & { operation: Operation })
	| (Choice & { operation: undefined; obstacle: NodeOperationError });

/** Looks up the chosen operation. Never throws: a workflow's JSON can name one that is not there. */
export function chooseOperation(context: IExecuteFunctions): ChosenOperation {
	const parameter = (parameterName: string) =>
		String(context.getNodeParameter(parameterName, 0, ''));
	let name = '';
	let unnamed: IDataObject = {};
	try {
		name = parameter('operation');
		const wanted = parameter('resource');
		const resource = resources.find((each) => each.name === wanted);
		unnamed = resource?.unnamed ?? {};
		const operation = new Map(Object.entries(resource?.operations ?? {})).get(name);
		if (operation) return { name, unnamed, operation };
	} catch {
		// an expression that does not work names no operation either
	}
	const obstacle = new NodeOperationError(context.getNode(), "'Operation' is none of this node's", {
		description: 'Choose one from the list.',
	});
	return { name, unnamed, operation: undefined, obstacle };
}
