import fc from 'fast-check';

import { asVendorSeconds, vendorSeconds } from '../../../nodes/shared/vendorTime';

const SECONDS = Date.UTC(2026, 4, 20, 15, 40, 0) / 1000;

it.each([
	['2026-05-20 15:40:00', SECONDS],
	['2026-05-20 15:40:01', SECONDS + 1],
	['20260520154000000+0800', SECONDS],
	['2026-05-20T15:40:00+08:00', SECONDS],
	['2026-05-20T15:40:00.000Z', SECONDS],
	['1779263269913', 1779263269],
	[1779263269913, 1779263269],
	['1970-01-01 00:00:00', 0],
	['1969-12-31 23:59:59', undefined],
	['0000-00-00 00:00:00', undefined],
	['0001-01-01T00:00:00', undefined],
	['2026-05-20', undefined],
	['yesterday', undefined],
	['', undefined],
	[null, undefined],
	[{}, undefined],
])('the time %j can be compared', (time, seconds) => {
	expect(vendorSeconds(time)).toBe(seconds);
});

it('a moment is the same as the text that the vendor has for it', () => {
	expect(asVendorSeconds(Date.UTC(2026, 4, 20, 7, 40, 0, 999))).toBe(SECONDS);
});

it('a time is never before 1970, whatever a list shows', () => {
	const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
	const written = fc
		.tuple(digits(4), ...Array.from({ length: 5 }, () => digits(2)))
		.map(([year, month, day, ...time]) => `${year}-${month}-${day} ${time.join(':')}`);
	fc.assert(
		fc.property(fc.oneof(written, digits(14), digits(13), fc.integer(), fc.string()), (time) => {
			expect(vendorSeconds(time) ?? 0).toBeGreaterThanOrEqual(0);
		}),
	);
});
