import { join, projectRoot, readFileSync } from '../../tools/node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { ask, call, PREVIEW_REQUEST } from './client';

// copied from the vendor's pages, line breaks included
const PAY_REQUEST = '{"orderIds":["3300504350583134260"]}';
const PAY_ANSWER = `{"requestId":"9502cd80026d45018af181d760288f63","code":200,"developId":"1023561483696472887","msg":"成功",
 "data":{"successOrderIds":["3300504350583134260"],
         "failedOrderList":[{"orderId":"3300504350583134260","failedReason":"资金账户已经扣款,不可重复支付"}]}}`;
const PREVIEW_REQUEST_TEXT = `{"flow":"fenxiaonew",
 "addressParam":{"fullName":"test","mobile":"13567102355","phone":"","postCode":"532600","cityText":"崇左市","provinceText":"凭祥市区","areaText":"凭祥市区","townText":"广西壮族自治区省","address":"测试","districtCode":"451481"},
 "cargoParamList":[{"offerId":889512351602,"specId":"530ad00177264564503ec3b848650652","quantity":2.0}]}`;
const PREVIEW_ANSWER = `{"requestId":"a4ad5d30dd2e45adbf0569ed4b44ae6e","code":200,"developId":"1023561483696472887","msg":"成功",
 "data":[{"sumCarriage":600,"sumPayment":6400,"sumTotalPayment":6561,"sumPaymentNoCarriage":5800,
   "orderItemTOList":[{"amount":5800,"message":null,"finalUnitPrice":2900,"specId":"530ad00177264564503ec3b848650652","skuId":5736673805656,"offerId":889512351602,"openOfferId":"+vIWvlcT2JMpWVABRdm+WQ=="}]}]}`;
const CREATED_MESSAGE = String.raw`{"messageType":"ORDER_CREATE",
 "messageBody":"{\"orderId\":\"3305075341149134260\",\"orderNo\":\"PO202605200001\",\"orderStatus\":\"WAITING_FOR_PAYMENT\",\"payStatus\":1,\"totalAmount\":10000,\"shippingFee\":500,\"productAmount\":9500,\"refundAmount\":0,\"refundStatus\":null,\"closeReason\":null,\"tbCreateTime\":\"2026-05-20 15:40:00\",\"payTime\":null}",
 "messagePlatform":1,"timestamp":"1779263269913"}`;
const PAID_MESSAGE = String.raw`{"messageType":"ORDER_PAY_SUCCESS",
 "messageBody":"{\"orderId\":\"3305075341149134260\",\"orderNo\":\"PO202605200001\",\"orderStatus\":\"WAITING_FOR_SENT\",\"payStatus\":2,\"totalAmount\":10000,\"shippingFee\":500,\"productAmount\":9500,\"refundAmount\":0,\"refundStatus\":null,\"closeReason\":null,\"tbCreateTime\":\"2026-05-20 15:40:00\",\"payTime\":\"2026-05-20 15:41:00\"}",
 "messagePlatform":1,"timestamp":"1779263269913"}`;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

test.each([
	['pay.request', PAY_REQUEST],
	['pay.answer', PAY_ANSWER],
	['preview.request', PREVIEW_REQUEST_TEXT],
	['preview.answer', PREVIEW_ANSWER],
	['message.created', CREATED_MESSAGE],
	['message.paid', PAID_MESSAGE],
])('the file %s.json is the documented sample, byte for byte', (name, text) => {
	const file = join(projectRoot, 'sandbox', 'samples', `${name}.json`);
	expect(readFileSync(file).equals(Buffer.from(text))).toBe(true);
});

test.each([
	['pay', PAY_REQUEST, PAY_ANSWER],
	['preview', PREVIEW_REQUEST_TEXT, PREVIEW_ANSWER],
] as const)('vendorSample answers %s with the documented bytes', async (name, request, text) => {
	sandbox.faults.add({ kind: 'vendorSample' });
	const answer = await call(sandbox, name, request);
	expect(answer.data).toBe(text);
	expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(text)));
});

test('vendorSample debits only when it strikes after the work', async () => {
	const orderId = '3300504350583134260';
	sandbox.orders.add({ orderId });
	sandbox.faults.add({ kind: 'vendorSample' });
	await call(sandbox, 'pay', PAY_REQUEST);
	expect(sandbox.ledger.debitsOf(orderId)).toBe(0);
	sandbox.faults.add({ kind: 'vendorSample', when: 'after' });
	await call(sandbox, 'pay', PAY_REQUEST);
	expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
});

test('vendorSample waits for an operation that has a sample', async () => {
	sandbox.faults.add({ kind: 'vendorSample' });
	expect((await ask(sandbox, 'getMany', {})).data.totalRecords).toBe(0);
	expect((await call(sandbox, 'pay', PAY_REQUEST)).data).toBe(PAY_ANSWER);
});

test('the documented preview request is answered with the documented data', async () => {
	expect(JSON.parse(PREVIEW_REQUEST_TEXT)).toEqual(PREVIEW_REQUEST);
	const { data } = await ask(sandbox, 'preview', PREVIEW_REQUEST_TEXT);
	expect(JSON.stringify(data)).toBe(JSON.stringify(JSON.parse(PREVIEW_ANSWER).data));
});

test('an order paid before, paid again: the failed entry of the documented sample', async () => {
	sandbox.orders.add({ orderId: '3300504350583134260' });
	await call(sandbox, 'pay', PAY_REQUEST);
	const { data } = await ask(sandbox, 'pay', PAY_REQUEST);
	expect(data.failedOrderList).toEqual(JSON.parse(PAY_ANSWER).data.failedOrderList);
});
