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
