import { basename, join, projectRoot, readdir, readFile } from '../node';
import type { CredentialFile, WorkflowContent, WorkflowFile, WorkflowNode } from '../n8n/instance';
import type { WorkflowRun } from '../n8n/run';

/** The package's nodes: the one that handles orders, and the triggers. */
const ORDER_NODE = 'n8n-nodes-xportcn.xportcnKa';
/** The one for orders, as a tool of an AI agent. */
const ORDER_TOOL = 'n8n-nodes-xportcn.xportcnKaTool';
const TRIGGER_NODE = 'n8n-nodes-xportcn.xportcnKaTrigger';
const POLL_TRIGGER_NODE = 'n8n-nodes-xportcn.xportcnKaPollTrigger';
/** n8n's node that ends a run with an error. */
const STOP_NODE = 'n8n-nodes-base.stopAndError';
const CREDENTIAL_TYPE = 'xportcnApi';
/** n8n's ids have at most this many characters. */
const ID_LENGTH = 36;

/** In: an example's file name without .json. Out: the id it has in every demo. */
export function idOf(name: string): string {
	const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
	const camelCase = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
	return `xportcn${camelCase}`.slice(0, ID_LENGTH);
}

/** Out: whether the node is this package's one for orders. */
export function isOrderNode(node: WorkflowNode): boolean {
	return node.type === ORDER_NODE;
}

/**
 * In: a run that ended with an error, and its workflow. Out: the name of the Stop and Error node it
 * ended at; undefined when something else went wrong.
 */
export function stopOf(run: WorkflowRun, { nodes }: WorkflowContent): string | undefined {
	const last = nodes.find(({ name }) => name === run.data.resultData.lastNodeExecuted);
	return last?.type === STOP_NODE ? last.name : undefined;
}

/** Out: whether the node calls Xportcn with our credential, by itself or by HTTP Request. */
function usesCredential(node: WorkflowNode): boolean {
	return (
		isOrderNode(node) ||
		node.type === ORDER_TOOL ||
		node.type === POLL_TRIGGER_NODE ||
		node.parameters?.nodeCredentialType === CREDENTIAL_TYPE
	);
}

/** In: the sandbox's address and keys. Out: the credential for it, ready to be imported. */
export function demoCredential(sandbox: {
	baseUrl: string;
	keys: { userId: string; accessKey: string; accessSecret: string };
}): CredentialFile {
	return {
		id: 'xportcnSandbox',
		name: 'Xportcn sandbox',
		type: CREDENTIAL_TYPE,
		data: {
			baseUrl: sandbox.baseUrl,
			...sandbox.keys,
			timestampUnit: 'milliseconds',
			stringToSign: '{accessKey}{timestamp}{nonceStr}{accessSecret}',
		},
	};
}

/**
 * Out: name of each example (the file's, without .json) -> the example as it is published, that is,
 * without an id and without credentials.
 */
export async function readExamples(): Promise<Map<string, WorkflowContent>> {
	const folder = join(projectRoot, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const examples = new Map<string, WorkflowContent>();
	for (const file of files) {
		const text = await readFile(join(folder, file), 'utf8');
		examples.set(basename(file, '.json'), JSON.parse(text) as WorkflowContent);
	}
	return examples;
}

/**
 * What an example becomes in the demo: with an id of its own, so that importing it again replaces
 * it, with the credential, so that it runs, and a trigger with an address that stays the same.
 *
 * In: its name, the example, the credential. Out: the workflow to import.
 */
export function forDemo(
	name: string,
	example: WorkflowContent,
	credential: CredentialFile,
): WorkflowFile {
	const reference = { id: credential.id, name: credential.name };
	const id = idOf(name);
	const nodes = example.nodes.map((node) => ({
		...node,
		...(usesCredential(node) && {
			credentials: { ...node.credentials, [CREDENTIAL_TYPE]: reference },
		}),
		...(node.type === TRIGGER_NODE && { webhookId: id }),
	}));
	return { ...example, id, active: false, nodes };
}
