import { join, mkdtemp, process, projectRoot, readdir, rmSync, tmpdir } from '../node';
import { ExpectedError } from './errors';
import { npm, plainEnvironment } from './npm';
import { lastLines, runToEnd } from './processes';

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
 * In: the folder of a built package. Out: the tarball, in a new temporary folder, and `remove()`.
 * Throws ExpectedError when npm refuses.
 */
export async function packPackage(
	folder = projectRoot,
): Promise<{ tarball: string; remove(): void }> {
	const destination = await mkdtemp(join(tmpdir(), 'xportcn-pack-'));
	const remove = () => rmSync(destination, { recursive: true, force: true });
	process.once('exit', remove); // for a run that is cut off
	const { code, output } = await npm(
		['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination],
		{ cwd: folder, deadlineMs: DEADLINE_MS },
	);
	const packed = (await readdir(destination)).find((name) => name.endsWith('.tgz'));
	if (code !== 0 || !packed) {
		remove();
		throw new ExpectedError(`npm pack failed (exit code ${code}):\n${lastLines(output)}`);
	}
	return { tarball: join(destination, packed), remove };
}
