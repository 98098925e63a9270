/**
 * The n8n to run beside this package: the version, and what its install needs.
 *
 * n8n ties each release to a range of Node versions. 2.8.4 is the newest that still runs on
 * Node 20 (releases from 2.10 on want 22.16, from 2.23 on 22.22, from 2.36 on 24), so it serves
 * Node 20 to 23. From Node 24 on we take a current release, because 2.8.4 stops at 24.x and
 * because people with a new Node have a new n8n.
 */
export interface N8nRelease {
	version: string;
	/** npm overrides for the folder it is installed into. */
	overrides: Record<string, string>;
	/** Size on disk: tells people what they are waiting for. */
	gigabytes: number;
}

const FOR_NODE_20: N8nRelease = {
	version: '2.8.4',
	// Its spreadsheet nodes take xlsx from a download site instead of the registry, which fails
	// wherever only the registry can be reached. Nothing here reads spreadsheets.
	overrides: { xlsx: '0.18.5' },
	gigabytes: 2.3,
};

const FOR_NODE_24: N8nRelease = {
	version: '2.41.0',
	overrides: {},
	gigabytes: 2.8,
};

/** In: a Node version such as `20.20.2`. Out: its major number. */
export function majorOf(nodeVersion: string): number {
	return Number(nodeVersion.split('.')[0]);
}

/** In: a Node version such as `20.20.2`. Out: the n8n release to use with it. */
export function n8nFor(nodeVersion: string): N8nRelease {
	return majorOf(nodeVersion) >= 24 ? FOR_NODE_24 : FOR_NODE_20;
}
