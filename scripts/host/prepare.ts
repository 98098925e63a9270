/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { installN8n, installNotice } from './install';
import { N8nInstance } from './instance';
import { buildPackage, packPackage } from './pack';
import { step } from './progress';
import { n8nFor } from './versions';

async function installPackage(instance: N8nInstance): Promise<boolean> {
	const { tarball, remove } = await packPackage();
	try {
		return (await instance.installPackage(tarball)).changed;
	} finally {
		remove();
	}
}

/**
 * Makes an n8n with this package in it, as users get it: built, packed and installed. A line of
 * progress for each step.
 *
 * In: the folder for its data, the editor's port, the release (by default the one for this
 * Node). Throws ExpectedError for what a person can mend.
 */
export async function prepareInstance(
	folder: string,
	port: number,
	release = n8nFor(process.versions.node),
): Promise<N8nInstance> {
	const notice = installNotice(release);
	if (notice) console.log(notice);
	const host = await step(
		'Installing n8n',
		async (progress) => await installN8n(progress, release),
		({ version }) => `n8n ${version} is installed`,
	);
	const instance = new N8nInstance(host, folder, port);
	await step('Building the node package', buildPackage, () => 'Node package built');
	await step(
		'Installing the node package in n8n',
		async () => await installPackage(instance),
		(changed) =>
			changed ? 'Node package packed and installed in n8n' : 'Node package in n8n is up to date',
	);
	return instance;
}
