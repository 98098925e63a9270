import { existsSync, join, mkdir, projectRoot, readdir, relative, rm, writeFile } from '../node';
import { ExpectedError } from '../n8n/errors';

/** Tells our folders from any other a person may name by mistake. */
const MARKER = '.n8n-nodes-xportcn-demo';

/**
 * Makes the folder for the demo's n8n, or takes the one of an earlier run.
 *
 * In: its path, and whether to empty it first. Throws ExpectedError when it is inside this project,
 * whose node_modules its nodes would find, and when it holds something that is not a demo's: nothing
 * of anybody else's is ever mixed up with ours or deleted.
 */
export async function prepareDataFolder(folder: string, fresh: boolean): Promise<void> {
	if (!relative(projectRoot, folder).startsWith('..')) {
		throw new ExpectedError(`${folder} is inside this project. Choose another with --data.`);
	}
	const content = existsSync(folder) ? await readdir(folder) : [];
	const isOurs = content.includes(MARKER);
	if (content.length > 0 && !isOurs) {
		throw new ExpectedError(
			`${folder} is not a folder of this demo and not empty. Choose another with --data.`,
		);
	}
	if (fresh && isOurs) await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, MARKER), 'Made by npm start; may be deleted.\n');
}
