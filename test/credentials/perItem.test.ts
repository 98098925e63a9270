import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IWorkflowExecuteAdditionalData,
	IDataObject,
	INode,
} from 'n8n-workflow';

import { process } from '../../tools/node';
import { dependsOnItem } from '../../credentials/perItem';
import { readKeys } from '../../credentials/signing';
import { XportcnApi } from '../../credentials/XportcnApi.credentials';
import { resolveCredential } from '../harness/credentialsHelper';
import { credentialFor } from '../harness/scene';
import { NoOp } from '../harness/stubNodes';

const NODE: INode = {
	id: '1',
	name: 'Pay',
	type: 'noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: { operation: 'pay' },
};
const ITEMS: IDataObject[] = [{ account: '1001' }, { account: '2002' }];
const noOp = new NoOp();

/** The place in a workflow that n8n reads a credential for. */
function inRun(itemIndex: number): ICredentialsExpressionResolveValues {
	const node = { ...NODE };
	return {
		workflow: new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => noOp,
				getByNameAndVersion: () => noOp,
				getKnownTypes: () => ({}),
			},
		}),
		node,
		itemIndex,
		runIndex: 0,
		runExecutionData: createRunExecutionData(),
		connectionInputData: ITEMS.map((json) => ({ json })),
	};
}

const read = (changes: IDataObject, using?: ICredentialsExpressionResolveValues) =>
	resolveCredential(
		new XportcnApi(),
		credentialFor('https://x.example/api', changes) as ICredentialDataDecryptedObject,
		{} as IWorkflowExecuteAdditionalData,
		'manual',
		using,
	);

describe('A credential', () => {
	const { N8N_BLOCK_ENV_ACCESS_IN_NODE: before } = process.env;
	beforeAll(() => {
		process.env.N8N_BLOCK_ENV_ACCESS_IN_NODE = 'false';
	});
	afterAll(() => {
		if (before === undefined) delete process.env.N8N_BLOCK_ENV_ACCESS_IN_NODE;
		else process.env.N8N_BLOCK_ENV_ACCESS_IN_NODE = before;
	});

	it.each<[string, IDataObject]>([
		['without expressions', {}],
		['with a field that has braces and signs of its own', { accessSecret: 'a={{ $json.x }}' }],
		['with a variable', { userId: '={{ $vars.account }}' }],
		['with external secrets', { accessSecret: '={{ $secrets.vault["xport-cn"] }}' }],
		['with variables in a text', { baseUrl: '=https://{{$vars.host}}/{{ $env.PATH_OF_IT }}' }],
		['whose rule is entered as an expression', { stringToSign: '={accessKey}{timestamp}' }],
		['with a number', { userId: 1001 }],
	])('%s counts once in a run', (_, changes) => {
		expect(dependsOnItem(read(changes, inRun(0)))).toBe(false);
		expect(dependsOnItem(read(changes))).toBe(false);
	});

	it.each<[string, IDataObject]>([
		['an item', { userId: '={{ $json.account }}' }],
		['an item, within a text', { userId: '=1{{ $json["account"] }}2' }],
		['another node', { userId: '={{ $node["Pay"].name }}' }],
		['what item it is', { userId: '={{ $itemIndex }}' }],
		['an item beside a variable', { userId: '={{ $vars.a }}{{ $json.account }}' }],
		['a variable and an item in one', { userId: '={{ $vars.a || $json.account }}' }],
		['a variable named by an item', { userId: '={{ $vars[$json.account] }}' }],
		['an item behind a comment', { userId: '={{ /* $vars.a */ $json.account }}' }],
		['the time', { userId: '={{ DateTime.now().toMillis() }}' }],
		['chance', { userId: '={{ Math.random() }}' }],
		['what cannot be told', { userId: '={{ (() => 1001)() }}' }],
		['an item in the secret', { accessSecret: '={{ $json.secret }}' }],
		['an item in the key', { accessKey: '={{ $json.key }}' }],
		['an item in the address', { baseUrl: '={{ $json.url }}' }],
		['an item in the rule', { stringToSign: '={{ $json.rule }}' }],
		['an item in the paths', { endpointPaths: '={{ $json.paths }}' }],
		['an item within the paths', { endpointPaths: { 'order.get': '={{ $json.path }}' } }],
		['an item in the unit of time', { timestampUnit: '={{ $json.unit }}' }],
		['an item in the unit of amounts', { amountUnit: '={{ $json.unit }}' }],
	])('with a field that depends on %s counts for each item', (_, changes) => {
		expect(dependsOnItem(read(changes, inRun(0)))).toBe(true);
	});

	it.each([undefined, null, '', 'Run', 'item', true, {}])(
		'counts for each item when the hidden field is %j',
		(readFor) => {
			expect(dependsOnItem({ readFor } as ICredentialDataDecryptedObject)).toBe(true);
		},
	);

	it('gives each item its own account', () => {
		const userIdFor = (itemIndex: number) =>
			readKeys(read({ userId: '={{ $json.account }}' }, inRun(itemIndex))).userId;
		expect([userIdFor(0), userIdFor(1)]).toEqual(['1001', '2002']);
	});

	it('looks at every field that a person can fill', () => {
		const { properties } = new XportcnApi();
		const open = properties.filter(({ type }) => type !== 'hidden').map(({ name }) => name);
		const { default: expression } = properties.find(({ name }) => name === 'readFor') ?? {};
		expect(open.filter((name) => !String(expression).includes(`'&${name}'`))).toEqual([]);
	});

	it('is in a test only where no node is', () => {
		expect(read({}).testOnly).toBe('');
		expect(read({}, inRun(0)).testOnly).toBe('node');
		const { workflow, node, ...others } = inRun(0);
		delete (node as Partial<INode>).id;
		node.parameters = { operation: 'pay' };
		expect(read({}, { ...others, workflow, node }).testOnly).toBe('node');
	});
});
