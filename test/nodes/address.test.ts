import type { IDataObject } from 'n8n-workflow';

import { linkOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const ADDRESS = {
	receiverName: '李明',
	phone: '13800000000',
	province: '浙江省',
	city: '义乌市',
	district: '',
	streetAddress: '示例路 1 号',
};
const SAVED = {
	name: '李明',
	phone: '13800000000',
	province: '浙江省',
	city: '义乌市',
	address: '示例路 1 号',
};
const save = async (changes: IDataObject = {}, input: IDataObject[] = [{}]) =>
	await scene.run({ resource: 'address', operation: 'upsert', ...ADDRESS, ...changes }, input);
const book = () => scene.sandbox.addresses.all();

describe('Address Create or Update', () => {
	it('saves one address per item, linked to it', async () => {
		scene.sandbox.addresses.add({ ...SAVED, name: '王芳', district: null });
		const { succeeded, failed, items } = await save({ addressId: '={{ $json.id }}' }, [
			{ id: 0 },
			{ id: 7 },
			{ id: '1' },
		]);
		expect(succeeded).toEqual(
			['0', '1'].map((addressId) => ({
				data: null,
				addressId,
				receiverName: '李明',
				outcome: 'succeeded',
				operation: 'upsert',
				requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
			})),
		);
		expect(failed).toMatchObject([
			// in words that are not known as a refusal: a write that may have been done
			{ addressId: '7', outcome: 'unknown', failedReason: '地址不存在', retryable: false },
		]);
		expect(failed[0]).not.toHaveProperty('orderId');
		expect(items[0].map(linkOf)).toEqual([0, 2]);
		expect(items[1].map(linkOf)).toEqual([1]);
		expect(book()).toEqual([1, 2].map((id) => ({ id, ...SAVED, district: null })));
	});

	it('sends the fields of the sister API, empty ones left out', async () => {
		await save();
		await save({ addressId: '1', district: '江东街道' });
		expect(scene.sandbox.requests.all().map(({ body }) => body)).toEqual([
			{ id: 0, ...SAVED },
			{ id: 1, ...SAVED, district: '江东街道' },
		]);
	});

	it.each([
		['a lost connection', { kind: 'reset', when: 'after' } as const],
		['a 502', { kind: 'status', status: 502 } as const],
		['a code 500', { kind: 'code', code: 500 } as const],
	])('is sent once after %s, and says unknown', async (_, fault) => {
		scene.sandbox.faults.add({ on: 'saveAddress', times: 0, ...fault });
		const { succeeded, failed } = await save();
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ receiverName: '李明', outcome: 'unknown', retryable: false }]);
		expect(failed[0].errorMessage).toContain(
			'The address may have been saved. Look in Xportcn before',
		);
	});

	it.each([
		['an ID that was meant and is missing', { addressId: '={{ $json.nothing }}' }, "'Address ID'"],
		['an ID that is a word', { addressId: 'home' }, "'Address ID'"],
		['no name', { receiverName: '={{ $json.nothing }}' }, "'Full Name' is empty"],
		['no street', { streetAddress: '={{ $json.nothing }}' }, "'Street Address' is empty"],
	])('sends nothing for %s', async (_, changes, message) => {
		const { failed } = await save(changes);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain(message);
	});
});
