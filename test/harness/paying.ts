import type { IDataObject } from 'n8n-workflow';

import type { Fault, SandboxOptions } from '../../sandbox';
import { useSandbox } from './scene';

/** Orders as the sandbox and as items name them. */
type Named = { orderId: string };

/** A number of the vendor's own samples. */
export const ONE_OF_THE_VENDORS = '3300504350583134260';

/** What a pay request names. */
const idsIn = (body: unknown) => (body as { orderIds: string[] }).orderIds;

/** A sandbox, and what tests of Pay do with it. Its ledger is the judge. */
export function usePaying(options: SandboxOptions = {}) {
	const scene = useSandbox(options);
	return Object.assign(scene, {
		/**
		 * Pays what the items name.
		 * @param parameters of the node; among its options Verify Unknown is off unless they say otherwise
		 */
		pay: async (
			input: IDataObject[],
			{ options: given = {}, ...parameters }: IDataObject & { options?: IDataObject } = {},
			more: Parameters<typeof scene.run>[2] = {},
		) =>
			await scene.run(
				{
					operation: 'pay',
					orderId: '={{ $json.orderId }}',
					...parameters,
					options: { verifyUnknown: false, ...given },
				},
				input,
				more,
			),
		/** How often each of these orders was debited. */
		debitsOf: (orders: readonly Named[]) =>
			orders.map(({ orderId }) => scene.sandbox.ledger.debitsOf(orderId)),
		/** The orders of each pay request, in the order of their arrival. */
		paySent: () => scene.sandbox.requests.of('pay').map(({ body }) => idsIn(body)),
		/** Plans a fault of the pay call, for all its requests unless it says otherwise. */
		payFails: (fault: Fault) => scene.sandbox.faults.add({ on: 'pay', times: 0, ...fault }),
		/** Answers every question for the details of an order with these fields. */
		detailsAre: (order: Named, fields: IDataObject, { skip = 0, times = 0 } = {}) =>
			scene.sandbox.faults.add({
				on: 'get',
				orderId: order.orderId,
				kind: 'raw',
				...{ skip, times },
				body: JSON.stringify({
					code: 200,
					msg: '成功',
					data: { orderId: order.orderId, ...fields },
				}),
			}),
	});
}
