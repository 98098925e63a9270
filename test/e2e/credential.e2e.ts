import type { IDataObject, INode } from 'n8n-workflow';

import { credentialFor } from '../harness/scene';
import { node, xportcnNode } from '../harness/workflows';
import { troubles } from './harness/credentialTroubles';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

/** The operations the sandbox was asked for, in order. */
const asked = () => scene.sandbox.requests.all().map(({ operation }) => operation);

describe('the credential, tested through the REST API', () => {
	it.each(['milliseconds', 'seconds'])('is green with good keys, in %s', async (timestampUnit) => {
		const data = credentialFor(scene.sandbox.baseUrl, { timestampUnit });
		expect(await scene.n8n.testCredential(scene.credential, data)).toMatchObject({ status: 'OK' });
		expect(new Set(asked())).toEqual(new Set(['productSearch']));
	});

	it.each(troubles)('is red with $name and says what to look at', async (trouble) => {
		trouble.arrange(scene.sandbox);
		const data = credentialFor(scene.sandbox.baseUrl, trouble.change(scene.sandbox));
		const { status, message } = await scene.n8n.testCredential(scene.credential, data);
		expect([status, message]).toEqual(['Error', expect.stringContaining(trouble.message)]);
		expect(message).not.toContain(data.accessSecret);
	});

	it('has a message of its own for each', () => {
		expect(new Set(troubles.map(({ message }) => message)).size).toBe(troubles.length);
	});

	it.each([
		['is no JSON', '{"product.search"', 'is not a JSON object'],
		[
			'has an unknown key',
			'{"order.gte": "/x"}',
			'has a key that is no operation: \\"order.gte\\"',
		],
		['has no path', '{"order.get": "x"}', 'has no path for order.get'],
		[
			'has the path of a write',
			'{"product.search": "/alibaba/ka/order/PAY"}',
			'belongs to order.pay',
		],
	])('asks nothing while Endpoint Paths %s', async (_, endpointPaths, complaint) => {
		const data = credentialFor(scene.sandbox.baseUrl, { endpointPaths });
		const { status, message } = await scene.n8n.testCredential(scene.credential, data);
		expect([status, JSON.stringify(message)]).toEqual([
			'Error',
			expect.stringContaining(complaint),
		]);
		expect(asked()).toEqual([]);
	});

	it('asks at the corrected path', async () => {
		const endpointPaths = '{ "product.search": "/alibaba/ka/order/page" }';
		const data = credentialFor(scene.sandbox.baseUrl, { endpointPaths });
		expect(await scene.n8n.testCredential(scene.credential, data)).toMatchObject({ status: 'OK' });
		expect(new Set(asked())).toEqual(new Set(['getMany']));
	});

	it('hands the secret to nobody who reads it back', async () => {
		const { id } = scene.credential;
		const stored = await scene.n8n.call('get', `/credentials/${id}?includeData=true`);
		expect(JSON.stringify(stored)).toContain(scene.sandbox.keys.accessKey);
		expect(JSON.stringify(stored)).not.toContain(scene.sandbox.keys.accessSecret);
	});
});

describe('the check that the test makes', () => {
	/** A workflow that calls a sub-workflow without a name, as people paste one. */
	async function runInNamelessWorkflow(inner: INode) {
		const workflowJson = JSON.stringify({
			nodes: [
				node('Sub', 'n8n-nodes-base.executeWorkflowTrigger', { inputSource: 'passthrough' }, 1.1),
				inner,
			],
			connections: { Sub: { main: [[{ node: inner.name, type: 'main', index: 0 }]] } },
		});
		const parameters = { source: 'parameter', workflowJson, options: {} };
		const { run, status } = await scene.n8n.run({
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Call', 'n8n-nodes-base.executeWorkflow', parameters, 1.2),
			],
			connections: { Start: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
		});
		return { status, items: jsonOf(run, 'Call', 0), error: run.data.resultData.error };
	}

	const ownNode = (): INode =>
		xportcnNode(
			'Orders',
			{ operation: 'getMany', limit: 1 },
			{ credentials: { xportcnApi: scene.credential } },
		);
	const httpRequest = (): INode => ({
		...node(
			'Request',
			'n8n-nodes-base.httpRequest',
			{
				method: 'POST',
				url: `${scene.sandbox.baseUrl}/alibaba/ka/order/page`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'xportcnApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '{"pageNo":1,"pageSize":1}',
				options: {},
			} as IDataObject as INode['parameters'],
			4.2,
		),
		credentials: { xportcnApi: scene.credential },
	});

	it.each([
		['this node', ownNode],
		["n8n's HTTP Request node", httpRequest],
	])('precedes no request of %s, not in a workflow without a name either', async (_, inner) => {
		expect(await runInNamelessWorkflow(inner())).toMatchObject({ status: 'success' });
		expect(asked()).toEqual(['getMany']);
	});

	it('follows no request that failed, and leaves its error as it is', async () => {
		scene.sandbox.faults.add({ kind: 'status', status: 403, times: 0 });
		const { status, error } = await runInNamelessWorkflow(httpRequest());
		expect([status, error?.message]).toEqual(['error', expect.stringContaining('Forbidden')]);
		expect(asked()).toEqual(['getMany']);
	});
});
