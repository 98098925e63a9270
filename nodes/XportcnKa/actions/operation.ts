import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import type { Failed, Result } from '../outcome/outcome';
import type { Run } from './run';
import type { RunSettings } from './settings';

/** One thing asked of Xportcn. Asks with the same key, from several items, are carried out once. */
export interface Ask {
	key: string;
	/** What an item about this ask always carries: what it names, such as an order. */
	identity: IDataObject;
}

/** Something asked for that cannot be sent as it is. */
export interface Unusable {
	identity: IDataObject;
	failure: Failed;
}

export type Prepared<A extends Ask> = A | Unusable;

export const isUnusable = <A extends Ask>(prepared: Prepared<A>): prepared is Unusable =>
	'failure' in prepared;

/**
 * An operation in two steps: every item is read and checked before anything is sent, then the asks
 * are carried out. The router owns the rest: items, repeats, concurrency, linking and outputs.
 */
export interface Operation<A extends Ask = Ask> {
	endpoint: Endpoint;
	properties: INodeProperties[];
	/**
	 * Reads what one item asks for. Sends nothing.
	 * @throws NodeOperationError naming the parameter, when the item as a whole is unusable
	 */
	prepare(context: IExecuteFunctions, itemIndex: number): Array<Prepared<A>>;
	/** What an item that cannot be read may still be recognised by. Throws nothing but what n8n does. */
	identify?(context: IExecuteFunctions, itemIndex: number): IDataObject;
	/** How many asks one call of `execute` takes. One if not given. */
	asksPerCall?(settings: RunSettings): number;
	/** Cuts a result down to its useful fields, for Options → Simplify. */
	simplify?(json: IDataObject): IDataObject;
	/** Carries out the asks. Returns the results of each, in the same order. Never throws. */
	execute(run: Run, asks: A[]): Promise<Result[][]>;
}
