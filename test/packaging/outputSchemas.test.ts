import type { IDataObject } from 'n8n-workflow';

import {
	dirname,
	existsSync,
	join,
	mkdirSync,
	process,
	readFileSync,
	writeFileSync,
} from '../../tools/node';
import { everyOperation, USES } from '../harness/everyOperation';
import { useSandbox } from '../harness/scene';

const scene = useSandbox();
const NODE = join(process.cwd(), 'nodes/XportcnKa');

/** Where n8n looks for the fields of an operation, to show them before its first run. */
const fileOf = (resource: string, operation: string) =>
	join(NODE, '__schema__/v1.0.0', resource, `${operation}.json`);

/** The JSON schema of a value, its fields in their order. */
function schemaOf(value: unknown): IDataObject {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0]) } : {}) };
	}
	if (typeof value !== 'object') return { type: typeof value };
	const properties = Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, schemaOf(entry)]),
	);
	return { type: 'object', properties };
}

/**
 * What an item has on Failed besides. n8n knows one list of fields for both outputs, and whoever
 * builds the branch behind Failed drags these.
 */
const OF_FAILED = { errorMessage: { type: 'string' }, errorCode: { type: 'string' } };

/** The fields of both outputs: those of Failed right after the outcome. */
function withFailed({ properties, ...schema }: IDataObject): IDataObject {
	const entries = Object.entries(properties as IDataObject);
	const after = entries.findIndex(([name]) => name === 'outcome') + 1;
	return {
		...schema,
		properties: Object.fromEntries([
			...entries.slice(0, after),
			...Object.entries(OF_FAILED),
			...entries.slice(after),
		]) as IDataObject,
	};
}

/** Operations whose answer is not known: what the sandbox makes up is no field to build on. */
const UNKNOWN_DATA = ['address upsert', 'im decryptOpenUid', 'api callEndpoint'];

/** An item that came out of Succeeded, on n8n's engine and against the sandbox. */
async function succeededItem(resource: string, operation: string): Promise<IDataObject> {
	const [order] = scene.sandbox.orders.add([
		{ orderId: '3300504350583134260', outOrderId: 'PO-1001', totalAmount: 6400 },
	]);
	if (operation === 'getLogistics') {
		scene.sandbox.orders.markPaid(order.orderId);
		scene.sandbox.orders.ship(order.orderId);
	}
	const parameters = { resource, operation, ...USES[`${resource} ${operation}`] };
	const { succeeded } = await scene.run(parameters, [{ outOrderId: 'PO-1001', totalCny: '64.00' }]);
	const item = succeeded.at(operation === 'checkSetup' ? -1 : 0) as IDataObject;
	return UNKNOWN_DATA.includes(`${resource} ${operation}`) ? { ...item, data: {} } : item;
}

describe.each(everyOperation.map(({ use }) => use.split(' ')))(
	'The fields of %s %s',
	(resource, operation) => {
		it('that the editor shows before the first run are those of a run', async () => {
			const schema = withFailed(schemaOf(await succeededItem(resource, operation)));
			const text = `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
			const file = fileOf(resource, operation);
			if (process.env.UPDATE_DOCS) {
				mkdirSync(dirname(file), { recursive: true });
				writeFileSync(file, text);
			}
			expect(existsSync(file)).toBe(true);
			expect(readFileSync(file, 'utf8')).toBe(text);
		});
	},
);
