import type { IDataObject } from 'n8n-workflow';

import type { N8n } from './n8n';

/** A data table as n8n lists it. */
interface Table {
	id: string;
	name: string;
	columns: Array<{ name: string; type: string }>;
}

/** The data tables of the n8n under test, as its editor handles them. */
export class Tables {
	private constructor(
		private readonly n8n: N8n,
		private readonly path: string,
	) {}

	static async open(n8n: N8n): Promise<Tables> {
		const { id } = await n8n.call<{ id: string }>('get', '/projects/personal');
		return new Tables(n8n, `/projects/${id}/data-tables`);
	}

	/** Removes every table: examples make their own. */
	async clear(): Promise<void> {
		for (const { id } of await this.all()) await this.n8n.call('delete', `${this.path}/${id}`);
	}

	/** Adds rows to a table, which is made with these columns when it is missing. */
	async add(name: string, columns: Table['columns'], rows: IDataObject[]): Promise<void> {
		const found = (await this.all()).find((table) => table.name === name);
		const { id } = found ?? (await this.n8n.call<Table>('post', this.path, { name, columns }));
		await this.n8n.call('post', `${this.path}/${id}/insert`, { data: rows, returnType: 'count' });
	}

	/** The rows of a table, in the order in which they were added. Throws when it is missing. */
	async rows(name: string): Promise<IDataObject[]> {
		const found = (await this.all()).find((table) => table.name === name);
		if (!found) throw new Error(`There is no data table "${name}"`);
		const { data } = await this.n8n.call<{ data: IDataObject[] }>(
			'get',
			`${this.path}/${found.id}/rows?take=200`,
		);
		return data.sort((one, other) => Number(one.id) - Number(other.id));
	}

	private async all(): Promise<Table[]> {
		return (await this.n8n.call<{ data: Table[] }>('get', `${this.path}?take=100`)).data;
	}
}
