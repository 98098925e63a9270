import type { AxiosInstance } from 'axios';
import axios from 'axios';
import { ExpectedError } from './errors';

/** The first user of an instance. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The only user of the instances of this project. They listen on this machine alone. */
export const DEMO_OWNER: Owner = {
	email: 'demo@example.com',
	password: 'Xportcn-demo-1',
	firstName: 'Demo',
	lastName: 'User',
};

/**
 * Logs the owner in, after creating them on an instance that has none.
 *
 * In: the instance's address and the owner. Out: an HTTP client that carries the session cookie.
 * Throws ExpectedError when the instance belongs to somebody else.
 */
export async function logIn(baseUrl: string, owner: Owner): Promise<AxiosInstance> {
	const http = axios.create({ baseURL: baseUrl, proxy: false, validateStatus: () => true });
	let answer = await http.post('/rest/owner/setup', owner);
	if (answer.status !== 200) {
		const { email, password } = owner;
		answer = await http.post('/rest/login', { emailOrLdapLoginId: email, password });
	}
	if (answer.status !== 200) {
		throw new ExpectedError(
			`${baseUrl} does not take the login ${owner.email} (HTTP ${answer.status}).`,
		);
	}
	const cookies: string[] = answer.headers['set-cookie'] ?? [];
	http.defaults.headers.common.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	return http;
}
