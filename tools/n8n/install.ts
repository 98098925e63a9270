import { join, process } from '../node';
import { installOnce, isInstalled } from './cache';
import { installNode, nodeFor } from './nodejs';
import { npmMustSucceed } from './npm';
import { cacheFolder } from './paths';
import type { Step } from './progress';
import type { N8nRelease } from './versions';
import { majorOf, n8nFor } from './versions';

/** An n8n installed on this machine, ready to be started. */
export interface N8nHost {
	version: string;
	/** The folder with its node_modules. */
	folder: string;
	/** The file to run with Node. */
	bin: string;
	/** The Node to run it with. */
	node: string;
}

const INSTALL_DEADLINE_MS = 30 * 60_000;

/** Out: where a release's install is (or will be). */
function hostOf(release: N8nRelease): N8nHost {
	const { version, executable } = nodeFor(release);
	// Native modules are built for one major version of Node.
	const folder = join(cacheFolder(), `n8n-${release.version}-node${majorOf(version)}`);
	const bin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { version: release.version, folder, bin, node: executable };
}

/**
 * Makes sure that an n8n is installed, which takes minutes once and nothing later, and the Node it
 * runs on.
 *
 * In: a step to report progress on; the release, by default the one for this Node. Out: where it
 * is. Throws ExpectedError with npm's own last lines when the install fails.
 */
export async function installN8n(
	step: Step,
	release: N8nRelease = n8nFor(process.versions.node),
): Promise<N8nHost> {
	await installNode(nodeFor(release), step);
	const host = hostOf(release);
	const manifest = {
		name: 'n8n-host',
		version: '1.0.0',
		private: true,
		dependencies: { n8n: release.version },
		overrides: release.overrides,
	};
	const install = async (cwd: string) => {
		const run = { cwd, deadlineMs: INSTALL_DEADLINE_MS, node: host.node };
		step.update('npm is downloading and unpacking, about 4 minutes');
		// Without the packages' own scripts: one of them compiles a Kafka client n8n can do without,
		// and fails where there is no toolchain for it. SQLite is the only one n8n needs to start.
		const flags = ['--ignore-scripts', '--loglevel=error'];
		await npmMustSucceed(['install', ...flags], run, `Installing n8n ${release.version}`);

		step.update('preparing SQLite, up to 2 minutes');
		await npmMustSucceed(
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
			run,
			'Preparing the SQLite module of n8n (it needs Python, make and a C++ compiler where no ' +
				'ready-made file can be downloaded)',
		);
	};
	await installOnce(host.folder, manifest, install, step);
	return host;
}

/** Out: what to tell a person before installN8n(), if it is going to take minutes. */
export function installNotice(
	release: N8nRelease = n8nFor(process.versions.node),
): string | undefined {
	const { folder } = hostOf(release);
	if (isInstalled(folder)) return undefined;
	const { version, gigabytes } = release;
	return `n8n ${version} has to be installed first, once: ${gigabytes} GB, about 5 minutes.`;
}
