import { version } from 'n8n-core/package.json';

import { isCoreLine } from './coreLines.cjs';
import type { CoreLine } from './coreLines.cjs';

function lineOf(coreVersion: string): CoreLine {
	const line = coreVersion.split('.').slice(0, 2).join('.');
	if (!isCoreLine(line)) throw new Error(`n8n-core ${coreVersion} is of no line that is tested`);
	return line;
}

/** The line of n8n's engine that is loaded here. What n8n itself does otherwise, a test asks by this. */
export const CORE_LINE: CoreLine = lineOf(version);
