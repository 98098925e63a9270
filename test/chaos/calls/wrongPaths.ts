const PAY = '/alibaba/ka/order/pay';
const CREATE = '/alibaba/ka/order/create';

/** 'Endpoint Paths' of a credential that send a request where it does not belong, or are none. */
export const WRONG_PATHS = {
	'a read goes to Pay': { 'order.get': PAY },
	'a read goes to Pay, written otherwise': { 'order.get': '/ALIBABA//ka/order/%70ay?x=1' },
	'a read goes to Pay, with an ending': { 'order.getMany': `${PAY}.json` },
	'a preview goes to Create': { 'order.preview': CREATE },
	'a preview goes to Create with a query': { 'order.preview': `${CREATE}?preview=1` },
	'a list goes to the address book': { 'order.getMany': '/open/address/addOrUpdate' },
	'Pay goes to Create': { 'order.pay': CREATE },
	'Create goes to Pay': { 'order.create': PAY },
	'Pay goes to the details': { 'order.pay': '/alibaba/ka/order/detail' },
	'Pay and the details share a new path': { 'order.pay': '/x/y', 'order.get': '/x/y' },
	'Pay has moved and a read takes its place': { 'order.pay': '/x/y', 'order.get': PAY },
	'no such operation': { 'order.buy': '/x/y' },
	'no path': { 'order.get': 'detail' },
	'a path that leads elsewhere': { 'order.get': '/../manage/detail' },
	'another server': { 'order.get': 'https://example.com/alibaba/ka/order/detail' },
	'no JSON': '{"order.get": ',
	'no object': '["/x/y"]',
} as const;

export type WrongPaths = keyof typeof WRONG_PATHS;

/** The field of the credential. */
export function endpointPathsOf(wrong: WrongPaths): string {
	const paths = WRONG_PATHS[wrong];
	return typeof paths === 'string' ? paths : JSON.stringify(paths);
}
