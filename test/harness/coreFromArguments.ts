/**
 * For programs with the option `--core`: makes this process use the engine of the line it names. Must
 * be loaded before anything that loads the engine. A line that is not there is for the program to
 * refuse.
 */
import { join, Module, parseArgs } from '../../tools/node';
import { foldersOf, isCoreLine } from './coreLines.cjs';
import type { CoreLine } from './coreLines.cjs';

type Resolve = (request: string, ...others: unknown[]) => string;

const { core } = parseArgs({ options: { core: { type: 'string' } }, strict: false }).values;
if (typeof core === 'string' && isCoreLine(core)) useCore(core);

function useCore(line: CoreLine): void {
	const loader = Module as unknown as { _resolveFilename: Resolve };
	const resolve = loader._resolveFilename;
	const folders = Object.entries(foldersOf(line));
	loader._resolveFilename = (request, ...others) => {
		const [name, folder] =
			folders.find(([each]) => request === each || request.startsWith(`${each}/`)) ?? [];
		if (name === undefined || folder === undefined) return resolve(request, ...others);
		return resolve(join(folder, request.slice(name.length)), ...others);
	};
}
