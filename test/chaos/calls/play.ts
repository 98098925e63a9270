import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { buying } from '../../harness/purchases';
import { attribute, execute } from '../execution';
import type { Execution } from '../execution';
import { TIMES } from '../faults';
import { addUp, countsOf, noStatistics } from '../statistics';
import type { ChaosResult } from '../statistics';
import { openWorld } from '../world';
import type { World } from '../world';
import { brokenCallPromises, brokenRefusal } from './judge';
import type { CallCase } from './judge';
import type { CallPlan, CallScenario } from './scenario';
import { endpointPathsOf } from './wrongPaths';

/** Plays a scenario of the other calls in a world of its own and judges it. */
export async function playCall(sandbox: Sandbox, scenario: CallScenario): Promise<ChaosResult> {
	const world = openWorld(sandbox, { honest: (fault) => fault });
	return 'wrong' in scenario
		? await playWrongPaths(world, scenario)
		: await playCalls(world, scenario);
}

type Calls = Extract<CallScenario, { items: CallPlan[] }>;

async function playCalls(world: World, scenario: Calls): Promise<ChaosResult> {
	const { sandbox } = world;
	const [{ orderId }] = sandbox.orders.add(1);
	for (const { behaviour, ...where } of scenario.faults) {
		sandbox.faults.add({ ...where, ...behaviour });
	}
	const plans = scenario.items.map((plan, index) => ({ plan, name: `Receiver ${index}` }));
	const cases = [await playOnce(world, scenario, plans, orderId)];
	if (scenario.isRunAgain) {
		const isRetryable = (index: number) =>
			cases[0].execution.nodeRuns.some(({ items }) =>
				items.some(({ item, json }) => item === index && json.retryable === true),
			);
		// under another name, so that what the first run saved is told from what this one saves
		const again = plans
			.filter((_, index) => isRetryable(index))
			.map(({ plan, name }) => ({ plan, name: `${name} again` }));
		if (again.length > 0) cases.push(await playOnce(world, scenario, again, orderId));
	}
	world.settle();
	attribute(
		world,
		cases.map(({ execution }) => execution),
	);
	return resultOf(world, cases.flatMap(brokenCallPromises), cases);
}

async function playOnce(
	world: World,
	scenario: Calls,
	calls: CallCase['calls'],
	orderId: string,
): Promise<CallCase> {
	const { by, changesSomething, onError } = scenario;
	const parameters: IDataObject =
		by === 'upsert'
			? {
					resource: 'address',
					operation: 'upsert',
					receiverName: '={{ $json.name }}',
					...{ phone: '13567102355', province: '浙江省', city: '义乌市', streetAddress: '一号' },
				}
			: {
					resource: 'api',
					operation: 'callEndpoint',
					path: '={{ $json.path }}',
					changesSomething,
					body: '={{ $json.body }}',
				};
	const execution = await execute(
		world,
		{ parameters: { ...parameters, options: { timeout: TIMES.timeout } }, onError },
		calls.map(({ plan, name }) => ({
			name,
			path: plan.path.replace('BASE', world.sandbox.baseUrl),
			body: {
				...{ id: 0, name, province: '浙江省', city: '义乌市', address: '一号' },
				...{ phone: '13567102355', orderId, orderIds: [orderId] },
			},
		})),
	);
	return { world, by, onError, calls, execution };
}

/** What an operation does when its credential cannot be used: nothing. */
async function playWrongPaths(
	world: World,
	{ by, wrong, onError }: Extract<CallScenario, { wrong: unknown }>,
): Promise<ChaosResult> {
	const [{ orderId }] = world.sandbox.orders.add(1);
	const parameters: Record<typeof by, IDataObject> = {
		pay: { operation: 'pay', options: { skipIfPaid: true } },
		create: { operation: 'create', ...buying({ outOrderId: 'PO-1', ifExists: 'refuse' }) },
		get: { operation: 'get' },
		getMany: { operation: 'getMany' },
	};
	const execution = await execute(
		world,
		{
			parameters: parameters[by],
			onError,
			credential: { endpointPaths: endpointPathsOf(wrong) },
		},
		[{ orderId }, { orderId }],
	);
	world.settle();
	attribute(world, [execution]);
	return resultOf(world, brokenRefusal(world, execution, onError), [{ execution }]);
}

function resultOf(
	world: World,
	broken: string[],
	cases: Array<{ execution: Execution }>,
): ChaosResult {
	const statistics = noStatistics();
	for (const { execution } of cases) addUp(statistics, countsOf(execution, world));
	return { broken, statistics };
}
