import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../nodes/shared/endpoints';
import type { Run } from '../../nodes/XportcnKa/actions/run';
import { DEFAULTS } from '../../nodes/XportcnKa/actions/settings';
import type { RunSettings } from '../../nodes/XportcnKa/actions/settings';
import type { Reply } from '../../nodes/XportcnKa/transport/reply';

/**
 * A run whose requests a test answers. For what can be told from the answers alone; whether money
 * moved is for the sandbox's ledger to say.
 * @param answerTo the reply to a request with this body, the how manieth of all it is (from 1)
 */
export function scriptedRun(
	answerTo: (body: IDataObject, nth: number) => Reply,
	{ settings, cancelSignal }: { settings?: Partial<RunSettings>; cancelSignal?: AbortSignal } = {},
) {
	const requests: Array<{ path: string; body: IDataObject }> = [];
	const run: Pick<Run, 'client' | 'settings' | 'lookUps'> = {
		client: {
			cancelSignal,
			async send({ path }, body) {
				requests.push({ path, body: body as IDataObject });
				return answerTo(body as IDataObject, requests.length);
			},
		},
		settings: {
			...DEFAULTS,
			maxConcurrency: 1,
			verifyUnknown: true,
			skipIfPaid: false,
			endpointPath: undefined,
			orderDetails: endpoints['order.get'],
			...settings,
		},
		lookUps: { deadInARow: 0 },
	};
	return { run: run as Run, requests };
}
