import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { http, net, setImmediate } from '../../tools/node';
import { forOneRequest } from '../../credentials/oneRequest';
import type { SignedHeaders } from '../../credentials/signing';
import { additionalDataFor, credentialsHelperFor } from '../harness/engine';
import { credentialFor } from '../harness/scene';
import { NoOp } from '../harness/stubNodes';

let server: http.Server;
let baseUrl: string;
let received = 0;
let answer: (response: http.ServerResponse) => void;

beforeAll(async () => {
	server = http.createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			received += 1;
			answer(response);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	baseUrl = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/api`;
});
beforeEach(() => {
	received = 0;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

/** Sends one request by n8n's own helper. Out: what is thrown, if anything is. */
async function send(data: ICredentialDataDecryptedObject): Promise<unknown> {
	const noOp = new NoOp();
	const node: INode = {
		id: '1',
		name: 'Pay',
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => noOp,
			getByNameAndVersion: () => noOp,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataFor(credentialsHelperFor({ xportcnApi: data })),
		'manual',
		createRunExecutionData(),
		0,
		[{ json: {} }],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null } as unknown as ConstructorParameters<typeof ExecuteContext>[8],
		[],
	);
	return await context.helpers.httpRequestWithAuthentication
		.call(
			context,
			'xportcnApi',
			{
				method: 'POST',
				url: `${baseUrl}/alibaba/ka/order/pay`,
				body: '{}',
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
			{ credentialsDecrypted: { id: '', name: '', type: 'xportcnApi', data } },
		)
		.then(
			() => undefined,
			(error: unknown) => error,
		);
}

const cutOff401 = (response: http.ServerResponse) => {
	response.writeHead(401, { 'content-type': 'application/json', 'content-length': '100' });
	response.write('{"code":401');
	setImmediate(() => response.destroy());
};
const whole401 = (response: http.ServerResponse) => {
	response.writeHead(401, { 'content-type': 'application/json' });
	response.end('{"code":401,"msg":"签名错误"}');
};

it.each([
	['is cut off', cutOff401],
	['is whole', whole401],
])('a request is sent once when a 401 %s', async (_, given) => {
	answer = given;
	const told: SignedHeaders[] = [];
	await send(forOneRequest(credentialFor(baseUrl), (headers) => told.push(headers)));
	expect(received).toBe(1);
	expect(told).toHaveLength(1);
});

it('n8n sends no product search before it, nor after it failed, whatever the field says', async () => {
	answer = cutOff401;
	await send(forOneRequest({ ...credentialFor(baseUrl), testOnly: '' }));
	expect(received).toBe(1);
});
