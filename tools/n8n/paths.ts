/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import envPaths from 'env-paths';
import { dirname, resolve } from 'node:path';

/** The folder of this project. */
export const projectRoot = dirname(dirname(__dirname));

/**
 * Where n8n itself is installed, once per version and for every clone: XPORTCN_N8N_CACHE if it is
 * set, otherwise a folder of our own in the user's cache.
 */
export function cacheFolder(): string {
	const configured = process.env.XPORTCN_N8N_CACHE;
	return configured ? resolve(configured) : envPaths('n8n-nodes-xportcn', { suffix: '' }).cache;
}
