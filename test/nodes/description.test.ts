import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { BATCH_SIZE, VERIFY_WAIT } from '../../nodes/XportcnKa/actions/order/paySettings';
import { MAX_CONCURRENCY, TIMEOUT } from '../../nodes/XportcnKa/actions/settings';
import { endpoints } from '../../nodes/shared/endpoints';
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
const operationOf = (path: string) => {
	const [resource, operation] = path.split('.');
	const own = resources.find(({ name }) => name === resource)?.operations[operation];
	if (!own) throw new Error(`There is no operation ${path}`);
	return own;
};

describe('The form', () => {
	it.each(OPERATIONS)('of %s shows its own parameters and no others', (path) => {
		const own = new Set(operationOf(path).properties.map(({ name }) => name));
		const shown = visibleFor(path).map(({ name }) => name);
		expect(shown.filter((name) => !COMMON.includes(name) && !own.has(name))).toEqual([]);
		expect(shown).toEqual(expect.arrayContaining(COMMON));
		// what is shown for a value of another parameter, or for tools, is not there at first
		const conditional = new Set(
			operationOf(path)
				.properties.filter(({ displayOptions }) => displayOptions !== undefined)
				.map(({ name }) => name),
		);
		expect([...own].filter((name) => !conditional.has(name) && !shown.includes(name))).toEqual([]);
	});

	it.each([
		['order.pay', ['orderId', 'expectedTotal', 'priceTolerance', 'maximumPerOrder']],
		['order.create', ['items', 'fullName', 'mobile']],
		['product.search', ['keyword', 'limit', 'country']],
		['product.get', ['offerId', 'country', 'simplify']],
		['address.upsert', ['addressId', 'receiverName']],
		['api.callEndpoint', ['path', 'body', 'changesSomething']],
	])('of %s begins with what matters most', (operation, first) => {
		const shown = visibleFor(operation).filter(
			({ name, type }) => type !== 'notice' && !COMMON.includes(name),
		);
		expect(shown.map(({ name }) => name).slice(0, first.length)).toEqual(first);
	});

	it('asks for an address in the order of an envelope', () => {
		const address = [
			...['fullName', 'mobile', 'phone', 'provinceText', 'cityText', 'areaText', 'townText'],
			...['streetAddress', 'postCode', 'districtCode'],
		];
		for (const path of ['order.preview', 'order.create']) {
			const shown = visibleFor(path).map(({ name }) => name);
			expect(shown.filter((name) => address.includes(name))).toEqual(address);
		}
	});

	it('hides the limit when all are returned', () => {
		expect(visibleFor('order.getMany', { returnAll: true }).map(({ name }) => name)).not.toContain(
			'limit',
		);
	});

	it.each([
		['items', ['fixedCollection'], ['json']],
		['address', [], ['json']],
	])('shows %s once, as fields or as JSON', (name, asFields, asJson) => {
		const shown = (mode: string) =>
			visibleFor('order.create', { [`${name}Input`]: mode })
				.filter((property) => property.name === name)
				.map(({ type }) => type);
		expect(shown('fields')).toEqual(asFields);
		expect(shown('json')).toEqual(asJson);
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
		for (const path of OPERATIONS) {
			const own = (operationOf(path).options ?? []).map(({ name }) => name);
			expect([path, ...offered(path).sort()]).toEqual([
				path,
				...['maxConcurrency', 'timeout', ...own].sort(),
			]);
		}
	});

	it('shows the defaults and bounds that are used', () => {
		const shown = (name: string) => optionsOf('options').find((option) => option.name === name);
		const numbers = {
			batchSize: BATCH_SIZE,
			maxConcurrency: MAX_CONCURRENCY,
			timeout: TIMEOUT,
			verifyWait: VERIFY_WAIT,
		};
		for (const [name, { default: value, max }] of Object.entries(numbers)) {
			expect(shown(name)?.default).toBe(value);
			expect(shown(name)?.typeOptions).toMatchObject({ minValue: 1, maxValue: max });
		}
		expect(shown('verifyUnknown')?.default).toBe(true);
		expect(shown('alreadyPaidOutput')?.default).toBe('failed');
	});

	it('says where an operation is chosen that its path is inferred, and only there', () => {
		const saysSo = (path: string) => {
			const [resource, operation] = path.split('.');
			const choices = visibleFor(`${resource}.`)
				.filter(({ name }) => name === 'operation')
				.flatMap(({ options }) => options as INodePropertyOptions[]);
			return /inferred/.test(choices.find(({ value }) => value === operation)?.description ?? '');
		};
		const isInferred = (path: string) => {
			const { endpoint } = operationOf(path);
			return endpoint !== undefined && endpoints[endpoint].provenance === 'inferred';
		};
		expect(OPERATIONS.filter(saysSo)).toEqual(OPERATIONS.filter(isInferred));
		expect(OPERATIONS.filter(isInferred)).toContain('order.get');
	});

	it('is in English', () => {
		// samples of what a person types are in the language it is typed in
		const withoutSamples = JSON.stringify(description, (key, value: unknown) =>
			key === 'placeholder' ? undefined : value,
		);
		expect(withoutSamples).not.toMatch(/[一-鿿]/);
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
