import fc from 'fast-check';

import type { FaultBehaviour } from '../../../sandbox';
import type { OnError } from '../../harness/workflows';
import { trueOnceIn } from '../draw';
import { ON_ERRORS } from '../execution';
import { anyTime, refusal, scope } from '../faults';
import type { Scope } from '../faults';
import { WRONG_PATHS } from './wrongPaths';
import type { WrongPaths } from './wrongPaths';

export type CallFault = { on: 'saveAddress' | 'get' } & Scope & { behaviour: FaultBehaviour };

/** How a call is written down. `BASE` stands for the Base URL. */
export const PATHS = {
	/** Saves an address: a write of this node's own, that Call Endpoint may make. */
	address: [
		'/open/address/addOrUpdate',
		'/open/address/addOrUpdate?source=n8n',
		'open/address/addOrUpdate',
		'BASE/open/address/addOrUpdate',
	],
	/** Reads an order. */
	details: ['/alibaba/ka/order/detail', 'BASE/alibaba/ka/order/detail'],
	/** Pays or creates: has an operation of its own, however it is written. */
	own: [
		'/alibaba/ka/order/pay',
		'alibaba/ka/order/pay',
		'BASE/alibaba/ka/order/pay',
		'/alibaba/ka/order/pay?x=1',
		'/alibaba/ka/order/pay;x=1',
		'/ALIBABA/KA/ORDER/PAY',
		'/alibaba/ka//order/pay',
		'/alibaba/ka/order/%70ay',
		'/alibaba/ka/order/x/..;/pay',
		'/alibaba/ka/order/x/../pay',
		'/alibaba/ka/order/pay/',
		'/alibaba/ka/order/pay.json',
		'/alibaba/ka/order/create',
		'/alibaba/ka/order/create?x',
	],
} as const;

/** What one input item calls. */
export type CallPlan = {
	[Kind in keyof typeof PATHS]: { to: Kind; path: (typeof PATHS)[Kind][number] };
}[keyof typeof PATHS];

/** All that a chaos run of the other calls depends on, save the clock. */
export type CallScenario = { kind: 'call'; onError: OnError } & (
	| {
			/** Call Endpoint, or Address -> Create or Update. */
			by: 'callEndpoint' | 'upsert';
			items: CallPlan[];
			/** Of Call Endpoint. */
			changesSomething: boolean;
			faults: CallFault[];
			isRunAgain: boolean;
	  }
	/** An operation of the node, under a credential whose paths cannot be right. */
	| { by: 'pay' | 'create' | 'get' | 'getMany'; wrong: WrongPaths }
);

const callFault: fc.Arbitrary<CallFault> = fc
	.tuple(
		fc.constantFrom('saveAddress' as const, 'saveAddress' as const, 'get' as const),
		fc.oneof({ weight: 5, arbitrary: anyTime }, { weight: 1, arbitrary: refusal }),
		scope,
	)
	.map(([on, behaviour, where]) => ({ on, behaviour, ...where }));

const planOf = <K extends keyof typeof PATHS>(to: K) =>
	fc.constantFrom(...(PATHS[to] as readonly string[])).map((path) => ({ to, path }) as CallPlan);

const onError = fc.constantFrom<OnError>(...ON_ERRORS);

/** A chaos run of Call Endpoint, Create or Update, or any operation under wrong paths. */
export const callScenarios: fc.Arbitrary<CallScenario> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('call' as const),
			by: fc.constantFrom('callEndpoint' as const, 'callEndpoint' as const, 'upsert' as const),
			items: fc.array(
				fc.oneof(
					{ weight: 4, arbitrary: planOf('address') },
					{ weight: 1, arbitrary: planOf('details') },
					{ weight: 1, arbitrary: planOf('own') },
				),
				{ minLength: 1, maxLength: 4 },
			),
			changesSomething: fc.boolean(),
			faults: fc.array(callFault, { minLength: 1, maxLength: 3 }),
			isRunAgain: trueOnceIn(2),
			onError,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('call' as const),
			by: fc.constantFrom('pay' as const, 'create' as const, 'get' as const, 'getMany' as const),
			wrong: fc.constantFrom(...(Object.keys(WRONG_PATHS) as WrongPaths[])),
			onError,
		}),
	},
);
