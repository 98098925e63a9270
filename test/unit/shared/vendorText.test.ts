import fc from 'fast-check';

import { requestIdOrNull, vendorText } from '../../../nodes/shared/vendorText';

const signature = fc.stringMatching(/^[0-9A-F]{32}$/);

describe('vendorText', () => {
	it('shows no part of a signature, wherever it stands and wherever the text is cut', () => {
		fc.assert(
			fc.property(signature, fc.nat(600), (secret, before) => {
				const shown = vendorText(`${'余 '.repeat(before)} sign=${secret} 余额不足`) ?? '';
				expect(shown).not.toContain(secret.slice(0, 12));
				expect(shown.length).toBeLessThanOrEqual(500);
			}),
		);
	});

	it('shows no part of one that is glued to other letters and digits', () => {
		fc.assert(
			fc.property(signature, (secret) => {
				expect(vendorText(`ak${secret}1715669977082`)).toBe('[masked]');
			}),
		);
	});

	it('shows numbers of orders', () => {
		expect(vendorText('订单3300504350583134261不存在')).toBe('订单3300504350583134261不存在');
	});

	it.each([null, undefined, '', 7, {}])('takes %j for no text', (value) => {
		expect(vendorText(value)).toBeNull();
	});
});

describe('requestIdOrNull', () => {
	it('takes an id of the documented form only', () => {
		expect(requestIdOrNull('9502cd80026d45018af181d760288f63')).toBe(
			'9502cd80026d45018af181d760288f63',
		);
		expect(requestIdOrNull('A32AFB8C82AAE0ED5C3E980A6FB07B5F')).toBeNull();
		expect(requestIdOrNull('a'.repeat(65))).toBeNull();
		expect(requestIdOrNull(42)).toBeNull();
	});
});
