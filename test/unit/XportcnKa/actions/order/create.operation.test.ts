import type { IDataObject } from 'n8n-workflow';

import { isInvalid } from '../../../../../nodes/XportcnKa/actions/operation';
import { create } from '../../../../../nodes/XportcnKa/actions/order/create.operation';
import { readSettings } from '../../../../../nodes/XportcnKa/actions/settings';
import type { Result } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import sample from '../../../../../sandbox/samples/preview.answer.json';
import { executeContext } from '../../../../harness/executeContext';
import { buying } from '../../../../harness/purchases';
import { accepted, answer, page, unanswered } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const NOW = Date.parse('2026-05-20T07:41:00Z');
const SAMPLE = { ...accepted(sample.data), serverTime: NOW } as HttpResult;
const ABOUT_SAMPLE = { outOrderId: 'PO-1' };

interface Script {
	preview?: HttpResult;
	create?: HttpResult;
	list?: HttpResult;
}

beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['setInterval'] }));
afterEach(() => jest.useRealTimers());

/** Creates what these parameters buy, one order for each. */
async function run(
	parameters: IDataObject[],
	{ preview = SAMPLE, create: created, list = accepted([]) }: Script = {},
) {
	const { client, requests } = scriptedClient(() => {
		const { path } = requests[requests.length - 1];
		if (path.endsWith('/preview')) return preview;
		if (!path.endsWith('/create')) return list;
		const isFirst = requests.filter((each) => each.path === path).length === 1;
		return created ?? accepted(isFirst ? A : B);
	});
	const tasks = await Promise.all(
		parameters.map(async (each, index) => {
			const context = executeContext({
				resource: 'order',
				operation: 'create',
				...buying(each),
			});
			const [task] = await create.prepare(context, 0);
			if (isInvalid(task)) throw new Error(task.failure.errorMessage);
			const settings = readSettings(context, [], (reader) => create.readSettings!(reader));
			return { task: { ...task, key: `item ${index}` }, context: { client, settings } };
		}),
	);
	const creating = create.executeAll!(tasks, executeContext({}));
	await jest.advanceTimersByTimeAsync(60_000);
	const byTask = await creating;
	return {
		results: tasks.map(({ task }) => byTask.get(task.key) ?? []),
		paths: requests.map(({ path }) => path.replace('/alibaba/ka/order/', '')),
	};
}
const outcomesOf = (results: Result[][]) =>
	results.flat().map((result) => ('errorCode' in result ? result.errorCode : result.outcome));
const PREVIEW = 'create/preview';

describe('Create', () => {
	it('previews, creates once, and looks no further when all is clear', async () => {
		const { results, paths } = await run([ABOUT_SAMPLE]);
		expect(paths).toEqual([PREVIEW, 'create']);
		expect(results).toMatchObject([[{ outcome: 'succeeded', json: { orderId: A } }]]);
	});

	it.each<[string, IDataObject, Script, string]>([
		['the preview gets no answer', {}, { preview: unanswered('timeout') }, 'TIMEOUT'],
		['the preview is refused', {}, { preview: answer(400, { msg: '?' }) }, 'XPORTCN_400'],
		[
			'the preview says no',
			{},
			{ preview: accepted([{ ...sample.data[0], status: false }]) },
			'PREVIEW_REFUSED',
		],
		[
			'the preview lacks a line',
			{},
			{ preview: accepted([{ ...sample.data[0], orderItemTOList: [] }]) },
			'PREVIEW_INCOMPLETE',
		],
		['it costs too much', { maximumTotal: '65.60' }, {}, 'ABOVE_MAXIMUM'],
		['it is a dry run', { options: { dryRun: true } }, {}, 'DRY_RUN'],
		[
			'it is a dry run without a preview',
			{ options: { dryRun: true }, previewFirst: false },
			{},
			'DRY_RUN',
		],
	])('sends nothing but the preview when %s', async (_, parameters, script, code) => {
		const { results, paths } = await run([parameters], script);
		expect(outcomesOf(results)).toEqual([code]);
		expect(['notSent', 'rejected']).toContain(results[0][0].outcome);
		expect(paths).toEqual([PREVIEW]);
	});

	it.each<[string, Script, string]>([
		['refuse', { list: accepted([{ orderId: A, outOrderId: 'PO-1' }]) }, 'ALREADY_EXISTS'],
		['refuse', { list: page(502) }, 'CANNOT_LOOK'],
		['returnExisting', { list: accepted([{ orderId: A }]) }, 'CANNOT_LOOK'],
		[
			'returnExisting',
			{ list: accepted([{ orderId: A, outOrderId: 'PO-1' }]) },
			'EXISTING_DIFFERS',
		],
	])('creates nothing under %s, when the list is %j', async (ifExists, script, code) => {
		const { results, paths } = await run([{ ...ABOUT_SAMPLE, ifExists }], script);
		expect(outcomesOf(results)).toEqual([code]);
		expect(paths).not.toContain('create');
	});

	it('creates what an empty list does not show', async () => {
		const { results, paths } = await run([{ ...ABOUT_SAMPLE, ifExists: 'refuse' }]);
		expect(outcomesOf(results)).toEqual(['succeeded']);
		expect(paths).toEqual(['page', PREVIEW, 'create']);
	});

	it('creates once for several items of a number that has to be one order', async () => {
		const item = { ...ABOUT_SAMPLE, ifExists: 'returnExisting' };
		const { results, paths } = await run([item, item, { ...item, outOrderId: 'PO-2' }]);
		expect(paths.filter((path) => path === 'create')).toHaveLength(2);
		expect(outcomesOf(results)).toEqual(['succeeded', 'succeeded', 'succeeded']);
		expect(results[1]).toMatchObject([{ json: { orderId: A, existing: true } }]);
	});

	it('creates nothing more of a number of which it does not know what became', async () => {
		const item = { ...ABOUT_SAMPLE, ifExists: 'returnExisting' };
		const { results, paths } = await run([item, item], { create: unanswered('timeout') });
		expect(outcomesOf(results)).toEqual(['TIMEOUT', 'CANNOT_LOOK']);
		expect(paths.filter((path) => path === 'create')).toHaveLength(1);
	});
});

describe('A create without a clear answer', () => {
	const lost = { create: unanswered('connectionLost') };
	const row = (fields: IDataObject = {}) =>
		({
			orderId: A,
			outOrderId: 'PO-1',
			tbCreateTime: '2026-05-20 15:41:00',
			...fields,
		}) as IDataObject;

	it('is settled by the order list, with the amount of its preview if it has none', async () => {
		const { results, paths } = await run([ABOUT_SAMPLE], { ...lost, list: accepted([row()]) });
		expect(results).toMatchObject([
			[
				{
					outcome: 'succeeded',
					json: {
						orderId: A,
						settledBy: 'orderList',
						totalCny: '64.00',
						totalSource: 'preview',
					},
				},
			],
		]);
		expect(paths).toEqual([PREVIEW, 'create', 'page']);
	});

	it('is settled with its own amount', async () => {
		const priced = row({ orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1, totalAmount: 6500 });
		const { results } = await run([ABOUT_SAMPLE], { ...lost, list: accepted([priced]) });
		expect(results).toMatchObject([[{ outcome: 'succeeded', json: { totalCny: '65.00' } }]]);
		expect(results[0][0].json).not.toHaveProperty('totalSource');
	});

	it.each<[string, IDataObject, Script]>([
		['the list shows nothing', ABOUT_SAMPLE, {}],
		[
			'the list shows an older one',
			ABOUT_SAMPLE,
			{ list: accepted([row({ tbCreateTime: '2026-05-20 15:40:30' })]) },
		],
		['the list shows two', ABOUT_SAMPLE, { list: accepted([row(), row({ orderId: B })]) }],
		['it has no number of the buyer’s', {}, { list: accepted([row()]) }],
		[
			'nobody wants to look',
			{ ...ABOUT_SAMPLE, options: { verifyUnknown: false } },
			{ list: accepted([row()]) },
		],
	])('stays unknown when %s', async (_, parameters, script) => {
		const { results, paths } = await run([parameters], { ...lost, ...script });
		expect(outcomesOf(results)).toEqual(['CONNECTION_LOST']);
		expect(paths.filter((path) => path === 'create')).toHaveLength(1);
	});

	it('stays unknown when two items of the run have the same number', async () => {
		const { results } = await run([ABOUT_SAMPLE, ABOUT_SAMPLE], {
			...lost,
			list: accepted([row()]),
		});
		expect(outcomesOf(results)).toEqual(['CONNECTION_LOST', 'CONNECTION_LOST']);
	});

	it('keeps the numbers that its answer named', async () => {
		const { results } = await run([ABOUT_SAMPLE], {
			create: answer(500, { data: { orderIds: [A, B] } }),
		});
		expect(results[0].map(({ outcome, json }) => [outcome, json?.orderId])).toEqual([
			['unknown', A],
			['unknown', B],
		]);
	});
});
