/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** What `npm run e2e` hands to the suite it starts. */
export interface Surroundings {
	/** Address of the n8n under test. */
	n8nUrl: string;
	n8nVersion: string;
	/** The session of its owner, `name=value`. n8n takes only a few logins in some minutes. */
	cookie: string;
	/** The browser's program. */
	chromium: string;
	/** Folder for the pictures the browser tests take. */
	pictures: string;
}

const VARIABLE = 'XPORTCN_E2E';

/** Out: the variables that carry the surroundings to the suite. */
export const asVariables = (surroundings: Surroundings): Record<string, string> => ({
	[VARIABLE]: JSON.stringify(surroundings),
});

/** Out: the surroundings of this run. Throws when the suite was not started by `npm run e2e`. */
export function surroundings(): Surroundings {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('Start this suite with: npm run e2e');
	return JSON.parse(text) as Surroundings;
}
