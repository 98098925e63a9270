import { ExpectedError } from '../n8n/errors';
import { join, readdir } from '../node';

/** Test files by what they need. */
export interface Suites {
	/** They share an n8n, one after the other. */
	shared: string[];
	/** They bring an n8n of their own. */
	own: string[];
}

const SUITE = '.e2e.ts';

/**
 * Picks the test files in a folder that have a text in their path; experiments are none of them.
 * Throws ExpectedError when there is none.
 */
export async function pickSuites(folder: string, text = ''): Promise<Suites> {
	const picked = (await readdir(folder, { recursive: true }))
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith(SUITE) && !path.startsWith('experiments/'))
		.filter((path) => `test/e2e/${path}`.includes(text));
	if (picked.length === 0) throw new ExpectedError(`No test file has "${text}" in its name.`);
	const isOwn = (path: string) => path.startsWith('own/');
	const files = (paths: string[]) => paths.map((path) => join(folder, path));
	return { shared: files(picked.filter((path) => !isOwn(path))), own: files(picked.filter(isOwn)) };
}
