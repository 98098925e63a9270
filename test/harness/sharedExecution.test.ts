import { NodeConnectionTypes } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { toolOf } from './agentNode';
import { outputsOf, runsOf, startWorkflow } from './engine';
import type { WorkflowJson } from './engine';
import { naming, orderIdsOf, useSandbox } from './scene';
import {
	AGENT_VERSIONS,
	agentWorkflow,
	itemsFrom,
	loopWorkflow,
	singleNodeWorkflow,
} from './workflows';

/** Tells what n8n gives a node: the node context, the credential for each item, the input. */
class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Tells what it gets',
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'xportcnApi', required: true }],
		properties: [{ displayName: 'Said', name: 'said', type: 'string', default: '' }],
	};

	async execute(this: IExecuteFunctions) {
		const memory = this.getContext('node');
		memory.runs = Number(memory.runs ?? 0) + 1;
		const run = memory.runs;
		this.addExecutionHints({ message: `run ${run}` });
		const items = this.getInputData().map(async (_, index) => ({
			json: {
				run,
				said: this.getNodeParameter('said', index),
				userId: (await this.getCredentials('xportcnApi', index)).userId,
				mayStop: this.getExecutionCancelSignal() !== undefined,
			},
			pairedItem: index,
		}));
		return [await Promise.all(items), []];
	}
}

const TYPES = {
	'n8n-nodes-xportcn.xportcnKa': new Probe(),
	'n8n-nodes-xportcn.xportcnKaTool': toolOf(new Probe()),
};
const CREDENTIAL = { userId: '={{ $json.account }}' };
const start = (workflow: WorkflowJson, ...accounts: string[]) =>
	startWorkflow(
		workflow,
		CREDENTIAL,
		itemsFrom(...accounts.map((account) => ({ account }))),
		TYPES,
	);

it('works out a credential for each item, and counts how often it was read', async () => {
	const running = start(singleNodeWorkflow({ said: '={{ $json.account }}' }), '1001', '2002');
	const run = await running.finished;
	expect(outputsOf(run, 'Xportcn')[0]).toEqual([
		{ run: 1, said: '1001', userId: '1001', mayStop: true },
		{ run: 1, said: '2002', userId: '2002', mayStop: true },
	]);
	expect(running.credentialReads).toEqual([0, 1]);
	expect(run.data.resultData.runData.Xportcn[0].hints).toEqual([{ message: 'run 1' }]);
});

it('runs a node in a loop several times in one execution', async () => {
	const workflow = loopWorkflow({ said: '={{ $json.account }}' }, { batchSize: 2 });
	const run = await start(workflow, '1', '2', '3').finished;
	expect(runsOf(run, 'Xportcn').map(([items]) => items.map(({ json }) => json))).toMatchObject([
		[
			{ run: 1, userId: '1' },
			{ run: 1, userId: '2' },
		],
		[{ run: 2, userId: '3' }],
	]);
	expect(outputsOf(run, 'Done')[0].map(({ said }) => said)).toEqual(['1', '2', '3']);
});

it.each(AGENT_VERSIONS)(
	'runs a tool of an agent (version %d) several times in one execution',
	async (version) => {
		const workflow = agentWorkflow(
			{ said: "={{ $fromAI('word', 'Any', 'string') }}" },
			[[{ word: 'a' }, { word: 'b' }], [{ word: 'c' }]],
			{ version },
		);
		const running = start(workflow, '1001');
		const run = await running.finished;
		const [[{ heard }]] = outputsOf(run, 'Agent');
		const answers = (heard as string[]).flatMap((text) => JSON.parse(text) as IDataObject[]);
		expect(answers).toMatchObject(
			['a', 'b', 'c'].map((said) => ({ said, userId: '1001', mayStop: true })),
		);
		// n8n 2.8 runs those of one round for version 3 from the last to the first
		expect(answers.map(({ run }) => run).sort()).toEqual([1, 2, 3]);
		expect(run.data.resultData.runData.Xportcn).toHaveLength(3);
		expect(run.data.resultData.error).toBeUndefined();
	},
);

describe('the scene', () => {
	const scene = useSandbox();

	it('pays in a loop', async () => {
		const orders = scene.sandbox.orders.add(3);
		const { runs, credentialReads } = await scene.loop(
			{ operation: 'pay', orderId: '={{ $json.orderId }}' },
			naming(orders),
		);
		expect(runs.flatMap(({ succeeded }) => orderIdsOf(succeeded))).toEqual(
			orderIdsOf(naming(orders)),
		);
		expect(runs).toHaveLength(3);
		expect(credentialReads).toHaveLength(3);
		expect(scene.sandbox.ledger.all()).toHaveLength(3);
	});

	it.each(AGENT_VERSIONS)('pays as a tool of an agent (version %d)', async (version) => {
		const orders = scene.sandbox.orders.add(2);
		const orderId = "={{ $fromAI('orderId', 'Order numbers', 'string') }}";
		const { heard } = await scene.useTool(
			// n8n's own agent has no item that the default of Expected Total could read
			{ operation: 'pay', orderId, expectedTotal: '', maximumPerOrder: '1000' },
			naming(orders).map((call) => [call]),
			{ version },
		);
		expect(heard.flat()).toMatchObject(
			orders.map(({ orderId: paid }) => ({ orderId: paid, outcome: 'succeeded' })),
		);
		expect(scene.sandbox.ledger.all()).toHaveLength(2);
	});
});
