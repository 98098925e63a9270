/**
 * `npm run e2e`: the packed node in a real n8n of both lines, driven by the suites in test/e2e. Exit
 * code 0 when they passed on each.
 */
import { console, join, process, projectRoot } from '../tools/node';
import { DEMO_KEYS } from '../sandbox/keys';
import { EXPERIMENTS, readOptions } from '../tools/e2e/options';
import type { E2eOptions } from '../tools/e2e/options';
import { searchFor } from '../tools/e2e/secrecy';
import { asVariables } from '../tools/e2e/surroundings';
import type { Surroundings } from '../tools/e2e/surroundings';
import { ensureChromium } from '../tools/n8n/chromium';
import { colors } from '../tools/n8n/colors';
import { runCommand } from '../tools/n8n/command';
import { installN8n } from '../tools/n8n/install';
import type { N8nInstance } from '../tools/n8n/instance';
import { plainEnvironment } from '../tools/n8n/npm';
import { DEMO_OWNER, logIn } from '../tools/n8n/owner';
import { freePort } from '../tools/n8n/ports';
import { prepareInstance } from '../tools/n8n/prepare';
import { startGroup, stopAllGroups } from '../tools/n8n/processes';
import { seconds, step } from '../tools/n8n/progress';
import { startQueueServices } from '../tools/n8n/queueMode';
import { temporaryFolder } from '../tools/n8n/temporary';
import type { N8nRelease } from '../tools/n8n/versions';

/** Runs Jest on some of the test files. Out: whether they passed. */
async function runSuite(files: string[], surroundings: Surroundings): Promise<boolean> {
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const suite = startGroup(process.execPath, [jest, '--config', 'jest.e2e.config.js', ...files], {
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

/** The suites that share an n8n. Out: whether they passed. */
async function runShared(release: N8nRelease, options: E2eOptions, basics: Surroundings) {
	// before the minutes that an install may take
	const chromium = await step(
		'Looking for Chromium',
		ensureChromium,
		() => 'Chromium is installed',
	);
	const instance = await prepareInstance(basics.folder, await freePort(), release);
	await step(
		'Starting n8n',
		async () => await instance.startServer(),
		() => `n8n is running: ${instance.baseUrl}`,
	);
	const http = await logIn(instance.baseUrl, DEMO_OWNER);
	const isPassed = await runSuite(
		// the option takes all that follows it
		[...(options.only ? [options.only] : []), '--testPathIgnorePatterns', '/experiments/'],
		{
			...basics,
			n8nUrl: instance.baseUrl,
			cookie: String(http.defaults.headers.common.cookie),
			chromium,
		},
	);
	await instance.stop();
	console.log(`Pictures: ${options.pictures}`);
	return (await secretStayedSecret(instance, options)) && isPassed;
}

/** An experiment. What it starts besides n8n ends with us, whatever becomes of it. */
async function runExperiment(name: string, basics: Surroundings): Promise<boolean> {
	const queueMode = name === 'queue' ? await startQueueServices(basics.folder) : {};
	const isPassed = await runSuite([`/experiments/${name}/`], { ...basics, queueMode });
	await stopAllGroups();
	return isPassed;
}

/** Out: whether all passed on this line of n8n. */
async function runOn(release: N8nRelease, options: E2eOptions): Promise<boolean> {
	console.log(colors.bold(`\nn8n ${release.version}`));
	const { only, pictures, set, keep } = options;
	const basics: Surroundings = {
		n8nVersion: release.version,
		folder: await temporaryFolder('e2e', keep),
		...{ pictures, settings: set },
		...{ n8nUrl: '', cookie: '', chromium: '', queueMode: {} },
	};
	return only !== undefined && EXPERIMENTS.includes(only)
		? await runExperiment(only, basics)
		: await runShared(release, options, basics);
}

/** Installs the next line of n8n while this one is tested. If that fails, its own step will say so. */
function installAhead(release: N8nRelease | undefined): void {
	if (release) installN8n({ update: () => undefined }, release).catch(() => undefined);
}

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const failed: string[] = [];
	for (const [index, release] of options.releases.entries()) {
		installAhead(options.releases[index + 1]);
		if (!(await runOn(release, options))) failed.push(release.version);
	}
	console.log(
		failed.length === 0
			? colors.green('Passed on every line of n8n.')
			: colors.red(`FAILED on n8n ${failed.join(' and ')}`),
	);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return failed.length === 0 ? 0 : 1;
}

runCommand(main, async () => undefined);
