import { join, process, projectRoot, readdir } from '../node';
import { ExpectedError } from './errors';
import { npm, plainEnvironment } from './npm';
import { lastLines, runToEnd } from './processes';
import { temporaryFolder } from './temporary';

const DEADLINE_MS = 5 * 60_000;

/** Compiles the package into dist/. Throws ExpectedError with the compiler's words. */
export async function buildPackage(): Promise<void> {
	const gulp = join(projectRoot, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await runToEnd(process.execPath, [gulp, 'build'], {
		cwd: projectRoot,
		env: plainEnvironment(),
		deadlineMs: DEADLINE_MS,
	});
	if (code !== 0) throw new ExpectedError(`The build failed:\n${lastLines(output, 30)}`);
}

/**
 * Packs what `npm publish` would publish.
 * Out: the tarball of what is in dist/, gone when this process ends. Throws ExpectedError when npm
 * refuses.
 */
export async function packPackage(): Promise<string> {
	const destination = await temporaryFolder('pack');
	const { code, output } = await npm(
		['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination],
		{ cwd: projectRoot, deadlineMs: DEADLINE_MS },
	);
	const packed = (await readdir(destination)).find((name) => name.endsWith('.tgz'));
	if (code !== 0 || !packed) {
		throw new ExpectedError(`npm pack failed (exit code ${code}):\n${lastLines(output)}`);
	}
	return join(destination, packed);
}
