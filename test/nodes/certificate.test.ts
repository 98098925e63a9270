/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

import { outputsOf, runWorkflow, testCredential } from '../harness/engine';
import { credentialFor } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';

let server: Server;
let baseUrl: string;
const arrived: unknown[] = [];
beforeAll(async () => {
	// made anew each time, so that no private key lies about in the repository
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	server = createServer({ key, cert }, (request, response) => {
		arrived.push(request.headers);
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	baseUrl = `https://localhost:${(server.address() as AddressInfo).port}/api`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

it('A server that cannot prove who it is gets nothing, and the payment counts as not sent', async () => {
	const workflow = singleNodeWorkflow({ operation: 'pay', orderId: '3300504350583134260' });
	const run = await runWorkflow(workflow, credentialFor(baseUrl), itemsFrom({}));
	const [succeeded, failed] = outputsOf(run, 'Xportcn');
	expect(succeeded).toEqual([]);
	expect(failed).toMatchObject([
		{
			...{ outcome: 'notSent', errorCode: 'CERTIFICATE', retryable: false },
			errorMessage: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
		},
	]);
	expect(arrived).toEqual([]);
});

it('Neither does it get the test of the credential', async () => {
	expect(await testCredential(credentialFor(baseUrl))).toContain('Nothing answered at localhost');
	expect(arrived).toEqual([]);
});
