import { process } from '../node';

/** What `npm run e2e` hands to the suites it starts. */
export interface Surroundings {
	n8nVersion: string;
	/** The packed node package. */
	tarball: string | undefined;
	/** For what a suite has to write; gone after the run. */
	folder: string;
	/** Folder for the pictures the browser tests take. */
	pictures: string;
	/** Address of the n8n that the suites share. Empty for an experiment, which brings its own. */
	n8nUrl: string;
	/** The session of its owner, `name=value`. n8n takes only a few logins in some minutes. */
	cookie: string;
	/** The browser's program. */
	chromium: string;
	/** What was asked of an experiment with --set: name -> value. */
	settings: Record<string, string>;
	/** n8n's variables for the Redis and the PostgreSQL of queue mode, in the experiment with it. */
	queueMode: Record<string, string>;
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
