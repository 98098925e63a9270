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
import { everyOperation, SAMPLE_ORDER_ID, sampleOf, usingOf } from '../harness/everyOperation';
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

/**
 * What an answer holds that this node does not know is under `data`, as it came. What the sandbox makes
 * up there is no field to build on.
 */
const withoutMadeUp = (item: IDataObject): IDataObject =>
	'data' in item ? { ...item, data: {} } : item;

/** An item that came out of Succeeded, on n8n's engine and against the sandbox. */
async function succeededItem(id: string): Promise<IDataObject> {
	scene.sandbox.orders.add([
		{ orderId: SAMPLE_ORDER_ID, outOrderId: 'PO-1001', totalAmount: 6400 },
	]);
	sampleOf(id).given?.(scene.sandbox, SAMPLE_ORDER_ID);
	const input = [{ outOrderId: 'PO-1001', totalCny: '64.00' }];
	const { succeeded, failed } = await scene.run(usingOf(id), input);
	// Check Setup ends with what it is run for
	const item = succeeded.at(-1);
	if (item) return withoutMadeUp(item);
	throw new Error(`The sample of ${id} gives no item on Succeeded: ${JSON.stringify(failed)}`);
}

describe.each(everyOperation)('The fields of $id', ({ id, resource, operation }) => {
	it('that the editor shows before the first run are those of a run (UPDATE_DOCS=1 writes them)', async () => {
		const schema = withFailed(schemaOf(await succeededItem(id)));
		const text = `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
		const file = fileOf(resource, operation);
		if (process.env.UPDATE_DOCS) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, text);
		}
		expect(existsSync(file)).toBe(true);
		expect(readFileSync(file, 'utf8')).toBe(text);
	});
});
