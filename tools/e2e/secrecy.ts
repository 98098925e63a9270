import { existsSync, join, readdir, readFile } from '../node';

/** What a search came to. */
export interface Search {
	/** Every file that was looked into. */
	searched: string[];
	/** The files that have the text in them, or in their name. */
	found: string[];
}

/**
 * Looks for a text in every file below some folders, whatever kind of file it is. Links are not
 * followed: what they lead to belongs to somebody else. A folder that is not there has no files.
 */
export async function searchFor(text: string, folders: string[]): Promise<Search> {
	const searched = (await Promise.all(folders.map(filesBelow))).flat();
	const found: string[] = [];
	for (const file of searched) {
		if (file.includes(text) || (await readFile(file)).includes(text)) found.push(file);
	}
	return { searched, found };
}

async function filesBelow(folder: string): Promise<string[]> {
	if (!existsSync(folder)) return [];
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
