/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run e2e`: the packed node in a real n8n of both lines, driven by the suite in test/e2e. Exit
 * code 0 when it passed on each.
 */
import { join } from 'node:path';
import { DEMO_KEYS } from '../../sandbox/keys';
import { asVariables } from '../../test/e2e/harness/surroundings';
import { ensureChromium } from '../host/chromium';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { installN8n } from '../host/install';
import type { N8nInstance } from '../host/instance';
import { plainEnvironment } from '../host/npm';
import { DEMO_OWNER, logIn } from '../host/owner';
import { projectRoot } from '../host/paths';
import { freePort } from '../host/ports';
import { prepareInstance } from '../host/prepare';
import { startGroup } from '../host/processes';
import { seconds, step } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import type { N8nRelease } from '../host/versions';
import type { E2eOptions } from './options';
import { readOptions } from './options';
import { searchFor } from './secrecy';

/** The n8n that runs just now, for stopping at any moment. */
const state: { instance?: N8nInstance } = {};

/** Out: Jest's exit code. */
async function runSuite({ only, pictures }: E2eOptions, n8n: N8nInstance, chromium: string) {
	const http = await logIn(n8n.baseUrl, DEMO_OWNER);
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const suite = startGroup(
		process.execPath,
		[jest, '--config', 'jest.e2e.config.js', ...(only ? [only] : [])],
		{
			cwd: projectRoot,
			env: {
				...plainEnvironment(),
				...asVariables({
					n8nUrl: n8n.baseUrl,
					n8nVersion: n8n.host.version,
					cookie: String(http.defaults.headers.common.cookie),
					chromium,
					pictures,
				}),
			},
			stdio: ['ignore', 'inherit', 'inherit'],
		},
	);
	return await suite.exited;
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

/** Out: whether the suite passed on this line of n8n. */
async function runOn(release: N8nRelease, options: E2eOptions, chromium: string) {
	console.log(colors.bold(`\nn8n ${release.version}`));
	const folder = await temporaryFolder('e2e', options.keep);
	const instance = await prepareInstance(folder, await freePort(), release);
	state.instance = instance;
	await step(
		'Starting n8n',
		async () => await instance.startServer(),
		() => `n8n is running: ${instance.baseUrl}`,
	);
	const exitCode = await runSuite(options, instance, chromium);
	await instance.stop();
	const isSecret = await secretStayedSecret(instance, options);
	return exitCode === 0 && isSecret;
}

/** Installs the next line of n8n while this one is tested. If that fails, its own step will say so. */
function installAhead(release: N8nRelease | undefined): void {
	if (release) installN8n({ update: () => undefined }, release).catch(() => undefined);
}

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const chromium = await step(
		'Looking for Chromium',
		ensureChromium,
		() => 'Chromium is installed',
	);
	const failed: string[] = [];
	for (const [index, release] of options.releases.entries()) {
		installAhead(options.releases[index + 1]);
		if (!(await runOn(release, options, chromium))) failed.push(release.version);
	}
	console.log(`\nPictures: ${options.pictures}`);
	console.log(
		failed.length === 0
			? colors.green('Passed on every line of n8n.')
			: colors.red(`FAILED on n8n ${failed.join(' and ')}`),
	);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return failed.length === 0 ? 0 : 1;
}

runCommand(main, async () => await state.instance?.stop());
