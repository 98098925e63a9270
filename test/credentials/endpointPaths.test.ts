import fc from 'fast-check';
import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readKeys } from '../../credentials/signing';
import { endpoints } from '../../nodes/shared/endpoints';
import { credentialFor } from '../harness/scene';

const read = (endpointPaths: unknown) =>
	readKeys({
		...credentialFor('https://www.xportcn.com/api'),
		endpointPaths,
	} as ICredentialDataDecryptedObject).endpointPaths;

const complaintAbout = (endpointPaths: unknown): string => {
	try {
		read(endpointPaths);
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);
		return (error as UserError).message;
	}
	return 'none';
};

it.each([undefined, null, '', ' \n', '{}', {}])('%j corrects nothing', (value) => {
	expect(read(value)).toEqual({});
});

it('takes paths as JSON text, and as an object that an expression gave', () => {
	const paths = { 'order.get': '/alibaba/ka/order/info', 'order.pay': '/open/order/debit' };
	expect(read(JSON.stringify(paths))).toEqual(paths);
	expect(read(paths)).toEqual(paths);
	expect(read({ 'order.get': ' /x\n' })).toEqual({ 'order.get': '/x' });
});

it.each(['{', '[]', '"/x"', '7', 'null', 'order.get: /x', '"{}"', [], ['/x'], 7, true])(
	'says that %j is no JSON object',
	(value) => {
		expect(complaintAbout(value)).toBe(
			'\'Endpoint Paths\' in the Xportcn API credential is not a JSON object. It should look like { "order.get": "/alibaba/ka/order/example" }, or {} for none.',
		);
	},
);

it.each(['order.gte', 'order', 'Order.get', 'api.callEndpoint', 'toString', '__proto__', ''])(
	'says that %j is no operation, and which there are',
	(key) => {
		expect(complaintAbout(`{${JSON.stringify(key)}: "/x"}`)).toBe(
			`'Endpoint Paths' in the Xportcn API credential has a key that is no operation: ${JSON.stringify(key)}. Use ${Object.keys(endpoints).join(', ')}.`,
		);
	},
);

it.each([
	...['', '/', 'order/info', 'https://www.xportcn.com/api/x', '/../x', '/a/..;/b', '/a;b', '/a b'],
	...['/%2e%2e/x', '/a%2fb', '/中', null, 7, {}, ['/x']],
])('says that %j is no path', (path) => {
	expect(complaintAbout({ 'order.get': path })).toContain(
		"'Endpoint Paths' in the Xportcn API credential has no path for order.get.",
	);
});

it.each(['accessSecret', 'accessKey'] as const)(
	'refuses a path with the %s in it: Check Setup shows paths',
	(name) => {
		const { [name]: key } = credentialFor('https://www.xportcn.com/api');
		const complaint = complaintAbout({ 'order.get': `/alibaba/ka/order/${key}` });
		expect(complaint).toContain('in the path for order.get. Take it out');
		expect(complaint).not.toContain(key);
	},
);

describe('a path that belongs to a write', () => {
	it.each([
		['order.get', '/alibaba/ka/order/pay', 'order.pay'],
		['order.getMany', '/alibaba/ka/order/create', 'order.create'],
		['order.preview', '/Alibaba//ka/order/CREATE/?x', 'order.create'],
		['product.get', '/v2/alibaba/ka/order/%70ay', 'order.pay'],
		['product.get', '/order/pay', 'order.pay'],
		['order.get', '/open/address/addOrUpdate.json', 'address.upsert'],
		['order.create', '/alibaba/ka/order/pay', 'order.pay'],
		['address.upsert', '/alibaba/ka/order/create', 'order.create'],
	])('is refused for %s: %s', (key, path, owner) => {
		expect(complaintAbout({ [key]: path })).toBe(
			`'Endpoint Paths' in the Xportcn API credential gives ${key} a path that belongs to ${owner}. One of them changes something in Xportcn, so each needs a path of its own. Correct ${key}.`,
		);
	});

	it('is refused when the write was corrected as well: both the old and the new one', () => {
		const paid = { 'order.pay': '/open/order/debit' };
		for (const path of ['/open/order/debit', '/alibaba/ka/order/pay']) {
			expect(complaintAbout({ ...paid, 'order.get': path })).toContain('belongs to order.pay');
		}
	});

	it('is refused when a write is given that of a read, built in or corrected', () => {
		expect(complaintAbout({ 'order.pay': '/alibaba/ka/order/detail' })).toContain(
			'gives order.pay a path that belongs to order.get.',
		);
		expect(complaintAbout({ 'order.create': '/alibaba/ka/order/create/preview' })).toContain(
			'gives order.create a path that belongs to order.preview.',
		);
		expect(complaintAbout({ 'order.pay': '/x', 'order.get': '/x' })).not.toBe('none');
	});

	it('is taken for the write itself, and two reads may share one', () => {
		expect(read({ 'order.pay': '/v2/alibaba/ka/order/pay' })).toHaveProperty(['order.pay']);
		expect(read({ 'order.get': '/x', 'product.get': '/x' })).toHaveProperty(['product.get']);
	});
});

it('never gives a read the path of a write, whatever is in the field', () => {
	const paths = fc.constantFrom(...Object.values(endpoints).map(({ path }) => path), '/a', '/b');
	const corrections = fc.dictionary(fc.constantFrom(...Object.keys(endpoints)), paths);
	fc.assert(
		fc.property(corrections, (asked) => {
			if (complaintAbout(asked) !== 'none') return;
			const pathOf = (id: keyof typeof endpoints) => read(asked)[id] ?? endpoints[id].path;
			const ids = Object.keys(endpoints) as Array<keyof typeof endpoints>;
			const writes = ids.filter((id) => endpoints[id].effect === 'write');
			for (const write of writes) {
				const others = ids.filter((id) => id !== write).map(pathOf);
				expect(others).not.toContain(pathOf(write));
				expect(others).not.toContain(endpoints[write].path);
			}
		}),
		{ numRuns: 1000 },
	);
});
