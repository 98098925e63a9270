import type { IDataObject } from 'n8n-workflow';

import { DEFAULT_PROFILE, startSandbox } from '../../sandbox';
import type { Profile, Sandbox } from '../../sandbox';
import { OTHER_PATHS, STRINGS_TO_SIGN } from '../../nodes/XportcnKa/actions/api/setup/guesses';
import { itemsOf, runWorkflow } from '../harness/engine';
import { credentialFor } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';

/** Sandbox operations by the names of the credential's Endpoint Paths. */
const READS = {
	getMany: 'order.getMany',
	get: 'order.get',
	getLogistics: 'order.getLogistics',
	productDetails: 'product.get',
	imageSearch: 'product.searchByImage',
	decryptOpenUid: 'im.decryptOpenUid',
} as const;

async function run(
	sandbox: Sandbox,
	parameters: IDataObject,
	credential: IDataObject = {},
): Promise<{ succeeded: IDataObject[]; failed: IDataObject[] }> {
	const result = await runWorkflow(
		singleNodeWorkflow(parameters),
		credentialFor(sandbox.baseUrl, credential),
		itemsFrom({}),
	);
	const [succeeded = [], failed = []] = itemsOf(result, 'Xportcn').map((items) =>
		items.map(({ json }) => json),
	);
	return { succeeded, failed };
}

const check = async (sandbox: Sandbox, sample: IDataObject = {}) =>
	await run(sandbox, { resource: 'api', operation: 'checkSetup', ...sample });

/** What the summary says, as the fields of a credential. */
const pasted = ({ succeeded }: { succeeded: IDataObject[] }): IDataObject => {
	const summary = succeeded.find((item) => item.check === 'summary') as IDataObject;
	const { endpointPaths, timestampUnit, stringToSign, amountUnit } = summary;
	return { endpointPaths, timestampUnit, stringToSign, amountUnit };
};

async function withSandbox(profile: Profile | string, use: (sandbox: Sandbox) => Promise<void>) {
	const sandbox = await startSandbox({ profile });
	try {
		await use(sandbox);
	} finally {
		await sandbox.stop();
	}
}

/** A profile that is drawn from everything that Check Setup guesses at. */
function drawn(seed: number): Profile {
	let state = seed;
	const draw = <T>(choices: readonly T[]): T => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return choices[Math.floor((state / 2_147_483_648) * choices.length)];
	};
	const paths = { ...DEFAULT_PROFILE.paths };
	for (const [operation, id] of Object.entries(READS)) {
		const name = operation as keyof typeof READS;
		paths[name] = draw([paths[name], ...(OTHER_PATHS[id] ?? [])]);
	}
	return {
		...DEFAULT_PROFILE,
		name: `drawn ${seed}`,
		paths,
		timestampUnit: draw(['any', 'seconds', 'milliseconds'] as const),
		stringToSign: draw(STRINGS_TO_SIGN),
		wrongPath: draw(['envelope404', 'html404', 'code404'] as const),
		amountUnit: draw([
			DEFAULT_PROFILE.amountUnit,
			{ list: 'yuan', details: 'yuan', create: 'fen' } as const,
		]),
	};
}

const SOLVABLE = [
	'default',
	'seconds-only',
	'milliseconds-only',
	'other-signature',
	'secret-first',
	'unsigned-search',
	'sister-paths',
	'html-404',
	'code-404',
	'yuan',
	'slow-details',
];
const SEEDS = [1, 2, 3, 4, 5, 6];

describe('Check Setup', () => {
	it.each<[string, Profile | string]>([
		...SOLVABLE.map((name): [string, string] => [name, name]),
		...SEEDS.map(drawn).map((profile): [string, Profile] => [profile.name, profile]),
	])('finds what makes every operation work: %s', async (_, profile) => {
		await withSandbox(profile, async (sandbox) => {
			const [order] = sandbox.orders.add([{ totalAmount: 6400, outOrderId: 'PO-1' }]);
			const { orderId } = order;
			const found = await check(sandbox, {
				sampleOrderId: orderId,
				sampleOrderTotal: '64.00',
			});
			const requests = sandbox.requests.all();
			expect(requests.length).toBeLessThanOrEqual(30);
			expect(sandbox.requests.peakInFlight).toBe(1);
			const known: string[] = [...Object.keys(READS), 'productSearch', 'unknown'];
			expect(requests.filter(({ operation }) => !known.includes(operation))).toEqual([]);
			expect(
				JSON.stringify([found, requests.map(({ rawHeaders, rawBody }) => [rawHeaders, rawBody])]),
			).not.toContain(sandbox.keys.accessSecret);
			expect(found.failed).toEqual([]);

			const credential = pasted(found);
			const { succeeded: read } = await run(sandbox, { operation: 'get', orderId }, credential);
			expect(read).toMatchObject([{ orderId, totalCny: '64.00' }]);
			const uses: IDataObject[] = [
				{ operation: 'getMany' },
				{ operation: 'getLogistics', orderId },
				{ resource: 'product', operation: 'search', keyword: '保温' },
				{ resource: 'product', operation: 'get', offerId: '889512351602' },
				{
					resource: 'product',
					operation: 'searchByImage',
					imageAddress: 'https://example.com/a.jpg',
				},
				{
					resource: 'im',
					operation: 'decryptOpenUid',
					openUid: 'BBBJ82cNui3EUaxxMi_7Go73g',
					offerId: '889512351602',
				},
				{ operation: 'pay', orderId, maximumPerOrder: '64.00' },
			];
			for (const parameters of uses) {
				const { failed } = await run(sandbox, parameters, credential);
				expect({ parameters, failed }).toEqual({ parameters, failed: [] });
			}
			expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
		});
	});

	it('says of nothing that it failed, with the default profile and without a sample', async () => {
		await withSandbox('default', async (sandbox) => {
			const { failed, succeeded } = await check(sandbox);
			expect(failed).toEqual([]);
			expect(succeeded.map(({ verdict }) => verdict)).toContain('skipped');
			expect(succeeded.at(-1)).toMatchObject({
				check: 'summary',
				whatToDo: expect.stringMatching(
					/ Never called, because they write: order\.pay, order\.create, .*\. Not called either: order\.preview\.$/,
				),
				endpointPaths: '{}',
				timestampUnit: 'milliseconds',
				amountUnit: 'fen',
			});
		});
	});

	it.each(['tree-1688', 'no-out-order-id'])(
		'says plainly what it cannot find: %s',
		async (profile) => {
			await withSandbox(profile, async (sandbox) => {
				const [{ orderId }] = sandbox.orders.add([{ totalAmount: 6400, outOrderId: 'PO-1' }]);
				const { failed } = await check(sandbox, {
					sampleOrderId: orderId,
					sampleOrderTotal: '64.00',
				});
				expect(failed.length).toBeGreaterThan(0);
				for (const item of failed) {
					expect(item).toMatchObject({ verdict: 'failed', errorCode: 'CHECK_FAILED' });
					expect(String(item.whatToDo)).toMatch(/ask Xportcn's support|keep your own list/i);
				}
			});
		},
	);

	it('shows no secret that was pasted into the string to sign', async () => {
		await withSandbox('default', async (sandbox) => {
			const { accessSecret } = sandbox.keys;
			const result = await runWorkflow(
				singleNodeWorkflow(
					{ resource: 'api', operation: 'checkSetup' },
					{ onError: 'continueRegularOutput' },
				),
				credentialFor(sandbox.baseUrl, {
					stringToSign: `{accessKey}{timestamp}{nonceStr}${accessSecret}`,
				}),
				itemsFrom({}),
			);
			const items = itemsOf(result, 'Xportcn').flat();
			expect(items).toMatchObject([{ json: { errorCode: 'INVALID_SETTING' } }]);
			expect(JSON.stringify(result.data)).not.toContain(accessSecret);
			expect(sandbox.requests.all()).toEqual([]);
		});
	});

	describe('with a list that ignores the filter', () => {
		const IGNORES: Profile = { ...DEFAULT_PROFILE, list: { ignoresOutOrderId: true } };
		const CHECK = 'Order list: finds an order by Out Order ID';
		const checkOf = async (sandbox: Sandbox, younger: number) => {
			const [{ orderId }] = sandbox.orders.add([{ totalAmount: 6400, outOrderId: 'PO-1' }]);
			sandbox.clock.advance(1000);
			sandbox.orders.add(younger, { outOrderId: 'PO-2' });
			const { succeeded, failed } = await check(sandbox, { sampleOrderId: orderId });
			return [...succeeded, ...failed].find((item) => item.check === CHECK);
		};

		it('finds the sample order on a later page', async () => {
			await withSandbox(IGNORES, async (sandbox) => {
				const item = await checkOf(sandbox, 120);
				expect(item).toMatchObject({
					verdict: 'works',
					whatToDo: expect.stringContaining('ignores the filter'),
				});
			});
		});

		it('skips the check where the order stands too far down for the requests it has', async () => {
			await withSandbox(IGNORES, async (sandbox) => {
				const item = await checkOf(sandbox, 2000);
				expect(item).toMatchObject({
					verdict: 'skipped',
					whatToDo: expect.stringMatching(/not among the \d+ orders/),
				});
				expect(sandbox.requests.all()).toHaveLength(30);
			});
		});
	});

	it('sends one request after the other, and at most 30, for several items and accounts', async () => {
		await withSandbox('default', async (sandbox) => {
			const orders = sandbox.orders.add(5, { totalAmount: 6400 });
			const result = await runWorkflow(
				singleNodeWorkflow({
					...{ resource: 'api', operation: 'checkSetup' },
					sampleOrderId: '={{ $json.orderId }}',
				}),
				credentialFor(sandbox.baseUrl, { amountUnit: '={{ $json.unit }}' }),
				itemsFrom(
					...orders.map(({ orderId }, index) => ({ orderId, unit: index === 0 ? 'yuan' : 'fen' })),
				),
			);
			const summaries = itemsOf(result, 'Xportcn')
				.flat()
				.filter(({ json }) => json.check === 'summary');
			expect(summaries).toHaveLength(5);
			expect(sandbox.requests.all()).toHaveLength(30);
			expect(sandbox.requests.peakInFlight).toBe(1);
		});
	});

	it('does not guess at a refused key', async () => {
		await withSandbox('default', async (sandbox) => {
			const { failed } = await run(
				sandbox,
				{ resource: 'api', operation: 'checkSetup' },
				{ accessKey: 'a-wrong-key' },
			);
			expect(failed).toMatchObject([{ check: expect.stringContaining('Credential') }]);
			expect(sandbox.requests.all().length).toBeLessThanOrEqual(2);
		});
	});
});
