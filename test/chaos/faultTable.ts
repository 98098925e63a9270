import type { IDataObject } from 'n8n-workflow';

import type { Operation, Sandbox } from '../../sandbox';
import { itemsOf, runWorkflow } from '../harness/engine';
import { buying } from '../harness/purchases';
import { credentialFor } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';
import type { DescribedFault } from './faultTableFaults';
import { untilQuiet } from './world';

/** A way to use the node that the table has a row for. */
interface Use {
	name: string;
	operation: Operation;
	parameters: IDataObject;
	options: IDataObject;
	writes: boolean;
}

const off = { verifyUnknown: false };
const on = { verifyUnknown: true, verifyWait: 600 };
const ASKED = { orderId: '={{ $json.orderId }}' };

const use = (
	name: string,
	operation: Operation,
	parameters: IDataObject = ASKED,
	options: IDataObject = {},
): Use => ({
	name,
	operation,
	parameters,
	options,
	writes: operation === 'pay' || operation === 'create',
});

const purchase = buying({ previewFirst: false });

export const USES: Use[] = [
	use('Pay', 'pay', ASKED, on),
	use('Pay, Verify Unknown off', 'pay', ASKED, off),
	use('Create, with an Out Order ID', 'create', { ...purchase, outOrderId: 'PO-1' }, on),
	use('Create, Verify Unknown off', 'create', purchase, off),
	use('Preview', 'preview', buying()),
	use('Get', 'get'),
	use('Get Many', 'getMany', {}),
	use('Get Logistics', 'getLogistics'),
];

/** What came of a fault: the cells of a row, behind the name of the use. */
export type Cells = string[];
export const HEADINGS = [
	'Output',
	'`outcome`',
	'`errorCode`',
	'Sent',
	'Done',
	'Run it again?',
	'What the node says',
];

/** Lets a fault strike a use of the node, for real, on a sandbox that is reset first. */
export async function strike(
	sandbox: Sandbox,
	{ fault, timesOut }: DescribedFault,
	{ operation, parameters, options, writes }: Use,
): Promise<Cells> {
	sandbox.reset();
	const [{ orderId }] = sandbox.orders.add(1);
	const before = doneBy(sandbox);
	const noConnection = fault === 'noConnection';
	if (fault && !noConnection) sandbox.faults.add({ on: operation, times: 0, ...fault });

	const run = await runWorkflow(
		singleNodeWorkflow({
			operation,
			...parameters,
			options: { timeout: timesOut ? 500 : 5000, ...options },
		}),
		credentialFor(sandbox.baseUrl, noConnection ? { baseUrl: 'http://127.0.0.1:9/api' } : {}),
		itemsFrom({ orderId }),
	);
	// a request that the node gave up may still be on its way, or be worked on
	await untilQuiet(sandbox);

	const [succeeded = [], failed = []] = itemsOf(run, 'Xportcn');
	const sent = times(sandbox.requests.of(operation).length);
	const done = writes ? (doneBy(sandbox) > before ? 'yes' : 'no') : '';
	const [item, ...others] = [...succeeded, ...failed];
	if (!item) return ['no item', '', '', sent, done, 'no need', ''];
	if (others.length > 0) throw new Error(`${others.length + 1} items instead of one`);
	const { json } = item;
	return [
		succeeded.length > 0 ? 'Succeeded' : 'Failed',
		String(json.outcome),
		json.errorCode === undefined ? '' : `\`${String(json.errorCode)}\``,
		sent,
		done,
		runAgain(json),
		withoutTimes(String(json.errorMessage ?? '')),
	];
}

/** How much was debited and created. */
const doneBy = ({ ledger, orders }: Sandbox) => ledger.entries.length + orders.all().length;

const times = (count: number) => ['never', 'once', 'twice'][count] ?? `${count} times`;

function runAgain({ outcome, retryable }: IDataObject): string {
	if (retryable === true) return 'yes';
	switch (outcome) {
		case 'succeeded':
		case 'alreadyPaid':
			return 'no need';
		case 'unknown':
			return 'only after looking';
		default:
			return 'after fixing the reason';
	}
}

const withoutTimes = (message: string) => message.replace(/\d+\.\d s\b/g, '… s');
