import { gunzipSync } from '../../tools/node';
import type { IDataObject, IRun } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { itemsOf, runWorkflow } from '../harness/engine';
import { buying } from '../harness/purchases';
import { credentialFor, linkOf } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';
import { documented } from './hostileBodies';
import type { Attacked, HostileAnswer } from './hostileBodies';

const ASKED = '={{ $json.orderId }}';
const NO_LOOKS = { verifyUnknown: false, timeout: 5000 };

const PARAMETERS: Record<Attacked, IDataObject> = {
	pay: { operation: 'pay', orderId: ASKED, options: NO_LOOKS },
	settle: {
		operation: 'pay',
		orderId: ASKED,
		options: { verifyUnknown: true, verifyWait: 50, timeout: 5000 },
	},
	create: { operation: 'create', ...buying({ previewFirst: false }), options: NO_LOOKS },
	preview: { operation: 'preview', ...buying(), options: NO_LOOKS },
	get: { operation: 'get', orderId: ASKED, options: { ...NO_LOOKS, simplify: false } },
	getMany: { operation: 'getMany', limit: 5, options: { ...NO_LOOKS, simplify: false } },
	getLogistics: { operation: 'getLogistics', orderId: ASKED, options: NO_LOOKS },
};

/** A sandbox with two orders, and the documented answer about them. */
export function prepare(sandbox: Sandbox, operation: Attacked) {
	sandbox.reset();
	const orders = sandbox.orders.add(2);
	return {
		orderIds: orders.map(({ orderId }) => orderId),
		envelope: documented(operation, orders),
	};
}

/** Gives the node a hostile answer. Returns the promises it broke, in words. */
export async function attack(
	sandbox: Sandbox,
	operation: Attacked,
	answer: HostileAnswer,
): Promise<string[]> {
	const { orderIds } = prepare(sandbox, operation);
	if (operation === 'settle') {
		sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after', times: 0 });
	}
	sandbox.faults.add({ on: operation === 'settle' ? 'get' : operation, times: 0, ...answer });
	const run = await runWorkflow(
		singleNodeWorkflow(PARAMETERS[operation]),
		credentialFor(sandbox.baseUrl),
		itemsFrom(...orderIds.map((orderId) => ({ orderId }))),
	);
	return brokenBy(run, operation, orderIds, answer);
}

function brokenBy(
	run: IRun,
	operation: Attacked,
	orderIds: string[],
	answer: HostileAnswer,
): string[] {
	const { error } = run.data.resultData;
	if (error) return [`the run ended with an exception: ${error.message}`];
	const [succeeded = [], failed = [], ...others] = itemsOf(run, 'Xportcn');
	const items = [...succeeded, ...failed];

	const broken = orderIds.flatMap((orderId, index) => {
		const mine = items.filter((item) => linkOf(item) === index);
		return [
			...(isCountRight(operation, mine.length)
				? []
				: [`input item ${index} has ${mine.length} output items`]),
			...(NAMES_ORDERS.has(operation) && mine.some(({ json }) => json.orderId !== orderId)
				? [
						`an item of ${orderId} is called ${JSON.stringify(mine.map(({ json }) => json.orderId))}`,
					]
				: []),
		];
	});
	const misplaced = [
		...succeeded.filter(({ json }) => json.outcome !== 'succeeded'),
		...failed.filter(({ json }) => json.outcome === 'succeeded'),
	];
	if (items.some((item) => typeof linkOf(item) !== 'number')) broken.push('an item has no link');
	if (misplaced.length > 0) broken.push('an outcome on the wrong output');
	if (others.flat().length > 0) broken.push('items on the Error output');
	if (operation === 'pay') {
		const unproven = succeeded.filter(({ json }) => !isProven(answer, String(json.orderId)));
		if (unproven.length > 0) broken.push('succeeded without the documented proof');
	}
	if ('polluted' in {}) broken.push('Object.prototype was changed');
	return [...broken, ...brokenStorage(run)];
}

const NAMES_ORDERS = new Set<Attacked>(['pay', 'settle', 'get', 'getLogistics']);

/** A purchase may be split into several orders, and a list may be empty. */
function isCountRight(operation: Attacked, count: number): boolean {
	if (operation === 'getMany') return true;
	return operation === 'create' || operation === 'preview' ? count >= 1 : count === 1;
}

/** n8n writes an execution's data as JSON; what cannot be written is lost with everything in it. */
function brokenStorage(run: IRun): string[] {
	try {
		JSON.stringify(run);
		return [];
	} catch (error) {
		return [`the execution cannot be stored: ${(error as Error).message}`];
	}
}

/** Whether an answer proves that an order was paid, read by independent code. */
function isProven({ body, status = 200, headers = {} }: HostileAnswer, orderId: string): boolean {
	try {
		const bytes = Buffer.from(body);
		const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
		const { code, data } = JSON.parse(text.replace(/^\uFEFF+/, '')) as {
			code: unknown;
			data: { successOrderIds: unknown; failedOrderList?: unknown };
		};
		const refused = data.failedOrderList ?? [];
		return (
			status === 200 &&
			code === 200 &&
			names(data.successOrderIds, orderId) &&
			Array.isArray(refused) &&
			!names(
				refused.map((entry: { orderId: unknown }) => entry.orderId),
				orderId,
			)
		);
	} catch {
		return false;
	}
}

const names = (list: unknown, orderId: string): boolean =>
	Array.isArray(list) && list.some((entry) => String(entry).trim() === orderId);
