import { delimiter, existsSync, join, process } from '../node';

/** In: a program's name. Out: its file, from the folders of PATH; undefined when it is in none. */
export function findOnPath(name: string): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
