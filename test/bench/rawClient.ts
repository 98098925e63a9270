/** The floor: axios with connections that are kept, signing, and nothing else; in a process of its own. */
import axios from 'axios';

import { http as nodeHttp } from '../../tools/node';
import { readKeys, signedHeaders } from '../../credentials/signing';
import { concurrently } from '../../nodes/XportcnKa/actions/concurrently';
import { endpoints } from '../../nodes/shared/endpoints';
import { serve } from './payerProcess';

interface PayAnswer {
	code: number;
	data: { successOrderIds: string[] };
}

function batchesOf(orderIds: string[], size: number): string[][] {
	const count = Math.ceil(orderIds.length / size);
	return Array.from({ length: count }, (_, index) =>
		orderIds.slice(index * size, (index + 1) * size),
	);
}

serve(async ({ credential, orderIds, batchSize, maxConcurrency }) => {
	const keys = readKeys(credential);
	const httpAgent = new nodeHttp.Agent({ keepAlive: true, maxSockets: maxConcurrency });
	const http = axios.create({ httpAgent, proxy: false });
	const url = keys.baseUrl + endpoints['order.pay'].path;
	const answers: PayAnswer[] = [];
	await concurrently(batchesOf(orderIds, batchSize), maxConcurrency, async (batch) => {
		const { data } = await http.post<PayAnswer>(
			url,
			{ orderIds: batch },
			{ headers: { ...signedHeaders(keys) } },
		);
		answers.push(data);
	});
	httpAgent.destroy();
	const lists = answers.map(({ data }) => data.successOrderIds);
	return { paid: () => lists.flat().length };
});
