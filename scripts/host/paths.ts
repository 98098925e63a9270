/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { dirname, join, resolve } from 'node:path';

/** The folder of this project. */
export const projectRoot = dirname(dirname(__dirname));

/**
 * Where n8n itself is installed, once per version: XPORTCN_N8N_CACHE if it is set, otherwise the
 * git-ignored folder in the project.
 */
export function cacheFolder(): string {
	const configured = process.env.XPORTCN_N8N_CACHE;
	return configured ? resolve(configured) : join(projectRoot, '.n8n-demo');
}
