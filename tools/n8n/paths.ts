/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The folder of this project. */
export const projectRoot = dirname(dirname(__dirname));

/** The user's folder for what can be fetched again. */
function userCacheFolder(): string {
	if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
	return process.env.LOCALAPPDATA ?? join(homedir(), '.cache');
}

/**
 * Where n8n itself is installed, once per version and for every clone: XPORTCN_N8N_CACHE if it is
 * set, otherwise a folder of our own in the user's cache.
 */
export function cacheFolder(): string {
	const configured = process.env.XPORTCN_N8N_CACHE;
	return configured ? resolve(configured) : join(userCacheFolder(), 'n8n-nodes-xportcn');
}
