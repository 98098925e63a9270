import { chmod, chown, dirname, existsSync, join, mkdir, process, readdirSync } from '../node';
import { ExpectedError } from './errors';
import { plainEnvironment } from './npm';
import { freePort } from './ports';
import type { Group } from './processes';
import { lastLines, runToEnd } from './processes';
import { findOnPath } from './programs';
import { startService } from './services';

const INIT_DEADLINE_MS = 2 * 60_000;
const START_DEADLINE_MS = 60_000;
const ASK_DEADLINE_MS = 10_000;
const USER = 'n8n';
/** Where Debian puts the server's programs, a folder for each version, none of them on PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The Debian packages it comes in. */
export const POSTGRES_PACKAGES = ['postgresql'];

/** A PostgreSQL of our own, with an empty database. Its user needs no password. */
export interface Postgres {
	port: number;
	user: string;
	database: string;
	group: Group;
}

/** Out: the folder with the server's programs, the newest version's; undefined without one. */
function programFolder(): string | undefined {
	const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const onPath = findOnPath('initdb');
	return [
		...newestFirst.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
		...(onPath ? [dirname(onPath)] : []),
	].find((folder) => existsSync(join(folder, 'initdb')));
}

/** Out: whether it is installed. */
export function isPostgresThere(): boolean {
	return programFolder() !== undefined;
}

/** Out: a number `id` prints, such as a user's. */
async function idOf(flag: '-u' | '-g', user: string): Promise<number> {
	const { code, output } = await runToEnd('id', [flag, user], { deadlineMs: ASK_DEADLINE_MS });
	if (code === 0) return Number(output);
	throw new ExpectedError(`PostgreSQL cannot run as root, and there is no user ${user}.`);
}

/**
 * PostgreSQL refuses to run as root; its package brings a user for it.
 * In: the folder it shall work in. Out: whom to run it as, nobody else than us unless we are root.
 */
async function ownerOf(folder: string): Promise<{ uid?: number; gid?: number }> {
	if (process.getuid?.() !== 0) return {};
	const uid = await idOf('-u', 'postgres');
	const gid = await idOf('-g', 'postgres');
	await chown(folder, uid, gid);
	await chmod(dirname(folder), 0o711); // that user has to get there
	return { uid, gid };
}

/**
 * Makes a new PostgreSQL and starts it on 127.0.0.1.
 * In: a folder for it, in one that may be opened to other users. Throws ExpectedError when it does
 * not start.
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const programs = programFolder();
	if (!programs) throw new ExpectedError('PostgreSQL is not installed.');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const data = join(folder, 'data');
	const options = { cwd: folder, env: plainEnvironment(), ...(await ownerOf(folder)) };

	const { code, output } = await runToEnd(
		join(programs, 'initdb'),
		['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync'],
		{ ...options, deadlineMs: INIT_DEADLINE_MS },
	);
	if (code !== 0) throw new ExpectedError(`PostgreSQL made no database:\n${lastLines(output)}`);

	const port = await freePort();
	const isReady = async () => {
		const ask = ['-q', '-h', '127.0.0.1', '-p', String(port)];
		const run = { ...options, deadlineMs: ASK_DEADLINE_MS };
		return (await runToEnd(join(programs, 'pg_isready'), ask, run)).code === 0;
	};
	const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: folder };
	const group = await startService({
		name: 'PostgreSQL',
		command: join(programs, 'postgres'),
		args: [
			...['-D', data, '-p', String(port)],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		options,
		logFile: join(folder, 'postgres.log'),
		isReady,
		deadlineMs: START_DEADLINE_MS,
	});
	return { port, user: USER, database: 'postgres', group };
}
