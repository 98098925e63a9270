import { createRunExecutionData } from 'n8n-workflow';

import { openKnownNumbers } from '../../../../../nodes/XportcnKa/actions/order/knownNumbers';
import type { Begun, Listed } from '../../../../../nodes/XportcnKa/actions/order/knownNumbers';
import { failed, succeeded } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { Result } from '../../../../../nodes/XportcnKa/outcome/outcome';
import { executeContext } from '../../../../harness/executeContext';
import { accepted } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

const NUMBER = 'PO-1';
const [A, B] = ['3300504350583134260', '3300504350583134278'];
const NOT_LISTED: Listed = { orderIds: [], cancelled: [] };

const { client } = scriptedClient(() => accepted([]));
const created = (...orderIds: string[]) =>
	orderIds.map((orderId) => succeeded({ orderId }, null) as Result);
const refused = [failed('rejected', 'PREVIEW_REFUSED', 'No.')];
const lost = [failed('unknown', 'TIMEOUT', 'Nobody knows.')];

/** What the numbers of one execution are known by; the same execution goes on with the next. */
const open = (execution = createRunExecutionData()) =>
	openKnownNumbers(executeContext({ resource: 'order', operation: 'create' }, { execution }));

type Numbers = ReturnType<typeof open>;
/** Begins a purchase of which another order is wanted, so that it is never refused. */
const another = (numbers: Numbers) => numbers.begin(client, NUMBER, undefined) as Begun;
/** What a purchase that is to be the only one is told: the code of each result, or that it may go. */
const one = (numbers: Numbers, listed = NOT_LISTED) => {
	const begun = numbers.begin(client, NUMBER, listed);
	if (!('refused' in begun)) return 'goes';
	return begun.refused.map((result) => [
		(result as { errorCode?: string }).errorCode,
		result.json?.orderId,
	]);
};

describe('An order of the number', () => {
	it('that was created keeps a second one from being created', () => {
		const numbers = open();
		another(numbers).settle(created(A, B));
		expect(one(numbers)).toEqual([
			['ALREADY_EXISTS', A],
			['ALREADY_EXISTS', B],
		]);
	});

	it('that was found in the list does so as well, once the list does not show it any more', () => {
		const numbers = open();
		expect(numbers.compare(client, NUMBER, { orderIds: [A], cancelled: [] })).toEqual([]);
		expect(one(numbers)).toEqual([['ALREADY_EXISTS', A]]);
	});

	it('is missing where the list shows only the other one', () => {
		const numbers = open();
		another(numbers).settle(created(A, B));
		expect(numbers.compare(client, NUMBER, { orderIds: [A], cancelled: [] })).toMatchObject([
			{ outcome: 'notSent', errorCode: 'ALREADY_EXISTS', json: { orderId: B, existing: true } },
		]);
	});

	it('does not count once the list shows it as cancelled', () => {
		const numbers = open();
		another(numbers).settle(created(A));
		expect(one(numbers, { orderIds: [], cancelled: [A] })).toBe('goes');
	});

	it('outlives an execution that is saved and goes on', () => {
		const execution = createRunExecutionData();
		another(open(execution)).settle(created(A));
		const saved = JSON.parse(JSON.stringify(execution)) as typeof execution;
		expect(one(open(saved))).toEqual([['ALREADY_EXISTS', A]]);
		expect(one(open())).toBe('goes');
	});

	it('is one of its account only', () => {
		const numbers = open();
		another(numbers).settle(created(A));
		const other = { ...client, accountId: 'another account' };
		expect(numbers.begin(other, NUMBER, NOT_LISTED)).toHaveProperty('settle');
	});
});

describe('A purchase of the number', () => {
	it('whose end is not known keeps a second one from being sent', () => {
		for (const end of [undefined, lost]) {
			const numbers = open();
			const begun = another(numbers);
			if (end) begun.settle(end);
			expect(one(numbers)).toEqual([['CANNOT_LOOK', undefined]]);
		}
	});

	it('that was refused leaves the number free', () => {
		const numbers = open();
		another(numbers).settle(refused);
		expect(one(numbers)).toBe('goes');
	});

	it('that is refused does not wipe out what another one beside it has come to', () => {
		for (const end of [lost, created(A)]) {
			const numbers = open();
			const slow = another(numbers);
			another(numbers).settle(end);
			slow.settle(refused);
			expect(one(numbers)).not.toBe('goes');
		}
	});

	it('that got fewer orders than announced, or others, stays unclear beside those it names', () => {
		for (const errorCode of ['ORDER_COUNT_DIFFERS', 'LINES_MISSING'] as const) {
			const numbers = open();
			another(numbers).settle([failed('differs', errorCode, 'x', { json: { orderId: A } })]);
			expect(one(numbers)).toEqual([['ALREADY_EXISTS', A]]);
			expect(one(numbers, { orderIds: [], cancelled: [A] })).toEqual([['CANNOT_LOOK', undefined]]);
		}
	});

	it('that only costs something else is clear', () => {
		const numbers = open();
		another(numbers).settle([failed('differs', 'PRICE_CHANGED', 'x', { json: { orderId: A } })]);
		expect(one(numbers, { orderIds: [], cancelled: [A] })).toBe('goes');
	});

	it('is the only one until another is begun, and again once that one is clear', () => {
		const numbers = open();
		const first = another(numbers);
		expect(first.isOnlyOne()).toBe(true);
		const second = another(numbers);
		expect([first.isOnlyOne(), second.isOnlyOne()]).toEqual([false, false]);
		second.settle(created(A));
		expect(first.isOnlyOne()).toBe(true);
		first.settle(lost);
		expect(another(numbers).isOnlyOne()).toBe(false);
	});

	it('without a number is nothing to the others', () => {
		const numbers = open();
		const begun = numbers.begin(client, undefined, NOT_LISTED) as Begun;
		begun.settle(lost);
		expect(begun.isOnlyOne()).toBe(true);
		expect(numbers.begin(client, undefined, NOT_LISTED)).toHaveProperty('settle');
	});
});
