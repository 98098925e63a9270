import fc from 'fast-check';

import { parseId } from '../../../../nodes/shared/ids';
import { parseIdList } from '../../../../nodes/XportcnKa/actions/idList';
import type { IdParameter } from '../../../../nodes/XportcnKa/actions/idList';
import { isInvalid } from '../../../../nodes/XportcnKa/actions/operation';
import { ORDER_ID } from '../../../../nodes/XportcnKa/actions/order/orderId';
import { executeContext } from '../../../harness/executeContext';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const OFFER_ID: IdParameter = { ...ORDER_ID, name: 'offerId', label: 'Offer ID', parse: parseId };

const context = executeContext({ resource: 'order', operation: 'pay' });
const parse = (value: unknown, parameter = ORDER_ID) => parseIdList(context, 0, parameter, value);
/** The numbers that a value names, and what else it holds that cannot be used. */
const namedBy = (value: unknown, parameter = ORDER_ID) => {
	const prepared = parse(value, parameter);
	return {
		ids: prepared.flatMap((task) => (isInvalid(task) ? [] : [task.key])),
		unusable: prepared.flatMap((task) => (isInvalid(task) ? [task.identity[parameter.name]] : [])),
	};
};
const orderId = fc
	.bigInt({ min: 10n ** 14n, max: 10n ** 31n })
	.filter((id) => id > BigInt(Number.MAX_SAFE_INTEGER))
	.map(String);

describe('One number', () => {
	it.each([
		['text', A],
		['text with blanks around it', ` ${A}\n`],
		['a bigint', BigInt(A)],
		['the only one of an array', [A]],
		['the only one of JSON text', `["${A}"]`],
		['the only one of JSON text, as a number', `[${A}]`],
		['one behind separators', `,,${A};\n`],
	])('may come as %s', (_, value) => {
		expect(parse(value)).toEqual([{ key: A, identity: { orderId: A } }]);
	});

	it('of 15 digits may come as a number, which is exact', () => {
		expect(namedBy(123456789012345).ids).toEqual(['123456789012345']);
	});

	it('that has lost digits as a number is refused, and it is said what to do', () => {
		const [prepared] = parse(Number(A));
		expect(prepared).toMatchObject({
			identity: { orderId: String(Number(A)) },
			failure: {
				outcome: 'notSent',
				errorCode: 'INVALID_INPUT',
				errorMessage:
					"'Order ID' came as the number 3300504350583134000, which has lost digits [item 0]. Make the step that gives it keep order numbers as text.",
				retryable: false,
			},
		});
	});

	it.each([
		['14 digits', '12345678901234'],
		['a short number', 123],
		['letters', 'PO-1'],
		['a leading zero', `0${A}`],
		['a sign', `-${A}`],
		['a blank inside', '3300504350 583134260'],
		['full-width digits', '３３００５０４３５０５８３１３４２６０'],
		['a decimal point', `${A}.0`],
		['an object', { orderId: A }],
		['a resource locator', { __rl: true, mode: 'id', value: A }],
		['yes', true],
		['JSON text that is none', `[${A}`],
	])('with %s is refused, with an example of how it has to be', (_, value) => {
		const [prepared, ...more] = parse(value);
		expect(more).toEqual([]);
		expect(prepared).toMatchObject({
			failure: { outcome: 'notSent', errorCode: 'INVALID_INPUT', retryable: false },
		});
		expect(isInvalid(prepared) && prepared.failure.errorMessage).toContain(ORDER_ID.example);
	});
});

describe('Several numbers', () => {
	it.each([
		['commas', `${A},${B}`],
		['commas and blanks', `${A} , ${B}`],
		['Chinese commas', `${A}，${B}`],
		['Chinese list commas', `${A}、${B}`],
		['semicolons', `${A};${B}；`],
		['line breaks', `${A}\r\n${B}\n\n`],
		['tabs', `${A}\t${B}`],
		['an array', [A, B]],
		['arrays in an array', [[A], [[B]]]],
		['an array with a list in it', [`${A},${B}`]],
		['JSON text', `[${A},"${B}"]`],
		['an array with nothing in places', [null, A, undefined, '', B]],
	])('may come with %s', (_, value) => {
		expect(namedBy(value)).toEqual({ ids: [A, B], unusable: [] });
	});

	it('are each meant once', () => {
		expect(namedBy(`${A},${B},${A}`).ids).toEqual([A, B]);
		expect(namedBy([A, ` ${A} `, BigInt(A)]).ids).toEqual([A]);
	});

	it('do not stand in the way of each other when one is unusable', () => {
		expect(namedBy(`${A},x,${B}`)).toEqual({ ids: [A, B], unusable: ['x'] });
		expect(namedBy([A, { a: 1 }])).toEqual({ ids: [A], unusable: ['{"a":1}'] });
	});

	it('are read whatever separates them', () => {
		const separator = fc.stringMatching(/^[,，、;；\t\r\n]{1,3} {0,2}$/);
		fc.assert(
			fc.property(fc.uniqueArray(orderId, { minLength: 1, maxLength: 8 }), separator, (ids, by) => {
				expect(namedBy(ids.join(by))).toEqual({ ids, unusable: [] });
			}),
		);
	});
});

describe('What looks like groups of three', () => {
	const GROUPED = '3,300,504,350,583,134,260';

	it.each([
		['commas', GROUPED],
		['Chinese commas', GROUPED.replaceAll(',', '，')],
		['points', GROUPED.replaceAll(',', '.')],
		['blanks', GROUPED.replaceAll(',', ' ')],
		['narrow blanks', GROUPED.replaceAll(',', '\u202f')],
		['apostrophes', GROUPED.replaceAll(',', "'")],
		['commas and blanks', GROUPED.replaceAll(',', ', ')],
		['line breaks', GROUPED.replaceAll(',', '\n')],
	])('with %s is one number that cannot be used', (_, value) => {
		expect(namedBy(value)).toEqual({ ids: [], unusable: [value] });
	});

	it('makes a list unusable as a whole: where one number ends cannot be told', () => {
		expect(namedBy(`${A},${GROUPED}`)).toEqual({ ids: [], unusable: [`${A},${GROUPED}`] });
		expect(namedBy(`${A}\n${GROUPED.replaceAll(',', '.')}`).ids).toEqual([]);
	});

	it('names no order, whatever number it is', () => {
		const separator = fc.constantFrom(',', '，', '.', "'", ' ', ';', '\n', ', ');
		fc.assert(
			fc.property(orderId, separator, (id, by) => {
				expect(namedBy(id.replace(/\B(?=(\d{3})+$)/g, by)).ids).toEqual([]);
			}),
		);
	});

	it('names no product either, where short numbers would do', () => {
		expect(namedBy('889,512,351,602', OFFER_ID)).toEqual({
			ids: [],
			unusable: ['889,512,351,602'],
		});
		expect(namedBy('889512351602,682340157729', OFFER_ID).ids).toHaveLength(2);
	});
});

describe('No number at all', () => {
	it.each(['', ' ', ',', '[]', ' [ ] ', [], [[]], [null], undefined, null])('%j', (value) => {
		expect(() => parse(value)).toThrow("'Order ID' is empty [item 0]");
	});
});
