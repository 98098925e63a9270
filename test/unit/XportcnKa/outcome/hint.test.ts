import { hintFor } from '../../../../nodes/XportcnKa/outcome/hint';
import { failed } from '../../../../nodes/XportcnKa/outcome/outcome';

const UNCLEAR = failed('unknown', 'TIMEOUT', 'It may have been paid. Look at it.');
const UNREAD = failed('unknown', 'TIMEOUT', 'Nothing was changed.', { retryable: true });
const DIFFERS = failed('differs', 'PRICE_CHANGED', 'It costs more.');
const REFUSED = failed('rejected', 'ORDER_REFUSED', 'It was refused.');
const NOT_SENT = failed('notSent', 'DRY_RUN', 'It was not sent.');
const PAID_BEFORE = failed('alreadyPaid', 'ALREADY_PAID', 'It was already paid.');
const READ_MORE = "Open the Failed branch and read 'errorMessage'.";

const messageFor = (...failures: Parameters<typeof hintFor>[0]) => hintFor(failures, true)?.message;

it('Where nothing failed there is no hint', () => {
	expect(hintFor([], true)).toBeUndefined();
	expect(hintFor([], false)).toBeUndefined();
});

it('A single item gives its own message', () => {
	expect(hintFor([UNCLEAR], true)).toEqual({
		message: '1 item came out of Failed. It may have been paid. Look at it.',
		type: 'warning',
		location: 'outputPane',
	});
});

it('Several are counted by what to do about them, the most urgent first', () => {
	expect(messageFor(PAID_BEFORE, NOT_SENT, REFUSED, UNREAD, DIFFERS, UNCLEAR)).toBe(
		[
			"1 item is unclear. Do what its 'errorMessage' says before you run it again.",
			'1 item did not turn out as asked. Look at it before you pay.',
			'1 item could not be read. Nothing was changed. Run it again.',
			'1 item was refused by Xportcn.',
			'1 item was not sent.',
			'1 order was already paid.',
			READ_MORE,
		].join(' '),
	);
});

it.each([
	[UNCLEAR, "3 items are unclear. Do what their 'errorMessage' says before you run them again."],
	[DIFFERS, '3 items did not turn out as asked. Look at them before you pay.'],
	[UNREAD, '3 items could not be read. Nothing was changed. Run them again.'],
	[REFUSED, '3 items were refused by Xportcn.'],
	[NOT_SENT, '3 items were not sent.'],
	[PAID_BEFORE, '3 orders were already paid.'],
])('Several of one kind have one sentence: %j', (failure, sentence) => {
	expect(messageFor(failure, failure, failure)).toBe(`${sentence} ${READ_MORE}`);
});

it('Every failure is in exactly one of the counts', () => {
	const all = [UNCLEAR, UNREAD, DIFFERS, REFUSED, NOT_SENT, PAID_BEFORE];
	const counted = [
		...(messageFor(...all, ...all, ...all) ?? '').matchAll(/(\d+) (?:items|orders)/g),
	];
	expect(counted.map(([, count]) => Number(count))).toEqual([3, 3, 3, 3, 3, 3]);
});

it('It is said when nobody would notice', () => {
	const unseen = 'Nothing is connected to this node, so nobody will notice.';
	expect(hintFor([UNCLEAR], false)?.message).toMatch(new RegExp(`${unseen}$`));
	expect(hintFor([UNCLEAR, REFUSED], false)?.message).toMatch(new RegExp(`${unseen}$`));
	expect(messageFor(UNCLEAR)).not.toContain(unseen);
});

it('Orders that were paid before are no reason for a warning; anything else is', () => {
	expect(hintFor([PAID_BEFORE, PAID_BEFORE], true)?.type).toBe('info');
	for (const failure of [UNCLEAR, UNREAD, DIFFERS, REFUSED, NOT_SENT])
		expect(hintFor([PAID_BEFORE, failure], true)?.type).toBe('warning');
});
