import type { IDataObject } from 'n8n-workflow';

import { buying, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const search = async (parameters: IDataObject, input: IDataObject[] = [{}]) =>
	await scene.run({ resource: 'product', operation: 'search', ...parameters }, input);
const get = async (parameters: IDataObject, input: IDataObject[] = [{}]) =>
	await scene.run({ resource: 'product', operation: 'get', ...parameters }, input);

const THERMOS = 889512351602;
const SHOES = 682340157729;
const LEATHER_SHOES = 730465918206;
const UNKNOWN = '999999999999';

const offerIdsOf = (jsons: IDataObject[]) => jsons.map(({ offerId }) => offerId);
const bodies = () => scene.sandbox.requests.all().map(({ body }) => body);

describe('Product Search', () => {
	it('gives one item per product, linked to the item with the keyword', async () => {
		const { succeeded, failed, items } = await search({ keyword: '={{ $json.word }}' }, [
			{ word: '男鞋' },
			{ word: '保温' },
		]);
		expect(failed).toEqual([]);
		expect(offerIdsOf(succeeded)).toEqual([SHOES, LEATHER_SHOES, THERMOS]);
		expect(items[0].map(linkOf)).toEqual([0, 0, 1]);
		// number and title first, and only the useful fields
		expect(Object.keys(succeeded[2])).toEqual([
			...['offerId', 'subjectTrans', 'subject', 'price', 'imageUrl'],
			...['keyword', 'outcome', 'operation', 'requestId'],
		]);
		expect(succeeded[2]).toEqual({
			offerId: THERMOS,
			subjectTrans: expect.any(String),
			subject: '304不锈钢保温杯 500ml 便携直身杯',
			price: '29.00',
			imageUrl: expect.any(String),
			keyword: '保温',
			outcome: 'succeeded',
			operation: 'search',
			requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	it('sends what clients of the platform send, and leaves out what is empty', async () => {
		await search({
			keyword: ' 男鞋 ',
			limit: 5,
			searchFilters: {
				filter: 'shipInToday',
				priceStart: 40,
				priceEnd: '50.00',
				categoryId: '={{ null }}',
				more: '{"outMemberId":"m1"}',
			},
		});
		await search({ keyword: '男鞋', country: '' });
		expect(bodies()).toEqual([
			{
				beginPage: 1,
				pageSize: 5,
				keyword: '男鞋',
				country: 'en',
				filter: 'shipInToday',
				priceStart: '40',
				priceEnd: '50.00',
				outMemberId: 'm1',
			},
			{ beginPage: 1, pageSize: 20, keyword: '男鞋' },
		]);
	});

	it('reads on until the limit is reached, and no product twice', async () => {
		const { succeeded } = await search({ keyword: '男鞋', limit: 1 });
		expect(offerIdsOf(succeeded)).toEqual([SHOES]);

		const page = (from: number) =>
			JSON.stringify(Array.from({ length: 20 }, (_, index) => ({ offerId: from + index })));
		for (const from of [1, 11]) {
			const body = `{"code":200,"msg":"成功","data":{"totalRecords":100,"data":${page(from)}}}`;
			scene.sandbox.faults.add({ on: 'productSearch', kind: 'raw', body });
		}
		const many = await search({ keyword: 'x', limit: 30 });
		expect(offerIdsOf(many.succeeded)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
	});

	it('gives all fields without Simplify', async () => {
		const { succeeded } = await search({ keyword: '保温', simplify: false });
		expect(succeeded).toMatchObject([{ offerId: THERMOS, companyName: '永康市晨露杯业有限公司' }]);
	});

	it('that finds nothing comes out of Failed, so that no item disappears', async () => {
		const { succeeded, failed, items } = await search({ keyword: '={{ $json.word }}' }, [
			{ word: '保温' },
			{ word: 'zzz' },
		]);
		expect(succeeded).toHaveLength(1);
		expect(failed).toMatchObject([
			{ keyword: 'zzz', outcome: 'rejected', errorCode: 'NOT_FOUND', retryable: false },
		]);
		expect(failed[0]).not.toHaveProperty('orderId');
		expect(items[1].map(linkOf)).toEqual([1]);
	});

	it('is tried again when Xportcn is busy, and refused with its reason', async () => {
		scene.sandbox.faults.add({ on: 'productSearch', kind: 'status', status: 503, times: 1 });
		expect((await search({ keyword: '保温' })).succeeded).toHaveLength(1);
		scene.sandbox.faults.add({ on: 'productSearch', kind: 'code', code: 400, msg: '参数错误' });
		const { failed } = await search({ keyword: '保温' });
		expect(failed).toMatchObject([
			{ keyword: '保温', errorCode: 'XPORTCN_400', failedReason: '参数错误', retryable: false },
		]);
	});

	it('says so when there is no list in the answer', async () => {
		const body = '{"code":200,"msg":"成功","data":{"a":1}}';
		scene.sandbox.faults.add({ on: 'productSearch', kind: 'raw', body });
		const { failed } = await search({ keyword: '保温' });
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' }]);
		expect(failed[0].errorMessage).toContain('no list of products');
	});

	it.each([
		['no keyword', { keyword: '={{ $json.nothing }}' }, "'Keyword' is empty"],
		['a limit of 0', { keyword: 'x', limit: 0 }, "'Limit'"],
		[
			'fields that do not parse',
			{ keyword: 'x', searchFilters: { more: '{"a"' } },
			"'More Fields (JSON)' is not valid JSON",
		],
	])('sends nothing for %s', async (_, parameters, message) => {
		const { failed } = await search(parameters);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain(message);
	});
});

describe('Product Get', () => {
	it('gives each product with its variants; what is not there is on Failed', async () => {
		const { succeeded, failed, items } = await get({}, [
			{ offerId: THERMOS },
			{ offerId: UNKNOWN },
			{ offerId: `${SHOES}, ${THERMOS}` },
		]);
		expect(offerIdsOf(succeeded)).toEqual([String(THERMOS), String(SHOES), String(THERMOS)]);
		expect(succeeded[0].productSkuInfos).toHaveLength(3);
		expect(succeeded[0]).toMatchObject({ outcome: 'succeeded', operation: 'get' });
		expect(failed).toMatchObject([
			{ offerId: UNKNOWN, outcome: 'rejected', failedReason: `商品不存在:${UNKNOWN}` },
		]);
		expect(failed[0]).not.toHaveProperty('orderId');
		expect(items[0].map(linkOf)).toEqual([0, 2, 2]);
		expect(items[1].map(linkOf)).toEqual([1]);
		// the product that two items name is asked for once
		expect(bodies()).toEqual([
			{ offerId: THERMOS, country: 'en' },
			{ offerId: Number(UNKNOWN), country: 'en' },
			{ offerId: SHOES, country: 'en' },
		]);
	});

	it('never takes another product for the one asked for', async () => {
		const body = `{"code":200,"msg":"成功","data":{"offerId":${SHOES},"subject":"x"}}`;
		scene.sandbox.faults.add({ on: 'productDetails', kind: 'raw', body });
		const { succeeded, failed } = await get({ offerId: String(THERMOS) });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ offerId: String(THERMOS), errorCode: 'UNREADABLE_ANSWER' }]);
		expect(failed[0].errorMessage).toContain('about another product than this one');
	});

	it('says that there is no such product when the answer is empty', async () => {
		const body = '{"code":200,"msg":"成功","data":null}';
		scene.sandbox.faults.add({ on: 'productDetails', kind: 'raw', body });
		const { failed } = await get({ offerId: String(THERMOS) });
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'NOT_FOUND' }]);
		expect(failed[0].errorMessage).toContain('Check the Offer ID');
	});

	it.each([
		['nothing', undefined, "'Offer ID' is empty"],
		['a word', 'cup', '\'Offer ID\' has the value "cup", which cannot be used'],
	])('sends nothing for %s', async (_, offerId, message) => {
		const { failed } = await get({}, [{ offerId } as IDataObject]);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(failed[0].errorMessage).toContain(message);
	});

	it.each<[string, IDataObject | string]>([
		['By ID', { __rl: true, mode: 'id', value: String(THERMOS) }],
		['By URL', { __rl: true, mode: 'url', value: `https://detail.1688.com/offer/${THERMOS}.html` }],
		['From List', { __rl: true, mode: 'list', value: String(THERMOS) }],
		['as a plain text', String(THERMOS)],
		['as the address of its page', `https://detail.1688.com/offer/${THERMOS}.html?spm=a1`],
	])('takes an offer ID given %s', async (_, offerId) => {
		const { succeeded } = await get({ offerId });
		expect(offerIdsOf(succeeded)).toEqual([String(THERMOS)]);
	});

	it('goes on to Create by expressions alone', async () => {
		const { succeeded } = await get({ offerId: String(THERMOS) });
		const line = {
			offerId: '={{ $json.offerId }}',
			specId: '={{ $json.productSkuInfos[0].specId }}',
			quantity: 2,
		};
		const created = await scene.run(
			{ operation: 'create', ...buying({ items: { item: [line] } }) },
			succeeded,
		);
		expect(created.succeeded).toMatchObject([{ totalCny: '64.00' }]);
		expect(scene.sandbox.requests.of('create')[0].body).toMatchObject({
			cargoParamList: [{ ...SAMPLE_LINE, offerId: THERMOS }],
		});
	});
});
