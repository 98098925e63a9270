import type { IDataObject } from 'n8n-workflow';

import { XportcnKaPollTrigger } from '../../nodes/XportcnKaPollTrigger/XportcnKaPollTrigger.node';
import type { SandboxOptions } from '../../sandbox';
import { PollHost } from './pollHost';
import { credentialFor, useSandbox } from './scene';

/** A sandbox, and a workflow of nothing but the poll trigger, a fresh one for each test. */
export function usePolling(options: SandboxOptions = {}) {
	const scene = useSandbox(options);
	let host: PollHost;
	beforeEach(() => {
		host = new PollHost(new XportcnKaPollTrigger(), credentialFor(scene.sandbox.baseUrl));
		host.parameters = { events: ['created', 'paid', 'shipped', 'cancelled'] };
	});
	return {
		get sandbox() {
			return scene.sandbox;
		},
		get host() {
			return host;
		},
		/** The items of one poll. */
		async poll(): Promise<IDataObject[]> {
			const before = host.items.length;
			await host.poll();
			return host.items.slice(before);
		},
	};
}

/** What items say has happened, and to which order: `<orderId> paid,shipped`. */
export const told = (items: readonly IDataObject[]): string[] =>
	items.map(({ orderId, changes }) => `${String(orderId)} ${(changes as string[]).join(',')}`);
