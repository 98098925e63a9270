import type { AxiosInstance } from 'axios';
import type { IDataObject } from 'n8n-workflow';

/** A column of a data table; n8n's types are string, number, boolean and date. */
interface Column {
	name: string;
	type: string;
}

interface Table {
	id: string;
	name: string;
}

/** The data tables of an n8n, as its editor handles them. */
export class Tables {
	private constructor(
		private readonly http: AxiosInstance,
		private readonly path: string,
	) {}

	/** In: a client that is logged in. */
	static async open(http: AxiosInstance): Promise<Tables> {
		const { data } = await http.get<{ data: { id: string } }>('/rest/projects/personal');
		return new Tables(http, `/rest/projects/${data.data.id}/data-tables`);
	}

	/** Removes every table: examples make their own. */
	async clear(): Promise<void> {
		for (const { id } of await this.all()) await this.call('delete', `/${id}`);
	}

	/** Adds rows to a table, which is made with these columns when it is missing. */
	async add(name: string, columns: Column[], rows: IDataObject[]): Promise<void> {
		const { id } =
			(await this.find(name)) ?? (await this.call<Table>('post', '', { name, columns }));
		await this.call('post', `/${id}/insert`, { data: rows, returnType: 'count' });
	}

	/** The rows of a table, in the order in which they were added. Throws when it is missing. */
	async rows(name: string): Promise<IDataObject[]> {
		const table = await this.find(name);
		if (!table) throw new Error(`There is no data table "${name}"`);
		const { data } = await this.call<{ data: IDataObject[] }>('get', `/${table.id}/rows?take=200`);
		return data.sort((one, other) => Number(one.id) - Number(other.id));
	}

	private async find(name: string): Promise<Table | undefined> {
		return (await this.all()).find((table) => table.name === name);
	}

	private async all(): Promise<Table[]> {
		return (await this.call<{ data: Table[] }>('get', '?take=100')).data;
	}

	private async call<T>(
		method: 'get' | 'post' | 'delete',
		path: string,
		data?: object,
	): Promise<T> {
		const url = `${this.path}${path}`;
		const answer = await this.http.request<{ data: T; message?: string }>({ method, url, data });
		if (answer.status === 200) return answer.data.data;
		throw new Error(`${method} ${url}: HTTP ${answer.status} ${answer.data.message ?? ''}`);
	}
}
