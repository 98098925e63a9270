import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { BATCH_SIZE, VERIFY_WAIT } from '../../nodes/XportcnKa/actions/order/paySettings';
import { MAX_CONCURRENCY, TIMEOUT } from '../../nodes/XportcnKa/actions/settings';
import type { NumberOption } from '../../nodes/XportcnKa/actions/settings';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { endpoints } from '../../nodes/shared/endpoints';
import { ADDRESS_FORM, everyOperation, sampleOf } from '../harness/everyOperation';
import { description, entriesOf, optionsFor, visibleFor } from '../harness/forms';

/** As n8n makes it for an AI agent: the form asks for its name. */
const toolDescription: INodeTypeDescription = { ...description, name: 'xportcnKaTool' };

const namesOf = (properties: INodeProperties[]) => properties.map(({ name }) => name);
const OPERATIONS = everyOperation.map(({ id }) => id);
const COMMON = ['resource', 'operation', 'options'];

describe('The form', () => {
	it.each(OPERATIONS)('of %s shows what its sample says', (id) => {
		const { form } = sampleOf(id);
		expect(namesOf(visibleFor(id)).sort()).toEqual([...COMMON, ...form].sort());
	});

	it.each([
		['order.create', ['items', 'fullName', 'mobile', 'phone', 'provinceText', 'cityText']],
		['order.pay', ['orderId', 'expectedTotal', 'priceTolerance', 'maximumPerOrder']],
		['product.search', ['keyword', 'limit', 'country']],
		['product.get', ['offerId', 'country']],
		['address.upsert', ['addressId', 'receiverName']],
		['api.callEndpoint', ['path', 'body', 'changesSomething']],
	])('of %s begins with what matters most', (operation, first) => {
		const shown = visibleFor(operation).filter(
			({ name, type }) => type !== 'notice' && !COMMON.includes(name),
		);
		expect(namesOf(shown).slice(0, first.length)).toEqual(first);
	});

	it('hides the limit when all are returned', () => {
		expect(namesOf(visibleFor('order.getMany', { returnAll: true }))).not.toContain('limit');
	});

	it('shows the items once, as fields or as JSON', () => {
		const shown = (mode: string) =>
			visibleFor('order.create', { itemsInput: mode }).filter(({ name }) => name === 'items');
		expect(shown('fields').map(({ type }) => type)).toEqual(['fixedCollection']);
		expect(shown('json').map(({ type }) => type)).toEqual(['json']);
	});

	it('shows the address as fields or as one JSON', () => {
		const shown = (mode: string) =>
			namesOf(visibleFor('order.create', { addressInput: mode })).filter((name) =>
				[...ADDRESS_FORM, 'address'].includes(name),
			);
		expect(shown('fields')).toEqual(ADDRESS_FORM);
		expect(shown('json')).toEqual(['address']);
	});

	it('fills in the order ID, so that Create -> Pay needs nothing', () => {
		const orderId = visibleFor('order.pay').find(({ name }) => name === 'orderId');
		expect(orderId).toMatchObject({ type: 'string', default: '={{ $json.orderId }}' });
	});

	it.each(['order.get', 'order.getLogistics'])('of %s takes the order by its ID', (operation) => {
		const orderId = visibleFor(operation).find(({ name }) => name === 'orderId');
		expect(orderId).toMatchObject({
			type: 'resourceLocator',
			default: { mode: 'id', value: '={{ $json.orderId }}' },
		});
	});

	it('takes amounts as text, all empty at first: no limit', () => {
		const amounts = visibleFor('order.pay').filter(({ displayName }) =>
			displayName.includes('(CNY)'),
		);
		expect(amounts).toHaveLength(4);
		for (const amount of amounts) expect(amount).toMatchObject({ type: 'string', default: '' });
	});

	it('does not look first, and previews first, unless told otherwise', () => {
		const shown = visibleFor('order.create');
		expect(shown.find(({ name }) => name === 'ifExists')?.default).toBe('createAnother');
		expect(shown.find(({ name }) => name === 'previewFirst')?.default).toBe(true);
	});

	it('cuts the fields down to the useful ones, unless told otherwise', () => {
		for (const operation of OPERATIONS) {
			const simplify = visibleFor(operation).find(({ name }) => name === 'simplify');
			expect([operation, simplify?.default ?? true]).toEqual([operation, true]);
		}
	});

	it('is in English', () => {
		// Chinese is in the examples only, where an address or a word of 1688 is wanted
		const texts = JSON.stringify(description, (name, value: unknown) =>
			name === 'placeholder' ? undefined : value,
		);
		expect(texts).not.toMatch(/[一-鿿]/);
	});

	it('lists exactly the resources and operations there are, Order first', () => {
		const listed = entriesOf('resource') as unknown as INodePropertyOptions[];
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

	it('says where a path is inferred, and only there', () => {
		for (const { name, operations } of resources) {
			const [dropdown] = visibleFor(`${name}.`).filter((each) => each.name === 'operation');
			for (const { value, description: text } of dropdown.options as INodePropertyOptions[]) {
				const { endpoint } = operations[value as string];
				const isInferred = endpoint !== undefined && endpoints[endpoint].provenance === 'inferred';
				expect([value, text?.includes('inferred')]).toEqual([value, isInferred]);
				expect(text).not.toContain('..');
			}
		}
	});
});

describe('Options', () => {
	const ALWAYS = ['maxConcurrency', 'timeout'];

	it.each(OPERATIONS)('of %s are those that its sample says', (id) => {
		const { options = [] } = sampleOf(id);
		expect(namesOf(optionsFor(id)).sort()).toEqual([...ALWAYS, ...options].sort());
	});

	it.each<[string, NumberOption]>([
		['maxConcurrency', MAX_CONCURRENCY],
		['timeout', TIMEOUT],
		['batchSize', BATCH_SIZE],
		['verifyWait', VERIFY_WAIT],
	])('show the default and bounds that are used: %s', (name, used) => {
		const shown = entriesOf('options').find((option) => option.name === name);
		expect(shown).toMatchObject({
			displayName: used.label,
			default: used.default,
			typeOptions: { minValue: 1, maxValue: used.max },
		});
	});

	it('settle what is unclear, and put what was already paid on Failed, by default', () => {
		const shown = (name: string) => entriesOf('options').find((option) => option.name === name);
		expect(shown('verifyUnknown')?.default).toBe(true);
		expect(shown('alreadyPaidOutput')?.default).toBe('failed');
		expect(shown('maxConcurrency')?.default).toBe(16);
		expect(shown('confirmWait')?.default).toBe(60_000);
	});

	it('have no path: a value survives a change of operation', () => {
		expect(namesOf(entriesOf('options')).filter((name) => /path/i.test(name))).toEqual([]);
	});
});

describe('As a tool', () => {
	const shown = visibleFor('order.pay', {}, toolDescription);

	it('Pay asks the model for the order and its amount, and for nothing else', () => {
		const asked = shown.filter(({ default: value }) => String(value).includes('$fromAI'));
		expect(namesOf(asked)).toEqual(['orderId', 'expectedTotal']);
	});

	it('shows the same parameters, each once', () => {
		expect(namesOf(shown).filter((name) => name !== 'payToolNotice')).toEqual(
			namesOf(visibleFor('order.pay')).filter((name) => name !== 'payNotice'),
		);
	});

	it('warns that an agent can pay, and does not speak of a second output', () => {
		const notices = shown.filter(({ type }) => type === 'notice');
		expect(namesOf(notices)).toEqual(['payToolNotice']);
		expect(notices[0].displayName).toContain('without asking a person');
	});
});
