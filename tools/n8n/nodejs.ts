import { join, process } from '../node';
import { installOnce } from './cache';
import { npmMustSucceed } from './npm';
import { cacheFolder } from './paths';
import type { Step } from './progress';
import type { N8nRelease } from './versions';
import { majorOf } from './versions';

const INSTALL_DEADLINE_MS = 10 * 60_000;

/** A Node to run programs with. */
export interface NodeRuntime {
	version: string;
	executable: string;
}

/** Out: the Node a release is run with: this one if it suits, else one that npm has to fetch. */
export function nodeFor({ node, nodeFromNpm }: N8nRelease): NodeRuntime {
	const major = majorOf(process.versions.node);
	if (major >= node.from && major <= node.to) {
		return { version: process.versions.node, executable: process.execPath };
	}
	const bin = process.platform === 'win32' ? 'node.exe' : 'node';
	const executable = join(folderOf(nodeFromNpm), 'node_modules', 'node', 'bin', bin);
	return { version: nodeFromNpm, executable };
}

const folderOf = (version: string) => join(cacheFolder(), `node-${version}`);

/** Fetches a Node from npm unless it is this one or there already. Throws ExpectedError. */
export async function installNode({ version, executable }: NodeRuntime, step: Step): Promise<void> {
	if (executable === process.execPath) return;
	const manifest = { name: 'node-host', private: true, dependencies: { node: version } };
	await installOnce(
		folderOf(version),
		manifest,
		async (folder) => {
			step.update(`npm is fetching Node ${version}`);
			// its own script is what fetches the program for this platform
			await npmMustSucceed(
				['install', '--ignore-scripts=false', '--loglevel=error'],
				{ cwd: folder, deadlineMs: INSTALL_DEADLINE_MS },
				`Installing Node ${version}`,
			);
		},
		step,
	);
}
