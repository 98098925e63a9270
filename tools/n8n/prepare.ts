import { console, process } from '../node';
import { installN8n, installNotice } from './install';
import { N8nInstance } from './instance';
import { buildPackage, packPackage } from './pack';
import { step } from './progress';
import type { N8nRelease } from './versions';
import { n8nFor } from './versions';

/** Where an n8n is to be, and what it is told; see N8nInstance. */
export interface Place {
	folder: string;
	port: number;
	variables?: NodeJS.ProcessEnv;
}

async function installPackage(instances: N8nInstance[]): Promise<void> {
	const { tarball, remove } = await packPackage();
	try {
		for (const instance of instances) await instance.installPackage(tarball);
	} finally {
		remove();
	}
}

/**
 * Makes instances of n8n with this package in each of them, as users get it: built, packed and
 * installed. A line of progress for each step.
 *
 * In: where they are to be; the release. Out: the instances in the same order. Throws ExpectedError
 * for what a person can mend.
 */
export async function prepareInstances(
	places: Place[],
	release: N8nRelease,
): Promise<N8nInstance[]> {
	const notice = installNotice(release);
	if (notice) console.log(notice);
	const host = await step(
		'Installing n8n',
		async (progress) => await installN8n(progress, release),
		({ version }) => `n8n ${version} is installed`,
	);
	const instances = places.map(
		({ folder, port, variables }) => new N8nInstance(host, folder, port, variables),
	);
	await step('Building the node package', buildPackage, () => 'Node package built');
	await step(
		'Installing the node package in n8n',
		async () => await installPackage(instances),
		() => 'Node package packed and installed in n8n',
	);
	return instances;
}

/** The same for one n8n, by default of the release for this Node. */
export async function prepareInstance(
	folder: string,
	port: number,
	release = n8nFor(process.versions.node),
): Promise<N8nInstance> {
	const [instance] = await prepareInstances([{ folder, port }], release);
	return instance;
}
