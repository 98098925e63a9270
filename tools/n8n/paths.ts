import envPaths from 'env-paths';
import { process, resolve } from '../node';

/**
 * Where n8n itself is installed, once per version and for every clone: XPORTCN_N8N_CACHE if it is
 * set, otherwise a folder of our own in the user's cache.
 */
export function cacheFolder(): string {
	const configured = process.env.XPORTCN_N8N_CACHE;
	return configured ? resolve(configured) : envPaths('n8n-nodes-xportcn', { suffix: '' }).cache;
}
