import { console, join, mkdtemp, process, rmSync, tmpdir } from '../node';

/**
 * In: what the folder is for, in a word; whether to leave it behind. Out: a new folder that is gone
 * when this process ends, however it is ended.
 */
export async function temporaryFolder(purpose: string, keep = false): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `xportcn-${purpose}-`));
	process.once('exit', () => {
		if (keep) console.log(`Left behind: ${folder}`);
		else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	return folder;
}
