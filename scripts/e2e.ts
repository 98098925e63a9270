/**
 * `npm run e2e`: the packed node in a real n8n of both lines, driven by the suites in test/e2e. Exit
 * code 0 when they passed on each.
 *
 * Most of the time a suite waits, for a page or a poll. So the lines run side by side.
 */
import { console, createInterface, join, process, projectRoot, relative } from '../tools/node';
import { DEMO_KEYS } from '../sandbox/keys';
import { EXPERIMENTS, readOptions } from '../tools/e2e/options';
import type { E2eOptions } from '../tools/e2e/options';
import { searchFor } from '../tools/e2e/secrecy';
import { pickSuites } from '../tools/e2e/suites';
import { asVariables } from '../tools/e2e/surroundings';
import type { Surroundings } from '../tools/e2e/surroundings';
import { ensureChromium } from '../tools/n8n/chromium';
import { colors } from '../tools/n8n/colors';
import { runCommand } from '../tools/n8n/command';
import type { N8nInstance } from '../tools/n8n/instance';
import { plainEnvironment } from '../tools/n8n/npm';
import { DEMO_OWNER, logIn } from '../tools/n8n/owner';
import { freePort } from '../tools/n8n/ports';
import { prepareInstance, preparePackage } from '../tools/n8n/prepare';
import { startGroup, stopAllGroups } from '../tools/n8n/processes';
import { seconds, step } from '../tools/n8n/progress';
import { startQueueServices } from '../tools/n8n/queueMode';
import { temporaryFolder } from '../tools/n8n/temporary';
import type { N8nRelease } from '../tools/n8n/versions';

const TESTS = join(projectRoot, 'test', 'e2e');

const isExperiment = (only: string | undefined) => only !== undefined && EXPERIMENTS.includes(only);

/** Runs Jest on some of the test files, one after the other. Out: whether they passed. */
async function runSuites(files: string[], surroundings: Surroundings): Promise<boolean> {
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const paths = files.map((file) => relative(projectRoot, file));
	const args = [jest, '--config', 'jest.e2e.config.js', '--runTestsByPath', ...paths];
	const suite = startGroup(process.execPath, args, {
		cwd: projectRoot,
		env: { ...plainEnvironment(), ...asVariables(surroundings) },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	return (await suite.exited) === 0;
}

/**
 * Looks for the demo secret in what a run has left behind: n8n's log, its folder with the database
 * and the executions in it, the pictures. The suite gives n8n the secret as a credential only, which
 * n8n keeps encrypted, so it may stand nowhere in the clear. (The wrong secrets that the credential
 * suite tries are other texts.) Out: whether it is nowhere.
 */
async function secretStayedSecret({ folder, logFile }: N8nInstance, { pictures }: E2eOptions) {
	const places = [folder, pictures];
	const { searched, found } = await searchFor(DEMO_KEYS.accessSecret, places);
	const missed = [logFile, join(folder, '.n8n', 'database.sqlite')].filter(
		(file) => !searched.includes(file),
	);
	for (const file of found) console.log(colors.red(`The Access Secret stands in ${file}`));
	for (const file of missed) console.log(colors.red(`Not there to be searched: ${file}`));
	if (found.length > 0 || missed.length > 0) return false;
	console.log(`The Access Secret stands in none of ${searched.length} files of this run.`);
	return true;
}

const findChromium = async () =>
	await step('Looking for Chromium', ensureChromium, () => 'Chromium is installed');

/** The suites that share an n8n, and beside them those with an n8n of their own. Out: whether they passed. */
async function runAll(release: N8nRelease, options: E2eOptions, basics: Surroundings) {
	const { shared, own } = await pickSuites(TESTS, options.only);
	// before the minutes that an install may take
	const chromium = await findChromium();
	const instance = await prepareInstance(basics.folder, await freePort(), release, basics.tarball);
	await step(
		'Starting n8n',
		async () => await instance.startServer(),
		() => `n8n is running: ${instance.baseUrl}`,
	);
	const http = await logIn(instance.baseUrl, DEMO_OWNER);
	const surroundings: Surroundings = {
		...basics,
		n8nUrl: instance.baseUrl,
		cookie: String(http.defaults.headers.common.cookie),
		chromium,
	};
	const picked = [shared, own].filter(({ length }) => length > 0);
	const passed = await Promise.all(
		picked.map(async (files) => await runSuites(files, surroundings)),
	);
	await instance.stop();
	console.log(`Pictures: ${options.pictures}`);
	return (await secretStayedSecret(instance, options)) && !passed.includes(false);
}

/** An experiment. What it starts besides n8n ends with us, whatever becomes of it. */
async function runExperiment(name: string, basics: Surroundings): Promise<boolean> {
	const queueMode = name === 'queue' ? await startQueueServices(basics.folder) : {};
	const file = join(TESTS, 'experiments', name, `${name}.e2e.ts`);
	const isPassed = await runSuites([file], { ...basics, queueMode });
	await stopAllGroups();
	return isPassed;
}

/** Out: whether all passed on this line of n8n. */
async function runOn(release: N8nRelease, options: E2eOptions): Promise<boolean> {
	console.log(colors.bold(`\nn8n ${release.version}`));
	const { only, pictures, set, keep, tarball } = options;
	const basics: Surroundings = {
		n8nVersion: release.version,
		folder: await temporaryFolder('e2e', keep),
		...{ pictures, settings: set, tarball },
		...{ n8nUrl: '', cookie: '', chromium: '', queueMode: {} },
	};
	return only !== undefined && isExperiment(only)
		? await runExperiment(only, basics)
		: await runAll(release, options, basics);
}

/**
 * Runs this command again for one line of n8n only, with the line's version in front of all it says.
 * Out: whether all passed on it.
 */
async function runBeside(
	{ version }: N8nRelease,
	{ pictures, tarball = '' }: E2eOptions,
): Promise<boolean> {
	const [, script, ...args] = process.argv;
	const own = ['--n8n', version, '--pictures', join(pictures, version), '--tarball', tarball];
	const line = startGroup(process.execPath, [...process.execArgv, script, ...args, ...own], {
		cwd: projectRoot,
	});
	for await (const text of createInterface(line.child.all!)) console.log(`${version} | ${text}`);
	return (await line.exited) === 0;
}

/** Out: on which lines of n8n something failed. */
async function run(options: E2eOptions): Promise<N8nRelease[]> {
	const { releases, only } = options;
	const passed = new Map<N8nRelease, boolean>();
	if (releases.length > 1 && !isExperiment(only)) {
		await findChromium(); // once, for apt works for one at a time
		const beside = async (release: N8nRelease) =>
			passed.set(release, await runBeside(release, options));
		await Promise.all(releases.map(beside));
	} else {
		// an experiment is about moments: it has the machine for itself
		for (const release of releases) passed.set(release, await runOn(release, options));
	}
	return releases.filter((release) => !passed.get(release));
}

const namesOf = (releases: readonly N8nRelease[]) =>
	`n8n ${releases.map(({ version }) => version).join(' and ')}`;

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	options.tarball ??= await preparePackage(); // once, for dist/ is empty in between
	const failed = await run(options);
	console.log(
		failed.length === 0
			? colors.green(`Passed on ${namesOf(options.releases)}`)
			: colors.red(`FAILED on ${namesOf(failed)}`),
	);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return failed.length === 0 ? 0 : 1;
}

runCommand(main, async () => undefined);
