import type { IDataObject } from 'n8n-workflow';

import { forgetAll } from '../../nodes/XportcnKaTrigger/repeats';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { WebhookHost } from './webhookHost';

/** A message as Xportcn pushes it. `body` becomes the JSON inside the JSON. */
export function messageText(
	messageType = 'ORDER_PAY_SUCCESS',
	body: unknown = { orderId: '3305075341149134260', payStatus: 2 },
	{ messagePlatform = 1, timestamp = '1779263269913' }: IDataObject = {},
): string {
	const messageBody = JSON.stringify(body);
	return JSON.stringify({ messageType, messageBody, messagePlatform, timestamp });
}

/** A message about an order of its own. */
export const messageAbout = (orderId: number | string): string =>
	messageText('ORDER_CREATE', { orderId: String(orderId) });

/** A trigger behind a server, a fresh one for each test, that starts on every message. */
export function useTrigger() {
	let host: WebhookHost;
	beforeEach(async () => {
		forgetAll();
		host = new WebhookHost(new XportcnKaTrigger());
		host.parameters = { events: ['*'] };
		await host.start();
	});
	afterEach(async () => await host.stop());
	return {
		get host() {
			return host;
		},
	};
}
