/**
 * The n8n releases to run beside this package, and what their installs need.
 *
 * n8n ties each release to a range of Node versions. 2.8.4 is the newest that still runs on
 * Node 20 (releases from 2.10 on want 22.16, from 2.23 on 22.22, from 2.36 on 24). 2.41.0 stands
 * for the current ones.
 */
export interface N8nRelease {
	version: string;
	/** Major versions of Node it starts on, both included. */
	node: { from: number; to: number };
	/** The Node to fetch from npm where the present one is outside of that. */
	nodeFromNpm: string;
	/** npm overrides for the folder it is installed into. */
	overrides: Record<string, string>;
	/** Size on disk: tells people what they are waiting for. */
	gigabytes: number;
}

const FOR_NODE_20: N8nRelease = {
	version: '2.8.4',
	node: { from: 20, to: 24 },
	nodeFromNpm: '20.20.2',
	// Its spreadsheet nodes take xlsx from a download site instead of the registry, which fails
	// wherever only the registry can be reached. Nothing here reads spreadsheets.
	overrides: { xlsx: '0.18.5' },
	gigabytes: 2.3,
};

const FOR_NODE_24: N8nRelease = {
	version: '2.41.0',
	node: { from: 24, to: Infinity },
	nodeFromNpm: '24.21.0',
	overrides: {},
	gigabytes: 2.8,
};

/** Both lines, the older first. */
export const RELEASES: readonly N8nRelease[] = [FOR_NODE_20, FOR_NODE_24];

/** In: a Node version such as `20.20.2`. Out: its major number. */
export function majorOf(nodeVersion: string): number {
	return Number(nodeVersion.split('.')[0]);
}

/**
 * In: a Node version such as `20.20.2`. Out: the n8n release that suits it best. People with a new
 * Node have a new n8n.
 */
export function n8nFor(nodeVersion: string): N8nRelease {
	return majorOf(nodeVersion) >= FOR_NODE_24.node.from ? FOR_NODE_24 : FOR_NODE_20;
}

/** In: an n8n version. Out: its release, or undefined when it is none of ours. */
export function releaseOf(version: string): N8nRelease | undefined {
	return RELEASES.find((release) => release.version === version);
}
