import { isNo } from '../../../../nodes/shared/envelope';
import { acceptedAnswer } from '../../../../nodes/XportcnKa/outcome/accepted';
import { answer, notSent, page, unanswered } from '../../../harness/replies';

const YES = [true, 'true', ' TRUE ', 1, '1'];
const NO = [false, 'false', 'FALSE', ' False ', 0, '0', 'no', 'N', 'fail', -1, {}, [], [true]];
const NOTHING = [undefined, null, ''];
const HOSTILE = { toString: 1, valueOf: 1 };

describe('An accepted answer', () => {
	it.each([
		[200, 200, true],
		[299, 200, true],
		[199, 200, false],
		[300, 200, false],
		[200, 201, false],
		[200, 0, false],
		[500, 200, false],
	])('with HTTP %s and code %s: %s', (httpStatus, code, isAccepted) => {
		const result = answer(code, { httpStatus });
		expect(acceptedAnswer(result)).toBe(isAccepted ? result : undefined);
	});

	it("is Xportcn's own only", () => {
		expect(acceptedAnswer(page(200))).toBeUndefined();
		expect(acceptedAnswer(unanswered('timeout'))).toBeUndefined();
		expect(acceptedAnswer(notSent('notConnected', ''))).toBeUndefined();
	});

	it.each([...YES, ...NOTHING])('with "success": %j', (success) => {
		expect(isNo(success)).toBe(false);
		expect(acceptedAnswer(answer(200, { success }))).toBeDefined();
		expect(acceptedAnswer(answer(200, { data: { success } }))).toBeDefined();
	});

	it.each([...NO, HOSTILE])('is none with "success": %j, beside the data or in it', (success) => {
		expect(isNo(success)).toBe(true);
		expect(acceptedAnswer(answer(200, { success }))).toBeUndefined();
		expect(
			acceptedAnswer(answer(200, { data: { success, successOrderIds: ['1'] } })),
		).toBeUndefined();
	});
});
