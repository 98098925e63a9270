import { sleep } from 'n8n-workflow';

import type { Result } from '../../../nodes/XportcnKa/outcome/outcome';
import type { PayScenario } from '../pay/scenario';
import type { Kind, Scenario } from '../scenario';

/** A mistake that the node could have, in one of its modules: what the module then exports instead. */
export interface PlantedBug {
	name: string;
	/** Below the project's folder. */
	module: string;
	exports: (actual: never) => object;
	/** The kind of run that it shows in. */
	kind: Kind;
	/** The scenarios that it can show in at all, where these are so rare that finding one takes long. */
	like?: (scenario: Scenario) => boolean;
	/** A promise that it breaks. */
	breaks: RegExp;
}

/** Checks the types of a bug's module, which is known by its path only. */
const bug = <Module>(
	planted: Omit<PlantedBug, 'exports'> & { exports: (actual: Module) => Partial<Module> },
): PlantedBug => planted as unknown as PlantedBug;

type VerifyPayments = typeof import('../../../nodes/XportcnKa/actions/order/verifyPayments');
type PayResponse = typeof import('../../../nodes/XportcnKa/actions/order/payResponse');
type PayTask = typeof import('../../../nodes/XportcnKa/actions/order/payTask');
type PaySettings = typeof import('../../../nodes/XportcnKa/actions/order/paySettings');
type RunBudget = typeof import('../../../nodes/XportcnKa/actions/order/runBudget');
type SentOrders = typeof import('../../../nodes/XportcnKa/actions/order/sentOrders');
type OrderFields = typeof import('../../../nodes/XportcnKa/actions/order/orderFields');
type CreatedOrders = typeof import('../../../nodes/XportcnKa/actions/order/createdOrders');
type KnownNumbers = typeof import('../../../nodes/XportcnKa/actions/order/knownNumbers');
type CreateGuards = typeof import('../../../nodes/XportcnKa/actions/order/createGuards');
type ExistingOrders = typeof import('../../../nodes/XportcnKa/actions/order/existingOrders');
type ExistingResults = typeof import('../../../nodes/XportcnKa/actions/order/existingResults');
type PreviewResponse = typeof import('../../../nodes/XportcnKa/actions/order/previewResponse');
type Accepted = typeof import('../../../nodes/XportcnKa/outcome/accepted');
type Failure = typeof import('../../../nodes/XportcnKa/outcome/failure');
type Classify = typeof import('../../../nodes/XportcnKa/transport/classify');
type Retry = typeof import('../../../nodes/XportcnKa/transport/retry');
type Paths = typeof import('../../../nodes/shared/paths');
type EndpointPaths = typeof import('../../../credentials/endpointPaths');

const ORDER = 'nodes/XportcnKa/actions/order';

/** Gives a failed result with this code another outcome. */
const instead = (result: Result, errorCode: string, outcome: 'rejected' | 'succeeded'): Result => {
	if (result.outcome === 'succeeded' || result.errorCode !== errorCode) return result;
	return outcome === 'succeeded'
		? { outcome, json: result.json ?? {}, requestId: result.requestId }
		: { ...result, outcome };
};

const ofPay =
	(isLike: (scenario: PayScenario) => boolean) =>
	(scenario: Scenario): boolean =>
		scenario.kind === 'pay' && isLike(scenario);

const struckBy =
	(kind: string) =>
	({ faults }: PayScenario): boolean =>
		faults.some((fault) => 'behaviour' in fault && fault.behaviour.kind === kind);

export const PLANTED_BUGS: PlantedBug[] = [
	bug<VerifyPayments>({
		name: 'details that show an order unpaid settle it as refused',
		module: `${ORDER}/verifyPayments`,
		exports: ({ verifyPayments }) => ({
			async verifyPayments(...args) {
				const settled = await verifyPayments(...args);
				for (const [payment, result] of settled) {
					settled.set(payment, instead(result, 'STILL_UNPAID', 'rejected'));
				}
				return settled;
			},
		}),
		kind: 'pay',
		breaks: /was debited by this call/,
	}),
	bug<PayResponse>({
		name: 'a link to pay at counts as a payment',
		module: `${ORDER}/payResponse`,
		exports: ({ parsePayResponse }) => ({
			parsePayResponse(...args) {
				const verdicts = parsePayResponse(...args);
				for (const [orderId, verdict] of verdicts) {
					const result = instead(verdict.result, 'PAYMENT_LINK', 'succeeded');
					verdicts.set(orderId, { ...verdict, result });
				}
				return verdicts;
			},
		}),
		kind: 'pay',
		breaks: /was never debited/,
	}),
	bug<PayResponse>({
		name: 'an order that the answer does not mention counts as refused',
		module: `${ORDER}/payResponse`,
		exports: ({ parsePayResponse }) => ({
			parsePayResponse(...args) {
				const verdicts = parsePayResponse(...args);
				for (const [orderId, verdict] of verdicts) {
					const result = instead(verdict.result, 'NOT_IN_ANSWER', 'rejected');
					verdicts.set(orderId, { ...verdict, result });
				}
				return verdicts;
			},
		}),
		kind: 'pay',
		breaks: /was debited by this call/,
	}),
	bug<VerifyPayments>({
		name: 'Confirm Payment believes the answer',
		module: `${ORDER}/verifyPayments`,
		exports: () => ({ confirmPayments: async () => new Map() }),
		kind: 'pay',
		breaks: /is not shown as paid/,
	}),
	bug<PaySettings>({
		name: 'a dry run is a run',
		module: `${ORDER}/paySettings`,
		exports: ({ readPaySettings }) => ({
			readPaySettings: (reader) => ({ ...readPaySettings(reader), dryRun: false }),
		}),
		kind: 'pay',
		breaks: /a dry run paid/,
	}),
	bug<RunBudget>({
		name: 'the budget of a run does not count batches that are on their way',
		module: `${ORDER}/runBudget`,
		exports: () => ({
			openRunBudget(_context, maximum) {
				let spent = 0;
				const answered = async (fen: number) => {
					await sleep(50);
					spent += fen;
				};
				return {
					reserve(fen) {
						if (spent + fen > maximum) return false;
						void answered(fen);
						return true;
					},
					release() {},
				};
			},
		}),
		kind: 'pay',
		breaks: /fen (were|would be) sent, the maximum is/,
	}),
	bug<RunBudget>({
		name: 'the budget of a run begins anew in a loop',
		module: `${ORDER}/runBudget`,
		exports: ({ openRunBudget }) => ({
			openRunBudget: (_context, ...others) =>
				openRunBudget(
					{ getContext: () => ({}) } as unknown as Parameters<typeof openRunBudget>[0],
					...others,
				),
		}),
		kind: 'pay',
		like: ofPay(({ fate, guards }) => fate.kind === 'loop' && guards.maximumPerRun !== null),
		breaks: /fen (were|would be) sent, the maximum is|was sent after one that did not fit/,
	}),
	bug<SentOrders>({
		name: 'what was sent in a turn of a loop is forgotten in the next',
		module: `${ORDER}/sentOrders`,
		exports: () => ({
			openSentOrders: () => ({
				find: () => undefined,
				add: () => {},
				addPaid: () => {},
				settle: () => {},
			}),
		}),
		kind: 'pay',
		like: ofPay(({ fate }) => fate.kind === 'loop'),
		breaks: /was sent again in a later turn/,
	}),
	bug<OrderFields>({
		name: 'an amount that cannot be read counts as nothing',
		module: `${ORDER}/orderFields`,
		exports: ({ totalOf }) => ({ totalOf: (...args) => totalOf(...args) ?? 0 }),
		kind: 'pay',
		breaks: /its amount cannot have been read|costs something else/,
	}),
	bug<PayTask>({
		name: 'of several items that name an order only the first guards it',
		module: `${ORDER}/payTask`,
		exports: () => ({ mergePayTasks: (first) => first }),
		kind: 'pay',
		breaks: /above the maximum per order|costs something else than expected|cannot be read/,
	}),
	bug<Retry>({
		name: 'a payment without an answer is sent again',
		module: 'nodes/XportcnKa/transport/retry',
		exports: ({ withRetries }) => ({
			withRetries: async (_effect, ...others) => await withRetries('read', ...others),
		}),
		kind: 'pay',
		breaks: /was sent \d times/,
	}),
	bug<Classify>({
		name: 'a 429 in an envelope is taken for a gateway that refused',
		module: 'nodes/XportcnKa/transport/classify',
		exports: ({ classifyResponse }) => ({
			classifyResponse(response) {
				const attempt = classifyResponse(response);
				const isBusy =
					attempt.kind === 'answered' &&
					(attempt.httpStatus === 429 || attempt.envelope.code === 429);
				return isBusy ? { kind: 'notXportcn', httpStatus: 429 } : attempt;
			},
		}),
		kind: 'pay',
		breaks: /was sent \d times/,
	}),
	bug<Failure>({
		name: 'a refusal of a batch counts for each of its orders',
		module: 'nodes/XportcnKa/outcome/failure',
		exports: ({ failureOf }) => ({
			failureOf: (result, write) => failureOf(result, write && { ...write, isSingle: true }),
		}),
		kind: 'pay',
		like: ofPay(struckBy('halfWay')),
		breaks: /was debited by this call/,
	}),
	bug<Accepted>({
		name: 'success: false beside code 200 is overlooked',
		module: 'nodes/XportcnKa/outcome/accepted',
		exports: () => ({
			acceptedAnswer: (result) =>
				result.kind === 'answered' && result.envelope.code === 200 ? result : undefined,
		}),
		kind: 'pay',
		like: ofPay(struckBy('successFalse')),
		breaks: /was never debited|cannot have been read|nobody looked/,
	}),
	bug<CreatedOrders>({
		name: 'what differs from the preview counts as succeeded',
		module: `${ORDER}/createdOrders`,
		exports: ({ resultsOfCreate }) => ({
			resultsOfCreate: (...args) =>
				resultsOfCreate(...args).map((result): Result =>
					result.outcome === 'differs'
						? { outcome: 'succeeded', json: result.json ?? {}, requestId: result.requestId }
						: result,
				),
		}),
		kind: 'create',
		breaks: /succeeded as \d orders for/,
	}),
	bug<Retry>({
		name: 'a create without an answer is sent again',
		module: 'nodes/XportcnKa/transport/retry',
		exports: ({ withRetries }) => ({
			withRetries: async (_effect, ...others) => await withRetries('read', ...others),
		}),
		kind: 'create',
		breaks: /was sent \d times/,
	}),
	bug<Failure>({
		name: 'a refusal of a split purchase counts for all of it',
		module: 'nodes/XportcnKa/outcome/failure',
		exports: ({ failureOf }) => ({
			failureOf: (result, write) => failureOf(result, write && { ...write, isSingle: true }),
		}),
		kind: 'create',
		breaks: /was created, and all is said to be undone/,
	}),
	bug<ExistingOrders>({
		name: 'a list that cannot be read counts as empty',
		module: `${ORDER}/existingOrders`,
		exports: ({ findExisting }) => ({
			async findExisting(...args) {
				const read = await findExisting(...args);
				return read.ok ? read : { ok: true, orders: [], cancelled: [], requestId: null };
			},
		}),
		kind: 'create',
		breaks: /two sets of orders|existed and was created again/,
	}),
	bug<KnownNumbers>({
		name: 'a number that got an order in a turn of a loop is forgotten in the next',
		module: `${ORDER}/knownNumbers`,
		exports: () => ({
			openKnownNumbers: () => ({
				compare: () => [],
				begin: () => ({ isOnlyOne: () => true, settle: () => undefined }),
			}),
		}),
		kind: 'create',
		like: (scenario) => scenario.kind === 'create' && scenario.fate.kind === 'loop',
		breaks: /two sets of orders/,
	}),
	bug<ExistingResults>({
		name: 'existing orders are not compared with the preview',
		module: `${ORDER}/existingResults`,
		exports: () => ({ differenceFrom: () => undefined }),
		kind: 'create',
		breaks: /exist as \d orders for/,
	}),
	bug<PreviewResponse>({
		name: 'a limit is held against the smaller of the two totals',
		module: `${ORDER}/previewResponse`,
		exports: ({ totalOfPreview }) => ({
			totalOfPreview(preview) {
				const total = totalOfPreview(preview);
				return total && { ...total, most: total.least };
			},
		}),
		kind: 'create',
		breaks: /was sent \d times, and might be \d times/,
	}),
	bug<CreateGuards>({
		name: 'a preview that refuses is passed over',
		module: `${ORDER}/createGuards`,
		exports: () => ({ refusedByPreview: () => undefined }),
		kind: 'create',
		breaks: /was sent \d times, and might be \d times/,
	}),
	bug<Paths>({
		name: 'whether a request may be repeated goes by its operation, not by its path',
		module: 'nodes/shared/paths',
		exports: () => ({ effectOfPath: () => 'read' }),
		kind: 'call',
		breaks: /was sent \d times|is said to have changed nothing/,
	}),
	bug<EndpointPaths>({
		name: "'Endpoint Paths' are taken as they come",
		module: 'credentials/endpointPaths',
		exports: () => ({
			readEndpointPaths: (value) =>
				typeof value === 'string' && value.startsWith('{"order.') && value.endsWith('}')
					? (JSON.parse(value) as ReturnType<EndpointPaths['readEndpointPaths']>)
					: {},
		}),
		kind: 'call',
		breaks: /something was sent under a credential that cannot be used/,
	}),
];

/** The bugs are tried in two files of tests, which run at the same time. */
export const HALF = Math.ceil(PLANTED_BUGS.length / 2);
