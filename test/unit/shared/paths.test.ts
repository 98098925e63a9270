import fc from 'fast-check';

import { endpoints } from '../../../nodes/shared/endpoints';
import type { Endpoint, EndpointId } from '../../../nodes/shared/endpoints';
import {
	effectOfPath,
	endpointsWith,
	isEndpointPath,
	normalizePath,
	writesAt,
} from '../../../nodes/shared/paths';

const BUILT_IN = endpointsWith({});
const all = Object.entries<Endpoint>(endpoints) as Array<[EndpointId, Endpoint]>;
const writes = all.filter(([, { effect }]) => effect === 'write');
const reads = all.filter(([, { effect }]) => effect === 'read');

/** Any character as `%xx`, encoded once or more. */
const encoded = (character: string, times: number): string => {
	const once = `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
	return times <= 1 ? once : once.replace('%', encoded('%', times - 1));
};

/** Ways to write a path that some server reads as the same one. */
const disguised = (path: string): fc.Arbitrary<string> =>
	fc
		.tuple(
			fc.array(fc.constantFrom('plain', 'upper', 'once', 'twice', 'thrice'), {
				minLength: path.length,
				maxLength: path.length,
			}),
			fc.array(fc.constantFrom('/', '//', '/./', '/x/../', '/x/..;/', '\\', ';a=1/', '/%2e/'), {
				minLength: 10,
				maxLength: 10,
			}),
			fc.constantFrom('', '/', '//', '?x=1', '#x', ';', ';/', '.json', '%3Fx', '%00', '%20', '/.'),
			fc.constantFrom('', '/api', '/gateway/api'),
		)
		.map(([looks, slashes, tail, before]) => {
			let slash = 0;
			const written = [...path].map((character, index) => {
				if (character === '/') return index === 0 ? '/' : slashes[slash++];
				if (looks[index] === 'plain') return character;
				if (looks[index] === 'upper') return character.toUpperCase();
				return encoded(character, ['once', 'twice', 'thrice'].indexOf(looks[index]) + 1);
			});
			return before + written.join('') + tail;
		});

describe('effectOfPath', () => {
	it.each(writes)('finds %s however its path is written', (id, { path }) => {
		fc.assert(
			fc.property(disguised(path), (written) => {
				expect(effectOfPath(written, BUILT_IN)).toBe('write');
			}),
		);
		expect(writesAt(path, BUILT_IN)).toEqual([id]);
	});

	it.each(writes)('finds %s wherever the Base URL ends', (_, { path }) => {
		const parts = path.split('/').slice(1);
		for (let from = 0; from < parts.length; from++) {
			expect(effectOfPath(`/${parts.slice(from).join('/')}`, BUILT_IN)).toBe('write');
		}
		expect(effectOfPath(`/v2${path}`, BUILT_IN)).toBe('write');
	});

	it.each(reads)('finds that %s reads', (_, { path }) => {
		expect(effectOfPath(path, BUILT_IN)).toBe('read');
		expect(effectOfPath(`${path}?pageNo=1&name=a%26b%20c`, BUILT_IN)).toBe('read');
	});

	it('counts a corrected path and the one it replaces', () => {
		const table = endpointsWith({ 'order.pay': '/open/order/debit' });
		expect(effectOfPath('/open/Order/debit/', table)).toBe('write');
		expect(effectOfPath('/alibaba/ka/order/pay', table)).toBe('write');
		expect(effectOfPath('/open/order/debit', BUILT_IN)).toBe('read');
	});

	it('is not misled by a path that only contains that of a write', () => {
		expect(effectOfPath('/alibaba/ka/order/repay', BUILT_IN)).toBe('read');
		expect(effectOfPath('/alibaba/ka/order/pay/records', BUILT_IN)).toBe('read');
	});

	it('takes what is no safe path for a write', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(!isEndpointPath(text));
				expect(effectOfPath(text, BUILT_IN)).toBe('write');
			}),
		);
		expect(effectOfPath('/x/..;/alibaba/ka/order/page', BUILT_IN)).toBe('write');
	});
});

describe('normalizePath', () => {
	it.each([
		['/alibaba/ka/order/x/..;/pay', '/alibaba/ka/order/pay'],
		['/alibaba/ka/order/create/preview/..;/', '/alibaba/ka/order/create'],
		['/../../a', '/a'],
		['/a/%2561', '/a/a'],
		['/a.b/c', '/a.b/c'],
		['/a/c.JSON', '/a/c'],
		['/a/c.tar.gz.', '/a/c'],
		['/a/.c', '/a/.c'],
		['/', '/'],
		['', '/'],
	])('writes %s as %s', (path, expected) => {
		expect(normalizePath(path)).toBe(expected);
	});

	it('changes nothing any more when it is done twice', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.stringMatching(/^\/[a-z/.;%256Ff?]*$/)).filter(isEndpointPath),
				(path) => {
					expect(normalizePath(normalizePath(path))).toBe(normalizePath(path));
				},
			),
		);
	});
});

describe('isEndpointPath', () => {
	it.each([
		...all.map(([, { path }]) => path),
		'/',
		'/open/purchase/page?pageNo=1',
		'/open/purchase/page?name=a%20%E4%B8%AD%26&x=[1]',
		'/v2/a-b_c~d/1.0/',
		'/%41%7a%5F%30',
	])('takes %s', (path) => {
		expect(isEndpointPath(path)).toBe(true);
	});

	it.each([
		'',
		'order/pay',
		'//evil.example/x',
		'https://evil.example/x',
		'/..',
		'/../manage',
		'/..;/manage',
		'/x/..;a=1/pay',
		'/x/.;/pay',
		'/x/./pay',
		'/x/...',
		'/x/%2e%2e/pay',
		'/x/%2E./pay',
		'/x;jsessionid=1',
		'/x\\y',
		'/x y',
		'/x\ty',
		'/x\ny',
		'/x\u0000',
		'/x\u200by',
		'/x/中',
		'/x／pay',
		'/\u212a',
		'/x#y',
		'/x?y#z',
		'/x?y z',
		'/x?y\\z',
		'/x?y%0d%0az',
		'/x?y%z',
		...['%00', '%09', '%0a', '%20', '%23', '%25', '%2561', '%2e', '%2f', '%3a', '%3B', '%3F'].map(
			(code) => `/x${code}y`,
		),
		...[
			'%40',
			'%5b',
			'%5C',
			'%60',
			'%7b',
			'%7F',
			'%80',
			'%c0%af',
			'%E4%B8%AD',
			'%',
			'%4',
			'%zz',
		].map((code) => `/x${code}`),
	])('refuses %j', (path) => {
		expect(isEndpointPath(path)).toBe(false);
	});

	it('takes nothing that leaves an address below the Base URL, or hides what it is', () => {
		const base = 'https://www.xportcn.com/api';
		const risky = fc.stringMatching(/^\/[a-z./;\\%25efEF?#:@ 0-9]*$/);
		fc.assert(
			fc.property(risky, (text) => {
				fc.pre(isEndpointPath(text));
				const { origin, pathname, hash } = new URL(base + text);
				expect(origin).toBe('https://www.xportcn.com');
				expect(pathname).toBe(`/api${text.split('?')[0]}`);
				expect(hash).toBe('');
				expect(decodeURIComponent(pathname)).toMatch(/^[A-Za-z0-9/._~!$&'()*+,=:@-]*$/);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('endpointsWith', () => {
	it('names each endpoint, and says that a corrected path is the user’s', () => {
		const table = endpointsWith({ 'order.get': '/alibaba/ka/order/info' });
		expect(table['order.get']).toEqual({
			...{ id: 'order.get', menuEntry: 'Get order details' },
			path: '/alibaba/ka/order/info',
			provenance: 'given',
			source: "'Endpoint Paths' in the credential",
			effect: 'read',
		});
		expect(table['order.pay']).toEqual({ ...endpoints['order.pay'], id: 'order.pay' });
		expect(Object.keys(table)).toEqual(Object.keys(endpoints));
	});
});
