import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import { node } from '../harness/workflows';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

/** n8n's own HTTP Request node, with our credential as its predefined type. */
async function request(url: string, body: object, options: IDataObject = {}) {
	const parameters = {
		method: 'POST',
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'xportcnApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: JSON.stringify(body),
		options,
	} as INode['parameters'];
	const { run, status } = await scene.n8n.run({
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			{
				...node('Request', 'n8n-nodes-base.httpRequest', parameters, 4.2),
				credentials: { xportcnApi: scene.credential },
			},
		],
		connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
	});
	return { status, json: jsonOf(run, 'Request', 0)[0], error: run.data.resultData.error };
}

describe("n8n's HTTP Request node with the Xportcn API credential", () => {
	it('signs a request the node has no operation for', async () => {
		const url = `${scene.sandbox.baseUrl}/alibaba/ka/product/keywords/query`;
		const { status, json } = await request(url, { keyword: '鞋', beginPage: 1, pageSize: 5 });
		expect(status).toBe('success');
		expect(json).toMatchObject({ code: 200 });
		expect(scene.sandbox.requests.all()).toMatchObject([{ refusal: null, method: 'POST' }]);
	});

	it('carries no signature to another origin', async () => {
		const elsewhere = await startSandbox();
		const { status, error } = await request(`${elsewhere.baseUrl}/alibaba/ka/order/page`, {});
		expect(status).toBe('error');
		expect(error?.message).toContain('signs requests to');
		expect(elsewhere.requests.all()).toEqual([]);
		await elsewhere.stop();
	});

	it.each(['http:', 'http:/', 'http:///'])(
		'carries none to a next page whose address begins with %s, without two slashes or with three',
		async (start) => {
			const elsewhere = await startSandbox();
			const next = elsewhere.baseUrl.replace('http://', start) + '/alibaba/ka/order/page';
			const pagination = {
				paginationMode: 'responseContainsNextURL',
				nextURL: `={{ $pageCount > 0 ? '${next}' : undefined }}`,
				limitPagesFetched: true,
				maxRequests: 2,
			};
			const { status } = await request(
				`${scene.sandbox.baseUrl}/alibaba/ka/order/page`,
				{ pageNo: 1, pageSize: 1 },
				{ pagination: { pagination } },
			);
			expect(status).toBe('error');
			expect(scene.sandbox.requests.all()).toMatchObject([{ refusal: null }]);
			expect(elsewhere.requests.all()).toEqual([]);
			await elsewhere.stop();
		},
	);

	it('carries none along a redirect either', async () => {
		const elsewhere = await startSandbox();
		scene.sandbox.faults.add({
			kind: 'raw',
			status: 307,
			body: '',
			headers: { location: `${elsewhere.baseUrl}/alibaba/ka/order/page` },
			times: 0,
		});
		await request(`${scene.sandbox.baseUrl}/alibaba/ka/order/page`, {});
		expect(scene.sandbox.requests.all().length).toBeGreaterThan(0);
		expect(elsewhere.requests.all()).toEqual([]);
		await elsewhere.stop();
	});
});
