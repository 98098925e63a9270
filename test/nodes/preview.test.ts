import { join, process, readFileSync } from '../../tools/node';
import type { IDataObject } from 'n8n-workflow';

import { buying, OTHER_SELLERS_LINE, SAMPLE_ADDRESS, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const preview = async (changes: IDataObject = {}, input: IDataObject[] = [{}]) =>
	await scene.run({ operation: 'preview', ...buying(changes) }, input);
const sample = (name: string) =>
	JSON.parse(readFileSync(join(process.cwd(), 'sandbox/samples', name), 'utf8')) as IDataObject;

describe('Preview', () => {
	it("gives the vendor's own sample as one item with 6400 fen and 64.00 CNY", async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'vendorSample' });
		const { succeeded, failed } = await preview();

		expect(failed).toEqual([]);
		expect(succeeded).toHaveLength(1);
		expect(succeeded[0]).toEqual({
			...(sample('preview.answer.json').data as IDataObject[])[0],
			totalCny: '64.00',
			shippingCny: '6.00',
			productCny: '58.00',
			totalPaymentCny: '65.61',
			outcome: 'succeeded',
			operation: 'preview',
			requestId: 'a4ad5d30dd2e45adbf0569ed4b44ae6e',
		});
		expect(succeeded[0].sumPayment).toBe(6400);
	});

	it('sends the documented request, fields that are empty left out', async () => {
		await preview();
		const { phone, ...address } = SAMPLE_ADDRESS;
		expect(phone).toBe('');
		expect(scene.sandbox.requests.all()[0].body).toEqual({
			...sample('preview.request.json'),
			addressParam: address,
		});
	});

	it('takes items and address as JSON as well, to the same request', async () => {
		await preview();
		await preview({
			itemsInput: 'json',
			items: JSON.stringify([SAMPLE_LINE]),
			addressInput: 'json',
			address: JSON.stringify(SAMPLE_ADDRESS),
		});
		const [fields, json] = scene.sandbox.requests.all();
		expect(json.body).toEqual(fields.body);
	});

	it.each<[string, string]>([
		['a single line', JSON.stringify(SAMPLE_LINE)],
		['lines under any name', JSON.stringify({ lines: [SAMPLE_LINE] })],
		['a quantity as text', JSON.stringify([{ ...SAMPLE_LINE, quantity: ' 2 ' }])],
	])('takes %s as items in JSON, to the same request', async (_, items) => {
		await preview();
		await preview({ itemsInput: 'json', items });
		const [fields, json] = scene.sandbox.requests.all();
		expect(json.body).toEqual(fields.body);
	});

	it('gives one item per order the purchase is split into, all linked to the input', async () => {
		const { succeeded, items } = await preview({
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
			outOrderId: 'PO-7',
		});
		expect(succeeded).toHaveLength(2);
		expect(succeeded.map(({ outOrderId }) => outOrderId)).toEqual(['PO-7', 'PO-7']);
		expect(items[0].map(linkOf)).toEqual([0, 0]);
	});

	it('writes an offer ID of any length with all its digits', async () => {
		await preview({ items: { item: [{ ...SAMPLE_LINE, offerId: '9007199254740993123' }] } });
		expect(scene.sandbox.requests.all()[0].rawBody).toContain('"offerId":9007199254740993123,');
	});

	it('is rejected with the reason when Xportcn does not know the product', async () => {
		const { failed } = await preview({ items: { item: [{ ...SAMPLE_LINE, offerId: '1' }] } });
		expect(failed).toMatchObject([
			{
				outcome: 'rejected',
				errorCode: 'XPORTCN_400',
				failedReason: expect.stringContaining('商品'),
			},
		]);
		expect(failed[0].errorMessage).toContain('product does not exist');
	});

	it('is read again when the answer was "busy", and gives the result', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'status', status: 503, times: 2 });
		const { succeeded } = await preview();
		expect(succeeded).toHaveLength(1);
		expect(scene.sandbox.requests.all()).toHaveLength(3);
		expect(scene.sandbox.requests.reusedNonces()).toBe(0);
	});

	it('gives up after three tries and says so', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'reset', times: 0 });
		const { failed } = await preview();
		expect(scene.sandbox.requests.all()).toHaveLength(3);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: true }]);
		expect(failed[0].errorMessage).toMatch(/tried 3 times .*Nothing was changed/);
	});

	it('waits as long as Retry-After asks', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'status', status: 429, retryAfterSeconds: 1 });
		const { succeeded } = await preview();
		const [first, second] = scene.sandbox.requests.all();
		expect(succeeded).toHaveLength(1);
		expect(second.startedAt - (first.endedAt as number)).toBeGreaterThanOrEqual(990);
	});

	it('does not wait for minutes', async () => {
		scene.sandbox.faults.add({
			on: 'preview',
			kind: 'status',
			status: 429,
			retryAfterSeconds: 600,
		});
		const { failed } = await preview();
		expect(failed).toMatchObject([
			{ outcome: 'rejected', errorCode: 'XPORTCN_429', retryable: true },
		]);
		expect(scene.sandbox.requests.all()).toHaveLength(1);
	});
});
