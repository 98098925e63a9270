import type { IDataObject } from 'n8n-workflow';

import { obstaclesToPaying } from '../../nodes/XportcnKa/actions/order/skipIfPaid';
import { failed } from '../../nodes/XportcnKa/outcome/outcome';
import type { Reply } from '../../nodes/XportcnKa/transport/reply';
import { accepted, answer } from '../harness/replies';
import { scriptedRun } from '../harness/scriptedRun';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const PAID = { payStatus: 2, orderStatus: 'WAITING_FOR_SENT' };
const UNPAID = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };

const obstacles = async (replies: Record<string, Reply>) =>
	await obstaclesToPaying(
		scriptedRun(({ orderId }) => replies[orderId as string]).run,
		Object.keys(replies),
	);
const obstacle = async (reply: Reply) => (await obstacles({ [A]: reply }))[0];
const details = (fields: IDataObject, orderId = A) => accepted({ orderId, ...fields });

it('Nothing is in the way of an order that is clearly unpaid; each answer is about its order', async () => {
	expect(await obstacles({ [A]: details(PAID), [B]: details(UNPAID, B) })).toMatchObject([
		{ outcome: 'alreadyPaid' },
		undefined,
	]);
});

it('An order that is paid is not sent', async () => {
	expect(await obstacle(details(PAID))).toEqual(
		failed(
			'alreadyPaid',
			'ALREADY_PAID',
			'The order details show that this order is paid, so nothing was sent. Nothing more to do.',
			{ requestId: 'r1' },
		),
	);
});

it.each([
	['in a state nobody knows', details({ payStatus: 9 })],
	['without its number', accepted(UNPAID)],
	['paid, without its number', accepted(PAID)],
])('An order %s is not sent', async (_, reply) => {
	expect(await obstacle(reply)).toEqual(
		failed(
			'notSent',
			'PAYMENT_STATE_UNCLEAR',
			"'Skip if Paid' looked at this order, but its details do not say clearly whether it is paid, so nothing was sent. Look at the order in Xportcn.",
			{ requestId: 'r1' },
		),
	);
});

it('An order that could not be looked at is not sent, and everything that is known is said', async () => {
	expect(
		await obstacle(answer(503, { httpStatus: 503, msg: '系统繁忙', requestId: 'r2' })),
	).toEqual(
		failed(
			'notSent',
			'XPORTCN_503',
			"'Skip if Paid' could not look at this order first, so nothing was sent. Xportcn answered with code 503 (HTTP 503). Xportcn's system is busy.",
			{ failedReason: '系统繁忙', httpStatus: 503, requestId: 'r2', retryable: true },
		),
	);
});
