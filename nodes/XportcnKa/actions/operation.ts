import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { EndpointId } from '../../shared/endpoints';
import type { Failed, Result } from '../outcome/outcome';
import type { XportcnClient } from '../transport/client';
import type { SettingsReader } from './settings';

/** One thing to be done at Xportcn. Tasks with the same key, from several items, are done once. */
export interface Task {
	key: string;
	/** What an item about this task always carries: what it names, such as an order. */
	identity: IDataObject;
}

/** Something asked for that cannot be sent as it is. */
export interface InvalidTask {
	identity: IDataObject;
	failure: Failed;
}

export type Prepared<T extends Task> = T | InvalidTask;

export const isInvalid = <T extends Task>(prepared: Prepared<T>): prepared is InvalidTask =>
	'failure' in prepared;

/** What an operation works with: the account that a task is for, and the settings of the run. */
export interface OperationContext<S = unknown> {
	readonly client: XportcnClient;
	readonly settings: S;
}

/** A task with the account that it is for. */
export interface BoundTask<T extends Task, S> {
	readonly task: T;
	readonly context: OperationContext<S>;
}

/** Results by the key of their task. */
export type ResultsByTask = Map<Task['key'], Result[]>;

/**
 * An operation in two steps: every item is read and checked before anything is sent, then the tasks
 * are done. The router owns the rest: items, repeats, accounts, linking and outputs.
 */
export interface Operation<T extends Task = Task, S = unknown> {
	/** Its endpoint. Call Endpoint has none of its own. */
	endpoint?: EndpointId;
	/** Its parameters in the form. */
	properties: INodeProperties[];
	/** The entries that it has in the collection Options. */
	options?: INodeProperties[];
	/** Cuts the fields of a succeeded item down to the useful ones. */
	simplify?: (json: IDataObject) => IDataObject;
	/** Names of its parameters that an AI model may not set: in tool mode they must be fixed values. */
	fixedInToolMode?: readonly string[];
	/**
	 * Reads the settings of a run. Sends nothing.
	 * @throws NodeOperationError naming the setting that is unusable
	 */
	readSettings?(reader: SettingsReader): S;
	/**
	 * Reads what one item asks for. Sends nothing.
	 * @throws NodeOperationError naming the parameter, when the item as a whole is unusable
	 */
	prepare(
		context: IExecuteFunctions,
		itemIndex: number,
	): Array<Prepared<T>> | Promise<Array<Prepared<T>>>;
	/** One task out of two with the same key, from different items. By default they are alike. */
	merge?(first: T, again: T): T;
	/** What an item that cannot be read may still be recognised by. */
	identify?(context: IExecuteFunctions, itemIndex: number): IDataObject;
	/** Does one task. Never throws once something was sent. */
	execute?(context: OperationContext<S>, task: T): Promise<Result[]>;
	/** Does all tasks of a run, for operations that send several with one request. */
	executeAll?(
		tasks: ReadonlyArray<BoundTask<T, S>>,
		run: IExecuteFunctions,
	): Promise<ResultsByTask>;
}
