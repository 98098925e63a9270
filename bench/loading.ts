import { execFileSync, process, projectRoot } from '../tools/node';
import { median } from './statistics';

/** So many pairs of processes. */
export const PAIRS = 51;

/** What n8n has loaded before any community package. */
const BEFORE = "require('n8n-workflow');";
const NODES =
	"require('./dist/nodes/XportcnKa/XportcnKa.node.js'); require('./dist/nodes/XportcnKaTrigger/XportcnKaTrigger.node.js'); require('./dist/credentials/XportcnApi.credentials.js');";

function msOf(code: string): number {
	const startedAt = performance.now();
	execFileSync(process.execPath, ['-e', code], { cwd: projectRoot });
	return performance.now() - startedAt;
}

/**
 * Loads the built package in processes of their own, in turn with processes that load only what n8n
 * has anyway. Out: by how much the first take longer, the median of the pairs, ms.
 */
export function msToLoad(): number {
	return median(Array.from({ length: PAIRS }, () => msOf(BEFORE + NODES) - msOf(BEFORE)));
}
