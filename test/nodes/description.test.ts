import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { DEFAULTS, MAXIMA } from '../../nodes/XportcnKa/actions/settings';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

const { description } = new XportcnKa();
const optionsOf = (name: string) =>
	(description.properties.find((property) => property.name === name)?.options ??
		[]) as INodeProperties[];

/** The parameters a user sees for an operation, `order.pay` for example. */
function visibleFor(path: string, values: INode['parameters'] = {}): INodeProperties[] {
	const [resource, operation] = path.split('.');
	const node = { typeVersion: 1 };
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation, ...values },
		true,
		false,
		node,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters ?? {}, property, node, description),
	);
}

const OPERATIONS = resources.flatMap(({ name, operations }) =>
	Object.keys(operations).map((operation) => `${name}.${operation}`),
);
const COMMON = ['resource', 'operation', 'options'];
const PURCHASE = ['itemsInput', 'items', 'addressInput', 'address', 'flow', 'outOrderId'];
const LOOK_OUT = 'inferredNotice';

describe('The form', () => {
	it.each<[string, string[]]>([
		['order.pay', ['payNotice', 'orderId']],
		['order.preview', PURCHASE],
		[
			'order.create',
			[...PURCHASE, 'previewFirst', 'maximumTotal', 'message', 'shopPromotionId', 'tradeType'],
		],
		['order.getMany', [LOOK_OUT, 'returnAll', 'limit', 'filters']],
		['order.get', [LOOK_OUT, 'orderId']],
		['order.getLogistics', [LOOK_OUT, 'orderId']],
		['product.search', ['searchNotice', 'keyword', 'limit', 'country', 'searchFilters']],
		['product.get', [LOOK_OUT, 'offerId', 'country']],
		[
			'address.upsert',
			[
				...[LOOK_OUT, 'addressId', 'receiverName', 'phone'],
				...['province', 'city', 'district', 'streetAddress'],
			],
		],
		['api.callEndpoint', ['callNotice', 'path', 'body', 'changesSomething']],
	])('of %s shows what belongs to it', (operation, own) => {
		expect(
			visibleFor(operation)
				.map(({ name }) => name)
				.sort(),
		).toEqual([...COMMON, ...own].sort());
	});

	it.each([
		['product.search', ['keyword', 'limit', 'country', 'searchFilters']],
		['product.get', ['offerId', 'country']],
		['address.upsert', ['addressId', 'receiverName']],
		['api.callEndpoint', ['path', 'body', 'changesSomething']],
	])('of %s begins with what matters most', (operation, first) => {
		const shown = visibleFor(operation).filter(
			({ name, type }) => type !== 'notice' && !COMMON.includes(name),
		);
		expect(shown.map(({ name }) => name).slice(0, first.length)).toEqual(first);
	});

	it('hides the limit when all are returned', () => {
		expect(visibleFor('order.getMany', { returnAll: true }).map(({ name }) => name)).not.toContain(
			'limit',
		);
	});

	it.each(['items', 'address'])('shows %s once, as fields or as JSON', (name) => {
		const shown = (mode: string) =>
			visibleFor('order.create', { [`${name}Input`]: mode }).filter(
				(property) => property.name === name,
			);
		expect(shown('fields')).toHaveLength(1);
		expect(shown('json').map(({ type }) => type)).toEqual(['json']);
	});

	it('fills in the order ID, so that Create -> Pay needs nothing', () => {
		const orderId = visibleFor('order.pay').find(({ name }) => name === 'orderId');
		expect(orderId?.default).toBe('={{ $json.orderId }}');
	});

	it('offers the options each operation has', () => {
		const offered = (path: string) => {
			const [resource, operation] = path.split('.');
			const parameters = { resource, operation };
			const node = { typeVersion: 1 };
			return optionsOf('options')
				.filter((option) =>
					NodeHelpers.displayParameter(parameters, option, node, description, parameters),
				)
				.map(({ name }) => name);
		};
		const always = ['maxConcurrency', 'timeout'];
		const path = 'endpointPath';
		const own: Record<string, string[]> = {
			'order.pay': [
				...[path, 'alreadyPaidOutput', 'batchSize', 'orderDetailsPath'],
				...['skipIfPaid', 'verifyUnknown', 'verifyWait'],
			],
			'order.create': [path, 'verifyUnknown', 'verifyWait'],
			'order.preview': [path],
			'order.get': [path, 'simplify'],
			'order.getMany': [path, 'simplify'],
			'order.getLogistics': [path],
			'product.search': [path],
			'product.get': [path],
			'address.upsert': [path],
			'api.callEndpoint': [],
		};
		expect(Object.keys(own).sort()).toEqual(OPERATIONS.sort());
		for (const [operation, options] of Object.entries(own)) {
			expect([operation, ...offered(operation).sort()]).toEqual([
				operation,
				...[...always, ...options].sort(),
			]);
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
		const inferred = resources.flatMap(({ name, operations }) =>
			Object.entries(operations)
				.filter(([, { endpoint }]) => endpoint.provenance === 'inferred')
				.map(([operation]) => `${name}.${operation}`),
		);
		const warned = OPERATIONS.filter((operation) =>
			visibleFor(operation).some(({ name }) => name === LOOK_OUT),
		);
		expect(warned.sort()).toEqual(inferred.sort());
		expect(inferred).toEqual([
			...['address.upsert', 'order.get', 'order.getLogistics', 'order.getMany'],
			'product.get',
		]);
	});

	it('is in English', () => {
		expect(JSON.stringify(description)).not.toMatch(/[一-鿿]/);
	});

	it('lists exactly the resources and operations there are, Order first', () => {
		const listed = optionsOf('resource') as unknown as INodePropertyOptions[];
		expect(listed.map(({ value }) => value)).toEqual(resources.map(({ name }) => name));
		expect(listed[0].value).toBe('order');
		for (const { name, operations } of resources) {
			const dropdown = visibleFor(`${name}.`).filter((each) => each.name === 'operation');
			expect(dropdown).toHaveLength(1);
			const values = dropdown[0].options as INodePropertyOptions[];
			expect(values.map(({ value }) => value).sort()).toEqual(Object.keys(operations).sort());
			expect(Object.keys(operations)).toContain(dropdown[0].default);
		}
	});

	it('opens as it always did for a saved workflow without a resource', () => {
		const [resource] = description.properties;
		expect([resource.name, resource.default]).toEqual(['resource', 'order']);
	});
});
