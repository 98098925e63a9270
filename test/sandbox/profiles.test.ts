import axios from 'axios';
import {
	DEFAULT_PROFILE,
	drawProfile,
	ENDPOINTS,
	OPERATIONS,
	PROFILES,
	startSandbox,
} from '../../sandbox';
import type { Profile, Sandbox } from '../../sandbox';
import { ask, call, PREVIEW_REQUEST, signedHeaders } from './client';

const running: Sandbox[] = [];
async function start(profile: string | Profile) {
	const sandbox = await startSandbox({ profile });
	running.push(sandbox);
	return sandbox;
}
afterEach(async () => {
	await Promise.all(running.splice(0).map(async (sandbox) => await sandbox.stop()));
});

const like = (differences: Partial<Profile>): Profile => ({
	...DEFAULT_PROFILE,
	name: 'mine',
	...differences,
});

describe.each(Object.keys(PROFILES))('%s', (name) => {
	test('a purchase from search to payment, with its own paths and signature', async () => {
		const sandbox = await start(name);
		expect(sandbox.profile.name).toBe(name);
		const found = await ask(sandbox, 'productSearch', { keyword: 'thermos' });
		expect(found.data.data).toHaveLength(1);
		expect((await ask(sandbox, 'preview', PREVIEW_REQUEST)).data).toHaveLength(1);
		expect((await ask(sandbox, 'create', PREVIEW_REQUEST)).code).toBe(200);
		const [{ orderId }] = sandbox.orders.all();
		const { data } = await ask(sandbox, 'pay', { orderIds: [orderId] });
		expect(data.successOrderIds).toEqual([orderId]);
		expect((await ask(sandbox, 'get', { orderId })).code).toBe(200);
		sandbox.clock.settle();
		expect(sandbox.ledger.all()).toMatchObject([{ orderId, amountFen: 6400 }]);
		expect(sandbox.requests.of('unknown')).toEqual([]);
	});
});

test('without a name it is the default, as ever', async () => {
	const sandbox = await startSandbox();
	running.push(sandbox);
	expect(sandbox.profile).toBe(DEFAULT_PROFILE);
	expect(DEFAULT_PROFILE.paths).toBe(ENDPOINTS);
});

test('a profile can be drawn: the same for the same seed, playable, and mostly not the default', async () => {
	const drawn = Array.from({ length: 30 }, (_, seed) => drawProfile(seed));
	expect(drawProfile(7)).toEqual(drawn[7]);
	expect(new Set(drawn.map((profile) => JSON.stringify({ ...profile, name: '' }))).size).toBe(30);
	for (const profile of drawn.slice(0, 5)) {
		const sandbox = await start(profile);
		const [{ orderId }] = sandbox.orders.add(1);
		expect(await ask(sandbox, 'pay', { orderIds: [orderId] })).toMatchObject({ code: 200 });
		sandbox.clock.settle();
		expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
	}
});

describe('paths', () => {
	test('only its own are there; the documented one is as wrong as any', async () => {
		const sandbox = await start('all-different');
		const post = async (path: string) =>
			await axios.post(
				`${sandbox.baseUrl}${path}`,
				{ orderIds: ['33'] },
				{ headers: signedHeaders(sandbox), validateStatus: () => true },
			);
		for (const operation of OPERATIONS) {
			const isOwn = ENDPOINTS[operation] === sandbox.profile.paths[operation];
			if (!isOwn) expect((await post(ENDPOINTS[operation])).data).toMatchObject({ code: 404 });
		}
		const answer = await post(sandbox.profile.paths.pay);
		expect(answer.data).toMatchObject({ code: 200 });
	});

	test.each([
		['envelope404', 404, { code: 404, msg: '接口不存在', data: null }],
		['code404', 200, { code: 404, msg: '接口不存在', data: null }],
		['html404', 404, expect.stringContaining('<html>')],
	] as const)('a wrong path, %s', async (wrongPath, status, data) => {
		const sandbox = await start(like({ wrongPath }));
		const answer = await axios.post(
			`${sandbox.baseUrl}/nowhere`,
			{},
			{ validateStatus: () => true },
		);
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual(
			typeof data === 'object' && 'code' in data ? expect.objectContaining(data) : data,
		);
		const code = wrongPath === 'html404' ? null : 404;
		expect(sandbox.requests.of('unknown')).toMatchObject([{ verdict: { status, code } }]);
	});

	test.each([
		['two alike', { ...ENDPOINTS, get: ENDPOINTS.pay }, 'the same path'],
		['a pattern', { ...ENDPOINTS, get: '/a/:id' }, 'no usable path for get'],
		['none', { ...ENDPOINTS, get: '' }, 'no usable path for get'],
	])('%s are refused', async (_, paths, reason) => {
		await expect(start(like({ paths }))).rejects.toThrow(reason);
	});

	test('an unknown name is refused, and the names are told', async () => {
		await expect(start('nonsense')).rejects.toThrow('there are default, seconds-only');
	});
});

describe('signature', () => {
	const paying = async (sandbox: Sandbox, change: Record<string, string>) => {
		const [{ orderId }] = sandbox.orders.add(1);
		const headers = signedHeaders(sandbox, change);
		const { status } = await call(sandbox, 'pay', { orderIds: [orderId] }, { headers });
		return [status, sandbox.ledger.debitsOf(orderId)];
	};

	test.each([
		['seconds-only', () => String(Date.now())],
		['milliseconds-only', () => String(Math.floor(Date.now() / 1000))],
	])('%s refuses the other unit', async (name, timestamp) => {
		const sandbox = await start(name);
		expect(await paying(sandbox, { timestamp: timestamp() })).toEqual([401, 0]);
		expect(await paying(sandbox, {})).toEqual([200, 1]);
	});

	test.each(['other-signature', 'secret-first', 'all-different'])(
		'%s refuses the documented rule',
		async (name) => {
			const sandbox = await start(name);
			const documented = {
				...sandbox,
				profile: { ...sandbox.profile, stringToSign: DEFAULT_PROFILE.stringToSign },
			};
			const { signature } = signedHeaders(documented as Sandbox, { 'nonce-str': 'n'.repeat(32) });
			expect(await paying(sandbox, { signature, 'nonce-str': 'n'.repeat(32) })).toEqual([401, 0]);
			expect(await paying(sandbox, {})).toEqual([200, 1]);
		},
	);

	test('any template, with text between', async () => {
		const stringToSign = 'k={accessKey}&n={nonceStr}&s={accessSecret}&t={timestamp}';
		expect(await paying(await start(like({ stringToSign })), {})).toEqual([200, 1]);
		await expect(start(like({ stringToSign: '{accessSecret}{nonce}' }))).rejects.toThrow(
			'{nonce} cannot be signed',
		);
		await expect(start(like({ stringToSign: '{accessKey}' }))).rejects.toThrow('{accessSecret}');
	});

	test('unsigned-search: the search takes anything, the others do not', async () => {
		const sandbox = await start('unsigned-search');
		const headers = { 'content-type': 'application/json' };
		const search = await call(sandbox, 'productSearch', { keyword: '杯' }, { headers });
		expect([search.status, search.json().code]).toEqual([200, 200]);
		expect((await call(sandbox, 'getMany', {}, { headers })).status).toBe(401);
	});
});

describe('orders as they are told', () => {
	test('yuan in list and details, fen in preview and create', async () => {
		const sandbox = await start('yuan');
		const created = await ask(sandbox, 'create', PREVIEW_REQUEST);
		expect(created.data[0]).toMatchObject({ totalAmount: 6400 });
		const [{ orderId }] = sandbox.orders.all();
		sandbox.orders.changePrice(orderId, 6405);
		const yuan = { totalAmount: 64.05, shippingFee: 6, productAmount: 58.05, refundAmount: 0 };
		expect((await ask(sandbox, 'get', { orderId })).data).toMatchObject(yuan);
		expect((await ask(sandbox, 'getMany', {})).data.data).toMatchObject([yuan]);
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		expect(sandbox.ledger.totalFen()).toBe(6405);
	});

	test("details in 1688's tree, the list flat", async () => {
		const sandbox = await start('tree-1688');
		await ask(sandbox, 'create', PREVIEW_REQUEST);
		const [{ orderId }] = sandbox.orders.all();
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		sandbox.orders.ship(orderId);
		const { data } = await ask(sandbox, 'get', { orderId });
		const time = expect.stringMatching(/^\d{14}000\+0800$/);
		expect(data).toMatchObject({
			baseInfo: {
				idOfStr: orderId,
				status: 'waitbuyerreceive',
				createTime: time,
				payTime: time,
				modifyTime: time,
				totalAmount: 64,
				sumProductPayment: 58,
				shippingFee: 6,
			},
			productItems: [
				{
					productID: 889512351602,
					specId: '530ad00177264564503ec3b848650652',
					quantity: 2,
					price: 29,
					itemAmount: 58,
					logisticsStatus: 2,
				},
			],
			nativeLogistics: { logisticsItems: [{ logisticsCompanyName: '顺丰速运' }] },
			tradeTerms: [{ payStatus: 2, payTime: time, phasAmount: 64 }],
		});
		expect(data).not.toHaveProperty('orderStatus');
		expect((await ask(sandbox, 'getMany', {})).data.data).toMatchObject([{ orderId }]);
	});

	test('the tree of an order that is not paid', async () => {
		const sandbox = await start(like({ detailsShape: 'tree1688', listShape: 'tree1688' }));
		const [{ orderId }] = sandbox.orders.add(1);
		sandbox.orders.cancel(orderId);
		const { data } = await ask(sandbox, 'getMany', {});
		expect(data.data).toMatchObject([
			{
				baseInfo: { status: 'cancel', payTime: null, closeReason: 'buyerCancel' },
				productItems: [],
				tradeTerms: [{ payStatus: 1, payTime: null }],
			},
		]);
	});

	test('no-out-order-id: neither shown nor looked for', async () => {
		const sandbox = await start('no-out-order-id');
		const [{ orderId }] = sandbox.orders.add([{ outOrderId: 'A' }, { outOrderId: 'B' }]);
		const { data } = await ask(sandbox, 'getMany', { outOrderId: 'A' });
		expect(data.data).toHaveLength(2);
		expect(data.data[0]).not.toHaveProperty('outOrderId');
		expect((await ask(sandbox, 'get', { orderId })).data).not.toHaveProperty('outOrderId');
		expect(sandbox.orders.get(orderId)?.outOrderId).toBe('A');
	});

	test('a modified time that follows the clock', async () => {
		const sandbox = await start(like({ showsModifyTime: true }));
		const [{ orderId }] = sandbox.orders.add(1);
		const modified = async () => (await ask(sandbox, 'get', { orderId })).data.modifyTime as string;
		const first = await modified();
		sandbox.clock.advance(3_600_000);
		expect(await modified()).toBe(first);
		sandbox.orders.cancel(orderId);
		const ms = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`);
		expect(ms(await modified()) - ms(first)).toBeGreaterThanOrEqual(3_600_000);
	});
});

describe('money', () => {
	test('slow-details: debited at submit, shown as paid minutes later', async () => {
		const sandbox = await start('slow-details');
		const [{ orderId }] = sandbox.orders.add(1);
		const payStatus = async () => (await ask(sandbox, 'get', { orderId })).data.payStatus as number;
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		sandbox.clock.advance(100_000);
		expect([sandbox.ledger.debitsOf(orderId), await payStatus()]).toEqual([1, 1]);
		sandbox.clock.advance(100_000);
		expect(await payStatus()).toBe(2);
	});

	test("a setting can be switched, and is the profile's again after a reset", async () => {
		const sandbox = await start('details-never-paid');
		sandbox.paidShownAfterMs = 0;
		sandbox.reset();
		expect(sandbox.paidShownAfterMs).toBeNull();
		expect(sandbox).toMatchObject({ timestampUnit: 'any', createAnswer: 'array', debitAfterMs: 0 });
	});
});
