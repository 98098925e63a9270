import { UserError } from 'n8n-workflow';

import { endpoints } from '../nodes/shared/endpoints';
import type { EndpointId } from '../nodes/shared/endpoints';
import { endpointsWith, isEndpointId, isEndpointPath, writesAt } from '../nodes/shared/paths';
import type { EndpointPaths } from '../nodes/shared/paths';
import { secretMask } from '../nodes/shared/secretMask';

const EXAMPLE = '{ "order.get": "/alibaba/ka/order/example" }';

/**
 * The corrected paths in a credential: a JSON object, as text or as it is. None when there is nothing.
 * @param secrets what no message may show, wherever somebody has pasted it
 * @throws UserError naming the operation that is unknown, has no path, a secret in it, or the path of a write
 */
export function readEndpointPaths(value: unknown, secrets: readonly string[]): EndpointPaths {
	const paths: EndpointPaths = {};
	const entries = Object.entries(objectIn(value));
	if (entries.length === 0) return paths;
	const mask = secretMask(...secrets);
	for (const [key, path] of entries) {
		if (!isEndpointId(key)) {
			throw new UserError(
				`'Endpoint Paths' in the Xportcn API credential has a key that is no operation: ${JSON.stringify(mask.inText(key).slice(0, 60))}. Use ${Object.keys(endpoints).join(', ')}.`,
			);
		}
		if (typeof path !== 'string' || !isEndpointPath(path.trim()) || path.trim() === '/') {
			throw new UserError(
				`'Endpoint Paths' in the Xportcn API credential has no path for ${key}. A path begins with a slash, leaves out the Base URL, and has no blanks, dots or semicolons that lead elsewhere. It should look like ${EXAMPLE}.`,
			);
		}
		if (mask.isIn(path)) {
			throw new UserError(
				`'Endpoint Paths' in the Xportcn API credential has the Access Secret or the Access Key in the path for ${key}. Take it out: paths are sent, and Check Setup shows them.`,
			);
		}
		paths[key] = path.trim();
	}
	refusePathsOfWrites(paths);
	return paths;
}

function objectIn(value: unknown): object {
	if (value === undefined || value === null) return {};
	if (typeof value === 'string') return value.trim() === '' ? {} : objectIn(parsed(value));
	if (typeof value === 'object' && !Array.isArray(value)) return value;
	throw notAnObject();
}

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null) return value;
	} catch {
		// said below
	}
	throw notAnObject();
}

const notAnObject = () =>
	new UserError(
		`'Endpoint Paths' in the Xportcn API credential is not a JSON object. It should look like ${EXAMPLE}, or {} for none.`,
	);

/** Operations that share a path with a write are refused, whichever of the two was corrected. */
function refusePathsOfWrites(paths: EndpointPaths): void {
	const table = endpointsWith(paths);
	for (const { id, path } of Object.values(table)) {
		const write = writesAt(path, table).find((other) => other !== id);
		if (write) throw sharedPath(id in paths ? [id, write] : [write, id]);
	}
}

const sharedPath = ([key, other]: [EndpointId, EndpointId]) =>
	new UserError(
		`'Endpoint Paths' in the Xportcn API credential gives ${key} a path that belongs to ${other}. One of them changes something in Xportcn, so each needs a path of its own. Correct ${key}.`,
	);
