import { changeKeyOf } from '../../../nodes/shared/changeKey';

const ID = '3305075341149134260';

it.each([
	[{ orderStatus: 'WAITING_FOR_SENT', payStatus: 2, refundStatus: null }, ':WAITING_FOR_SENT:2'],
	[{ orderStatus: 'WAITING_FOR_SENT', payStatus: '2' }, ':WAITING_FOR_SENT:2'],
	[{ orderStatus: 'CANCEL', payStatus: 2, refundStatus: 'OK' }, ':CANCEL:2:OK'],
	[{ baseInfo: { status: 'success' }, tradeTerms: [{ payStatus: 2 }] }, ':success:2'],
	[{}, '::'],
])('an order with %j is known by its number and %s', (order, key) => {
	expect(changeKeyOf(ID, order)).toBe(ID + key);
});
