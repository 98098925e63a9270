import { eventOptions, eventsOf } from '../../../nodes/XportcnKaPollTrigger/events';

describe('What has happened to an order', () => {
	it.each([
		['WAITING_FOR_PAYMENT', 1, 'created'],
		['WAITING_FOR_PAYMENT', 2, 'created'],
		['WAITING_FOR_PAYMENT', 9, 'created'],
		['WAITING_FOR_SENT', 2, 'created paid'],
		['WAITING_FOR_SENT', 1, 'created'],
		['WAITING_FOR_SENT', undefined, 'created paid'],
		['WAITING_FOR_RECEIVE', 2, 'created paid shipped'],
		['WAITING_FOR_RECEIVE', 12, 'created shipped'],
		['CONFIRM_GOODS', 2, 'created paid shipped'],
		['SUCCESS', '2', 'created paid shipped'],
		['SUCCESS', 6, 'created paid shipped'],
		['SUCCESS', '4', 'created paid shipped'],
		['terminated', 4, 'created paid'],
		['SUCCESS', 9, 'created shipped'],
		['CANCEL', 1, 'created cancelled'],
		['CANCEL', 2, 'created paid cancelled'],
		['CANCEL', undefined, 'created cancelled'],
		['ON_THE_MOON', 1, 'created'],
		['ON_THE_MOON', 2, 'created paid'],
		['ON_THE_MOON', undefined, 'created'],
		[undefined, undefined, 'created'],
		[null, null, 'created'],
		[11, 2, 'created paid'],
		[{ toString: 1 }, 2, 'created paid'],
	])('orderStatus %s, payStatus %s: %s', (orderStatus, payStatus, events) => {
		expect(eventsOf({ orderStatus, payStatus }).join(' ')).toBe(events);
	});

	it.each([
		['waitbuyerpay', 'created'],
		['waitsellersend', 'created paid'],
		['waitlogisticstakein', 'created paid'],
		['waitbuyerreceive', 'created paid shipped'],
		['waitbuyersign', 'created paid shipped'],
		['signinsuccess', 'created paid shipped'],
		['confirm_goods', 'created paid shipped'],
		['success', 'created paid shipped'],
		['cancel', 'created cancelled'],
		['terminated', 'created'],
	])("1688's %s: %s", (status, events) => {
		expect(eventsOf({ baseInfo: { status } }).join(' ')).toBe(events);
	});

	it("goes by the pay status of 1688's tree where all phases of the payment have the same", () => {
		const order = (...payStatuses: unknown[]) => ({
			baseInfo: { status: 'waitsellersend' },
			tradeTerms: payStatuses.map((payStatus) => ({ payStatus })),
		});
		expect(eventsOf(order(2))).toContain('paid');
		expect(eventsOf(order(2, 2))).toContain('paid');
		expect(eventsOf(order(1))).not.toContain('paid');
		expect(eventsOf(order(12))).not.toContain('paid');
	});
});

it('the form offers each event once, sorted by name', () => {
	expect(eventOptions.map(({ value }) => value).sort()).toEqual([
		...['cancelled', 'changed', 'created', 'paid', 'shipped'],
	]);
	const names = eventOptions.map(({ name }) => name);
	expect(names).toEqual([...names].sort());
});
