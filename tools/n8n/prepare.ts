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

/** Builds the package and packs it, as it would be published. Out: the tarball, gone when we end. */
export async function preparePackage(): Promise<string> {
	await step('Building the node package', buildPackage, () => 'Node package built');
	return await step('Packing the node package', packPackage, () => 'Node package packed');
}

/**
 * Makes instances of n8n with this package in each of them, as users get it: built, packed and
 * installed. A line of progress for each step.
 *
 * In: where they are to be; the release; the packed package if it is there already. Out: the instances
 * in the same order. Throws ExpectedError for what a person can mend.
 */
export async function prepareInstances(
	places: Place[],
	release: N8nRelease,
	packed?: string,
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
	const tarball = packed ?? (await preparePackage());
	await step(
		'Installing the node package in n8n',
		async () => {
			for (const instance of instances) await instance.installPackage(tarball);
		},
		() => 'Node package installed in n8n',
	);
	return instances;
}

/** The same for one n8n, by default of the release for this Node. */
export async function prepareInstance(
	folder: string,
	port: number,
	release = n8nFor(process.versions.node),
	packed?: string,
): Promise<N8nInstance> {
	const [instance] = await prepareInstances([{ folder, port }], release, packed);
	return instance;
}
