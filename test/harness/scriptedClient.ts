import type { IDataObject } from 'n8n-workflow';

import { endpointsWith } from '../../nodes/shared/paths';
import type { XportcnClient } from '../../nodes/XportcnKa/transport/client';
import type { HttpResult } from '../../nodes/XportcnKa/transport/httpResult';

/**
 * A client whose requests a test answers. For what can be told from the answers alone; whether money
 * moved is for the sandbox's ledger to say.
 * @param answerTo the result of a request with this body, by its number among all (from 1)
 */
export function scriptedClient(
	answerTo: (body: IDataObject, nth: number) => HttpResult,
	changes: Partial<XportcnClient> = {},
) {
	const requests: Array<{ path: string; body: IDataObject }> = [];
	const client: XportcnClient = {
		accountId: 'one account',
		server: 'http://127.0.0.1:4688/api',
		baseUrl: 'http://127.0.0.1:4688/api',
		endpoints: endpointsWith({}),
		with: () => client,
		rule: { timestampUnit: 'milliseconds', stringToSign: '', endpointPaths: {} },
		amountUnit: 'fen',
		cancelSignal: undefined,
		async send({ path }, body) {
			requests.push({ path, body: body as IDataObject });
			return answerTo(body as IDataObject, requests.length);
		},
		...changes,
	};
	return { client, requests };
}
