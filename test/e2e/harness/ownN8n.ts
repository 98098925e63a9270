import type { AxiosInstance } from 'axios';

import { join } from '../../../tools/node';
import { surroundings } from '../../../tools/e2e/surroundings';
import type { N8nInstance } from '../../../tools/n8n/instance';
import { DEMO_OWNER, logIn } from '../../../tools/n8n/owner';
import { freePort } from '../../../tools/n8n/ports';
import { prepareInstances } from '../../../tools/n8n/prepare';
import { releaseOf } from '../../../tools/n8n/versions';

/**
 * Instances of n8n beside the one that the suites share, for what ends n8n in the middle of its work.
 * In: a name for each; what all of them are told besides. Out: the instances in the same order.
 */
export async function ownN8ns(
	names: string[],
	variables: Record<string, string> = {},
): Promise<N8nInstance[]> {
	const { folder, n8nVersion, tarball } = surroundings();
	const release = releaseOf(n8nVersion);
	if (!release) throw new Error(`There is no n8n ${n8nVersion}`);
	const places = names.map(async (name) => ({
		folder: join(folder, name),
		port: await freePort(),
		variables,
	}));
	return await prepareInstances(await Promise.all(places), release, tarball);
}

/** The same for one. */
export async function ownN8n(
	name: string,
	variables: Record<string, string> = {},
): Promise<N8nInstance> {
	const [instance] = await ownN8ns([name], variables);
	return instance;
}

/** Starts it. Out: a client that is logged in. */
export async function startAndLogIn(instance: N8nInstance): Promise<AxiosInstance> {
	await instance.startServer();
	return await logIn(instance.baseUrl, DEMO_OWNER);
}
