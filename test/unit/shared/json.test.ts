import { withoutErrorKey } from '../../../nodes/shared/errorKey';
import { isEmpty, isObject, without } from '../../../nodes/shared/json';

it.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['{}', false],
	[7, false],
])('%j is an object: %s', (value, isIt) => {
	expect(isObject(value)).toBe(isIt);
});

it.each([
	[undefined, true],
	[null, true],
	['', true],
	[[], true],
	[{}, true],
	[' ', false],
	[0, false],
	[false, false],
	[[null], false],
	[{ a: undefined }, false],
])('%j is empty: %s', (value, isIt) => {
	expect(isEmpty(value)).toBe(isIt);
});

it('A copy without some of its fields leaves the object as it is', () => {
	const fields = { a: 1, b: 2, c: 3 };
	expect(without(fields, 'a', 'c', 'd')).toEqual({ b: 2 });
	expect(fields).toEqual({ a: 1, b: 2, c: 3 });
});

it('A field called "error" gets another name, for n8n takes it for its own', () => {
	expect(withoutErrorKey({ a: 1, error: 'x' })).toEqual({ a: 1, vendorError: 'x' });
	expect(withoutErrorKey({ a: 1, error: null })).toEqual({ a: 1, vendorError: null });
	expect(withoutErrorKey({ a: 1 })).toEqual({ a: 1 });
});
