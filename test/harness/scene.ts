import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

import { DEMO_KEYS, startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { itemsOf, outputsOf, runWorkflow } from './engine';
import { itemsFrom, singleNodeWorkflow } from './workflows';

/** A credential for a sandbox. */
export const credentialFor = (baseUrl: string, changes: IDataObject = {}) => ({
	baseUrl,
	...DEMO_KEYS,
	timestampUnit: 'milliseconds',
	stringToSign: '{accessKey}{timestamp}{nonceStr}{accessSecret}',
	...(changes as Record<string, string>),
});

/** What came out of the node under test. */
export interface Outcome {
	run: IRun;
	succeeded: IDataObject[];
	failed: IDataObject[];
	/** All output items of Succeeded and Failed, with their links. */
	items: [INodeExecutionData[], INodeExecutionData[]];
	/** The message of the exception that stopped the node, if one did. */
	stoppedBy: string | undefined;
}

/**
 * A sandbox for one test file, started before its tests and put back to its start before each.
 * Its ledger is the judge of every test that pays.
 */
export function useSandbox(options: SandboxOptions = {}) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	return {
		get sandbox() {
			return sandbox;
		},
		/** Runs one Xportcn KA node over items, on n8n's engine and over real HTTP. */
		async run(
			parameters: IDataObject,
			input: IDataObject[] = [{}],
			{
				settings = {},
				credential = {},
			}: { settings?: Partial<INode>; credential?: IDataObject } = {},
		): Promise<Outcome> {
			const run = await runWorkflow(
				singleNodeWorkflow(parameters, settings),
				credentialFor(sandbox.baseUrl, credential),
				itemsFrom(...input),
			);
			const [succeededItems = [], failedItems = []] = itemsOf(run, 'Xportcn');
			const [succeeded = [], failed = []] = outputsOf(run, 'Xportcn');
			return {
				run,
				succeeded,
				failed,
				items: [succeededItems, failedItems],
				stoppedBy: run.data.resultData.error?.message,
			};
		},
	};
}

/** Ids of items, in order. */
export const orderIdsOf = (jsons: IDataObject[]) => jsons.map(({ orderId }) => orderId);

/** Input items that name orders, one each. */
export const naming = (orders: Array<{ orderId: string }>): IDataObject[] =>
	orders.map(({ orderId }) => ({ orderId }));

/** The input item that an output item is linked to. */
export const linkOf = ({ pairedItem }: INodeExecutionData) =>
	typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : pairedItem;
