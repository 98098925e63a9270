import axios from 'axios';

import { certificate } from '../../bench/far/certificate';
import { openFarNetwork } from '../../bench/far/network';
import type { FarNetwork } from '../../bench/far/network';
import { readKeys, signedHeaders } from '../../credentials/signing';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { https } from '../../tools/node';

let sandbox: Sandbox;
let network: FarNetwork;
beforeEach(async () => {
	sandbox = await startSandbox();
	network = await openFarNetwork(sandbox.baseUrl, 10);
});
afterEach(async () => {
	await network.close();
	await sandbox.stop();
});

/** Asks so many times at once, each by a connection of its own. */
async function ask(count: number, trusted = true) {
	const { cert } = await certificate();
	const httpsAgent = new https.Agent(trusted ? { ca: cert } : {});
	const keys = readKeys({ baseUrl: network.url, ...sandbox.keys });
	const [{ orderId }] = sandbox.orders.add(1);
	const request = async () =>
		await axios.post<{ code: number }>(
			`${network.url}/alibaba/ka/order/pay`,
			{ orderIds: [orderId] },
			{ httpsAgent, proxy: false, headers: { ...signedHeaders(keys) } },
		);
	return await Promise.all(Array.from({ length: count }, request));
}

it('the server behind a long way is reached over TLS, and its answer comes back whole', async () => {
	const [{ data }] = await ask(1);
	expect(data).toMatchObject({ code: 200 });
	expect(sandbox.requests.all()).toHaveLength(1);
});

it('whoever does not know its certificate does not get to it', async () => {
	await expect(ask(1, false)).rejects.toThrow('self-signed certificate');
	expect(sandbox.requests.all()).toEqual([]);
});

it('counts connections, and how many at once wait for an answer', async () => {
	await ask(5);
	expect(network).toMatchObject({ connections: 5, atOnce: 5 });
	network.clear();
	await ask(1);
	await ask(1);
	expect(network).toMatchObject({ connections: 2, atOnce: 1 });
});

it('a connection that the server resets is lost', async () => {
	sandbox.faults.add({ kind: 'reset', on: 'pay' });
	await expect(ask(1)).rejects.toThrow('socket hang up');
});
