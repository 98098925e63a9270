import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { DEFAULTS, MAXIMA } from '../../nodes/XportcnKa/actions/settings';
import { orderOperations } from '../../nodes/XportcnKa/actions/order/Order.resource';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

const { description } = new XportcnKa();
const optionsOf = (name: string) =>
	(description.properties.find((property) => property.name === name)?.options ??
		[]) as INodeProperties[];

/** The parameters a user sees for an operation. */
function visibleFor(operation: string, values: INode['parameters'] = {}): INodeProperties[] {
	const node = { typeVersion: 1 };
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource: 'order', operation, ...values },
		true,
		false,
		node,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters ?? {}, property, node, description),
	);
}

const COMMON = ['resource', 'operation', 'options'];
const PURCHASE = ['itemsInput', 'items', 'addressInput', 'address', 'flow', 'outOrderId'];
const LOOK_OUT = 'inferredNotice';

describe('The form', () => {
	it.each<[string, string[]]>([
		['pay', ['payNotice', 'orderId']],
		['preview', PURCHASE],
		[
			'create',
			[...PURCHASE, 'previewFirst', 'maximumTotal', 'message', 'shopPromotionId', 'tradeType'],
		],
		['getMany', [LOOK_OUT, 'returnAll', 'limit', 'filters']],
		['get', [LOOK_OUT, 'orderId']],
		['getLogistics', [LOOK_OUT, 'orderId']],
	])('of %s shows what belongs to it', (operation, own) => {
		expect(
			visibleFor(operation)
				.map(({ name }) => name)
				.sort(),
		).toEqual([...COMMON, ...own].sort());
	});

	it('hides the limit when all are returned', () => {
		expect(visibleFor('getMany', { returnAll: true }).map(({ name }) => name)).not.toContain(
			'limit',
		);
	});

	it.each(['items', 'address'])('shows %s once, as fields or as JSON', (name) => {
		const shown = (mode: string) =>
			visibleFor('create', { [`${name}Input`]: mode }).filter((property) => property.name === name);
		expect(shown('fields')).toHaveLength(1);
		expect(shown('json').map(({ type }) => type)).toEqual(['json']);
	});

	it('fills in the order ID, so that Create -> Pay needs nothing', () => {
		const orderId = visibleFor('pay').find(({ name }) => name === 'orderId');
		expect(orderId?.default).toBe('={{ $json.orderId }}');
	});

	it('offers the options each operation has', () => {
		const offered = (operation: string) =>
			optionsOf('options')
				.filter(
					({ displayOptions }) => displayOptions?.show?.['/operation']?.includes(operation) ?? true,
				)
				.map(({ name }) => name);
		const always = ['endpointPath', 'maxConcurrency', 'timeout'];
		const own: Record<string, string[]> = {
			pay: [
				'alreadyPaidOutput',
				'batchSize',
				'orderDetailsPath',
				'skipIfPaid',
				'verifyUnknown',
				'verifyWait',
			],
			create: ['verifyUnknown', 'verifyWait'],
			preview: [],
			get: ['simplify'],
			getMany: ['simplify'],
			getLogistics: [],
		};
		for (const [operation, options] of Object.entries(own)) {
			expect(offered(operation).sort()).toEqual([...always, ...options].sort());
		}
	});

	it('shows the defaults and bounds that are used', () => {
		const shown = (name: string) => optionsOf('options').find((option) => option.name === name);
		for (const [name, value] of Object.entries(DEFAULTS)) {
			expect(shown(name)?.default).toBe(value);
			expect(shown(name)?.typeOptions).toMatchObject({
				minValue: 1,
				maxValue: MAXIMA[name as keyof typeof MAXIMA],
			});
		}
		expect(shown('verifyUnknown')?.default).toBe(true);
		expect(shown('alreadyPaidOutput')?.default).toBe('failed');
	});

	it('warns where the path is inferred, and only there', () => {
		const inferred = Object.entries(orderOperations)
			.filter(([, { endpoint }]) => (endpoint.provenance as string) === 'inferred')
			.map(([name]) => name);
		const warned = Object.keys(orderOperations).filter((operation) =>
			visibleFor(operation).some(({ name }) => name === LOOK_OUT),
		);
		expect(warned).toEqual(inferred);
		expect(inferred).toEqual(['get', 'getLogistics', 'getMany']);
	});

	it('is in English', () => {
		expect(JSON.stringify(description)).not.toMatch(/[一-鿿]/);
	});

	it('lists exactly the operations there are', () => {
		const listed = optionsOf('operation') as unknown as INodePropertyOptions[];
		expect(listed.map(({ value }) => value).sort()).toEqual(Object.keys(orderOperations).sort());
	});
});
