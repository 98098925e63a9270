import 'reflect-metadata';
import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	RoutingNode,
	UnrecognizedNodeTypeError,
	WorkflowExecute,
} from 'n8n-core';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { XportcnApi } from '../../credentials/XportcnApi.credentials';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';
import { XportcnKaPollTrigger } from '../../nodes/XportcnKaPollTrigger/XportcnKaPollTrigger.node';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { AgentStub, toolOf } from './agentNode';
import { resolveCredential, TestCredentialsHelper } from './credentialsHelper';
import type { CredentialData } from './credentialsHelper';
import { CallingAgent, RequestingAgent } from './agents';
import { HttpRequestStub } from './httpRequestNode';
import { LoopStub } from './loopNode';
import { ManualTrigger, NoOp, Wait } from './stubNodes';

/** A workflow as the editor exports it. */
export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
}

const NODE_TYPES: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': new ManualTrigger(),
	'n8n-nodes-base.noOp': new NoOp(),
	'n8n-nodes-base.wait': new Wait(),
	'n8n-nodes-base.httpRequest': new HttpRequestStub(),
	'n8n-nodes-base.splitInBatches': new LoopStub(),
	'@n8n/n8n-nodes-langchain.agent': new AgentStub(),
	'n8n-nodes-xportcn.xportcnKa': new XportcnKa(),
	'n8n-nodes-xportcn.xportcnKaTrigger': new XportcnKaTrigger(),
	'n8n-nodes-xportcn.xportcnKaPollTrigger': new XportcnKaPollTrigger(),
	'n8n-nodes-xportcn.xportcnKaTool': toolOf(new XportcnKa()),
	'test.callingAgent': new CallingAgent(),
	'test.requestingAgent': new RequestingAgent(),
};
const CREDENTIAL_TYPES: Record<string, ICredentialType> = { xportcnApi: new XportcnApi() };

/** Node types by their full names, as n8n looks them up. */
export const nodeTypesOf = (types: Record<string, INodeType | IVersionedNodeType>): INodeTypes => ({
	getByName: (type) => types[type],
	getByNameAndVersion(type, version) {
		if (!types[type]) throw new UnrecognizedNodeTypeError('test', type);
		return NodeHelpers.getVersionedNodeType(types[type], version);
	},
	getKnownTypes: () => ({}),
});

export const credentialsHelperFor = (credentials: CredentialData) =>
	new TestCredentialsHelper(CREDENTIAL_TYPES, credentials);

/** What n8n's server hands to the engine, as far as it is needed here. */
export const additionalDataFor = (
	credentialsHelper: TestCredentialsHelper = credentialsHelperFor({}),
	hooks?: ExecutionLifecycleHooks,
) =>
	({
		executionId: '1',
		credentialsHelper,
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678/',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		userId: 'test',
		variables: {},
		hooks,
		setExecutionStatus() {},
	}) as unknown as IWorkflowExecuteAdditionalData;

/** A workflow that is being executed by n8n's own engine. */
export interface RunningWorkflow {
	finished: Promise<IRun>;
	cancel(): void;
	/** Which item each reading of the credential so far was for; undefined: it was for none. */
	credentialReads: ReadonlyArray<number | undefined>;
}

/**
 * Starts a workflow on n8n-core's engine.
 * @param input what its trigger delivers
 * @param ownTypes node types of the test's own, by their full names
 */
export function startWorkflow(
	{ nodes, connections }: WorkflowJson,
	credential: ICredentialDataDecryptedObject,
	input: INodeExecutionData[],
	ownTypes: Record<string, INodeType> = {},
): RunningWorkflow {
	const workflow = new Workflow({
		id: 'test',
		name: 'Test',
		nodes: structuredClone(nodes),
		connections,
		nodeTypes: nodeTypesOf({ ...NODE_TYPES, ...ownTypes }),
		settings: { executionOrder: 'v1' },
		active: false,
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'test',
		name: 'test',
		nodes: [],
		connections: {},
	} as unknown as ConstructorParameters<typeof ExecutionLifecycleHooks>[2]);
	let finalRun: IRun | undefined;
	hooks.addHandler('workflowExecuteAfter', (run) => {
		finalRun = run;
	});
	const start = workflow.getStartNode();
	if (!start) throw new Error('The workflow has no trigger');

	const credentialsHelper = credentialsHelperFor({ xportcnApi: credential });
	const { reads: credentialReads } = credentialsHelper;
	const engine = new WorkflowExecute(
		additionalDataFor(credentialsHelper, hooks),
		'manual',
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		}),
	);
	try {
		const execution = engine.processRunExecutionData(workflow);
		return {
			finished: Promise.resolve(execution).then((run) => finalRun ?? run),
			cancel: () => execution.cancel(),
			credentialReads,
		};
	} catch (error) {
		const finished = Promise.resolve(refusedRun(error as ExecutionError));
		return { finished, cancel() {}, credentialReads };
	}
}

/** What n8n's server keeps of a workflow that its engine refuses to begin: `processError` there. */
const refusedRun = (error: ExecutionError): IRun => ({
	data: createRunExecutionData({ resultData: { error, runData: {} } }),
	mode: 'manual',
	startedAt: new Date(),
	status: 'error',
	storedAt: 'db',
});

/** Executes a workflow to its end. */
export const runWorkflow = async (...args: Parameters<typeof startWorkflow>): Promise<IRun> =>
	await startWorkflow(...args).finished;

/** The items of each output of a node in each of its runs in one execution, as the engine kept them. */
export const runsOf = (run: IRun, nodeName: string): INodeExecutionData[][][] =>
	(run.data.resultData.runData[nodeName] ?? []).map(({ data }) =>
		(data?.main ?? []).map((items) => items ?? []),
	);

/** The items of each output of a node, in the first of its runs. */
export const itemsOf = (run: IRun, nodeName: string): INodeExecutionData[][] =>
	runsOf(run, nodeName)[0] ?? [];

/** The json of the items of each output of a node. */
export const outputsOf = (run: IRun, nodeName: string): IDataObject[][] =>
	itemsOf(run, nodeName).map((items) => items.map(({ json }) => json));

/**
 * Runs the credential's declarative test the way the server does, rules included.
 * @returns the message of the test's failure, or undefined when its button would be green
 */
export async function testCredential(
	unresolved: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const credentialType = new XportcnApi();
	const data = resolveCredential(credentialType, unresolved, additionalDataFor(), 'internal');
	const { request, rules = [] } = credentialType.test;
	const noOp = new NoOp();
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: credentialType.name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		// the short name, as on the server: n8n's own check for a test compares it with the long one
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentialType.name]: { id: '1', name: 'test' } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf({ noOp: nodeType }),
	});
	const tested = workflow.getNode('Temp-Node') as INode;
	const context = new ExecuteContext(
		workflow,
		tested,
		additionalDataFor(credentialsHelperFor({ xportcnApi: data })),
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: tested, data: {}, source: null } as unknown as ConstructorParameters<
			typeof ExecuteContext
		>[8],
		[],
	);
	let answer: IDataObject;
	try {
		const output = await new RoutingNode(context, nodeType, {
			id: '1',
			name: 'test',
			type: credentialType.name,
			data,
		}).runNode();
		answer = (output?.[0]?.[0]?.json ?? {}) as IDataObject;
	} catch (error) {
		return (error as Error).message;
	}
	const broken = rules.find(
		(rule) =>
			rule.type === 'responseSuccessBody' && answer[rule.properties.key] === rule.properties.value,
	);
	return broken?.properties.message;
}

/** Makes one request as n8n's HTTP Request node does, signed by the credential. */
export async function requestWithCredential(
	credential: ICredentialDataDecryptedObject,
	request: IDataObject,
): Promise<{ run: IRun }> {
	const nodes: INode[] = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Request',
			type: 'n8n-nodes-base.httpRequest',
			parameters: { request: JSON.stringify(request) },
			credentials: { xportcnApi: { id: '1', name: 'test' } },
		},
	].map((node) => ({
		id: node.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		...node,
	}));
	const connections = { Start: { main: [[{ node: 'Request', type: 'main' as const, index: 0 }]] } };
	return { run: await runWorkflow({ nodes, connections }, credential, [{ json: {} }]) };
}
