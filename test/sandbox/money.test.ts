import { fenOf, yuanNumber, yuanText } from '../../sandbox/money';

test.each([
	[0, '0.00', 0],
	[5, '0.05', 0.05],
	[-5, '-0.05', -0.05],
	[100, '1.00', 1],
	[6405, '64.05', 64.05],
	[38_000_000, '380000.00', 380_000],
	[-12_345, '-123.45', -123.45],
])('%i fen', (fen, text, number) => {
	expect([yuanText(fen), yuanNumber(fen)]).toEqual([text, number]);
});

test.each([
	['99', 9900],
	['99.5', 9950],
	['0.07', 7],
	['64.05', 6405],
	['1.234', null],
	['-1', null],
	['', null],
	['1e3', null],
	['1,50', null],
])('%s yuan', (yuan, fen) => {
	expect(fenOf(yuan)).toBe(fen);
});
