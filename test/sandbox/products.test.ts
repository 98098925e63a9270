import { startSandbox, type Sandbox } from '../../sandbox';
import { ask } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

interface Found {
	offerId: number;
	price: string;
	imageUrl: string;
}

async function search(
	fields: object,
	operation: 'productSearch' | 'imageSearch' = 'productSearch',
) {
	const { code, data } = await ask(sandbox, operation, fields);
	expect(code).toBe(200);
	return data as { totalRecords: number; pageSize: number; data: Found[] };
}
const prices = async (fields: object) => (await search(fields)).data.map(({ price }) => price);
const [THERMOS, FOLDING, LAMP] = [889512351602, 745120993418, 701928346615];
const offersOf = ({ data }: { data: Found[] }) => data.map(({ offerId }) => offerId);

describe('keyword', () => {
	test.each([
		['thermos', [THERMOS]],
		['USB', [LAMP]],
		['usb', [LAMP]],
		['cup', [THERMOS, FOLDING]],
		['lamp', [LAMP]],
		['cup steel', [THERMOS]],
		['杯', [THERMOS, FOLDING]],
		['steel lamp', []],
	])('%s', async (keyword, found) => {
		expect(offersOf(await search({ keyword }))).toEqual(found);
	});
});

describe('filters, order and pages', () => {
	test('services: all of them must fit; words nobody knows say nothing', async () => {
		const cups = { keyword: 'cup' };
		expect(offersOf(await search({ ...cups, filter: 'shipInToday' }))).toEqual([THERMOS]);
		const both = 'shipIn24Hours,noReason7DReturn';
		expect(offersOf(await search({ ...cups, filter: both }))).toEqual([THERMOS, FOLDING]);
		expect(offersOf(await search({ ...cups, filter: `${both},isOnePsale` }))).toEqual([FOLDING]);
		expect(offersOf(await search({ ...cups, filter: 'ksCiphertext' }))).toEqual([THERMOS, FOLDING]);
		expect(offersOf(await search({ ...cups, filter: 'certifiedFactory' }))).toEqual([]);
	});

	test('prices', async () => {
		expect(await prices({ keyword: 'cup', priceStart: '12.51' })).toEqual(['29.00']);
		expect(await prices({ keyword: 'cup', priceEnd: '12.50' })).toEqual(['12.50']);
		expect(await prices({ keyword: 'cup', priceStart: '13', priceEnd: '28.99' })).toEqual([]);
		const refused = await ask(sandbox, 'productSearch', { keyword: 'cup', priceStart: 'x' });
		expect(refused).toMatchObject({ code: 400, data: null });
	});

	test.each([
		['{"price":"asc"}', [FOLDING, THERMOS]],
		['{"price":"desc"}', [THERMOS, FOLDING]],
		['{"monthSold":"desc"}', [FOLDING, THERMOS]],
		['{"rePurchaseRate":"desc"}', [THERMOS, FOLDING]],
	])('sort %s', async (sort, found) => {
		expect(offersOf(await search({ keyword: 'cup', sort }))).toEqual(found);
	});

	test.each(['price', '{}', '[]', '{"colour":"asc"}', '{"price":"up"}'])(
		'sort %s is refused',
		async (sort) => {
			const refused = await ask(sandbox, 'productSearch', { keyword: 'cup', sort });
			expect(refused).toMatchObject({ code: 400, msg: 'sort格式错误', data: null });
		},
	);

	test('a page has 50 products at most', async () => {
		expect((await search({ keyword: 'cup', pageSize: 500 })).pageSize).toBe(50);
	});
});

describe('image search', () => {
	test("a picture of the catalogue finds its product's category", async () => {
		const [{ imageUrl }] = (await search({ keyword: 'thermos' })).data;
		const found = await search({ imageAddress: imageUrl }, 'imageSearch');
		expect(offersOf(found)).toEqual([THERMOS, FOLDING]);
		const cheapest = { imageAddress: imageUrl, sort: '{"price":"asc"}', pageSize: 1 };
		const page = await search(cheapest, 'imageSearch');
		expect([offersOf(page), page.totalRecords]).toEqual([[FOLDING], 2]);
	});

	test('any other picture finds something, and the same again', async () => {
		const picture = { imageBase64: 'iVBORw0KGgo=' };
		const found = await search(picture, 'imageSearch');
		expect(found.totalRecords).toBeGreaterThan(0);
		expect(await search(picture, 'imageSearch')).toEqual(found);
	});

	test.each([{}, { imageBase64: '' }, { imageBase64: 5 }])('%j is refused', async (body) => {
		expect(await ask(sandbox, 'imageSearch', body)).toMatchObject({ code: 400, data: null });
	});
});

describe('open uid', () => {
	const BODY = { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: String(THERMOS) };

	test('a nickname and an address, the same each time', async () => {
		const { code, data } = await ask(sandbox, 'decryptOpenUid', BODY);
		expect(code).toBe(200);
		expect(data).toEqual({
			openUid: BODY.openUid,
			nickname: expect.stringMatching(/^tb\d+$/),
			companyName: '永康市晨露杯业有限公司',
			wangwangUrl: expect.stringContaining(`&offerId=${THERMOS}`),
		});
		expect((await ask(sandbox, 'decryptOpenUid', BODY)).data).toEqual(data);
	});

	test.each([
		[400, { ...BODY, offerId: THERMOS }],
		[400, { ...BODY, offerId: 'x' }],
		[400, { offerId: BODY.offerId }],
		[404, { ...BODY, offerId: '951807530375' }],
	])('code %i for %j', async (code, body) => {
		expect(await ask(sandbox, 'decryptOpenUid', body)).toMatchObject({ code, data: null });
	});
});
