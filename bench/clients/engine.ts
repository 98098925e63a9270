/** The node on n8n's engine, in a process of its own. */
// these must come first: they set what holds while the others are loaded
import '../../test/harness/environment';
import '../../test/chaos/typescriptFirst';

import { outputsOf, runWorkflow } from '../../test/harness/engine';
import { itemsFrom, singleNodeWorkflow } from '../../test/harness/workflows';
import { serve } from './payerProcess';

serve(async ({ credential, orderIds, batchSize, maxConcurrency }) => {
	const run = await runWorkflow(
		singleNodeWorkflow({ operation: 'pay', options: { batchSize, maxConcurrency } }),
		credential,
		itemsFrom(...orderIds.map((orderId) => ({ orderId }))),
	);
	return { paid: () => outputsOf(run, 'Xportcn')[0].map(({ orderId }) => String(orderId)) };
});
