import { endpointIds, endpoints, writeIds } from './endpoints';
import type { Endpoint, EndpointId } from './endpoints';

/** The paths a user corrected in the credential, by operation. */
export type EndpointPaths = Partial<Record<EndpointId, string>>;

/** An endpoint with the name of its operation. */
export interface NamedEndpoint extends Endpoint {
	id: EndpointId;
}

/** Every operation's endpoint, its path corrected or built in. */
export type EndpointTable = Readonly<Record<EndpointId, NamedEndpoint>>;

/** A path's own characters. An encoded one may only stand for one that means nothing to a server. */
const PATH =
	/^\/(?!\/)(?:[A-Za-z0-9/._~!$&'()*+,=:@-]|%(?:3\d|[46][1-9a-f]|[57][\da]|2d|5f|7e))*$/i;
/** What a query string may have; nothing in it can change which call it is. */
const QUERY = /^(?:[!$&-;=?-[\]^-~]|%(?![01][\da-f]|7f)[\da-f]{2})*$/i;
const ONLY_DOTS = /^\.+$/;

export const isEndpointId = (name: string): name is EndpointId =>
	(endpointIds as string[]).includes(name);

/**
 * Whether a text is a path below the Base URL, with or without a query string, that every server
 * reads alike: no way up, nothing a server may cut off, no encoded delimiters.
 */
export function isEndpointPath(text: string): boolean {
	const [path, ...query] = text.split('?');
	return (
		PATH.test(path) &&
		!path.split('/').some((part) => ONLY_DOTS.test(part)) &&
		QUERY.test(query.join('?'))
	);
}

/**
 * A path in the one spelling that all its spellings share: for comparing, not for sending. Servers
 * differ in what they overlook, so this overlooks what any of them does: case, encoding (however
 * often), what follows `?`, `#` or `;`, empty parts, dots, backslashes, a name's ending.
 */
export function normalizePath(path: string): string {
	const parts: string[] = [];
	for (const part of withoutTail(decoded(withoutTail(path)))
		.replace(/\\/g, '/')
		.replace(/;[^/]*/g, '')
		.split('/')
		.map((text) => text.trim())) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`.toLowerCase().replace(/(?<=\/[^/.]+)\.[^/]*$/, '');
}

const withoutTail = (path: string) => path.replace(/[?#].*$/s, '');

function decoded(text: string): string {
	const once = text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
	return once === text ? text : decoded(once);
}

const builtInWrites = writeIds.map((id) => ({ id, own: normalizePath(endpoints[id].path) }));

/** The table of endpoints as the credential corrects it. */
export function endpointsWith(endpointPaths: EndpointPaths): EndpointTable {
	const named = (id: EndpointId): NamedEndpoint => {
		const path = endpointPaths[id];
		return path === undefined
			? { ...endpoints[id], id }
			: {
					...endpoints[id],
					id,
					path,
					provenance: 'given',
					source: "'Endpoint Paths' in the credential",
				};
	};
	return Object.fromEntries(endpointIds.map((id) => [id, named(id)])) as EndpointTable;
}

/**
 * The writes whose path this is, however it is written and wherever the Base URL ends. A path that
 * was corrected still belongs to its write: the correction may be wrong.
 */
export function writesAt(path: string, table: EndpointTable): EndpointId[] {
	const asked = normalizePath(path);
	const isAt = (own: string) => asked.endsWith(own) || own.endsWith(asked);
	return builtInWrites
		.filter(({ id, own }) => isAt(own) || isAt(normalizePath(table[id].path)))
		.map(({ id }) => id);
}

/** What a request to a path does. A path that servers may read in several ways counts as a write. */
export const effectOfPath = (path: string, table: EndpointTable): Endpoint['effect'] =>
	isEndpointPath(path) && writesAt(path, table).length === 0 ? 'read' : 'write';
