/**
 * The floor: axios with connections that are kept, signing, and nothing else; in a process of its own.
 * What it gets no good answer to is not paid as far as it knows: it neither tries again nor looks.
 */
import axios from 'axios';

import { http as nodeHttp, https as nodeHttps } from '../../tools/node';
import { readKeys, signedHeaders } from '../../credentials/signing';
import { concurrently } from '../../nodes/XportcnKa/actions/concurrently';
import { endpoints } from '../../nodes/shared/endpoints';
import { serve } from './payerProcess';

interface PayAnswer {
	data?: { successOrderIds?: string[] };
}

function batchesOf(orderIds: string[], size: number): string[][] {
	const count = Math.ceil(orderIds.length / size);
	return Array.from({ length: count }, (_, index) =>
		orderIds.slice(index * size, (index + 1) * size),
	);
}

serve(async ({ credential, orderIds, batchSize, maxConcurrency }) => {
	const keys = readKeys(credential);
	const kept = { keepAlive: true, maxSockets: maxConcurrency };
	const [httpAgent, httpsAgent] = [new nodeHttp.Agent(kept), new nodeHttps.Agent(kept)];
	const http = axios.create({ httpAgent, httpsAgent, proxy: false });
	const url = keys.baseUrl + endpoints['order.pay'].path;
	const answers: PayAnswer[] = [];
	await concurrently(batchesOf(orderIds, batchSize), maxConcurrency, async (batch) => {
		const headers = { ...signedHeaders(keys) };
		const answer = await http
			.post<PayAnswer>(url, { orderIds: batch }, { headers })
			.catch(() => undefined);
		if (answer) answers.push(answer.data);
	});
	httpAgent.destroy();
	httpsAgent.destroy();
	return { paid: () => answers.flatMap(({ data }) => data?.successOrderIds ?? []) };
});
