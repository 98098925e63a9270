import { join, process, tmpdir } from '../../tools/node';

// n8n-core writes <user folder>/.n8n/config when it is loaded: keep that out of the home folder.
process.env.N8N_USER_FOLDER ??= join(
	tmpdir(),
	`n8n-nodes-xportcn-test-${process.env.JEST_WORKER_ID ?? '0'}`,
);
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
process.env.N8N_LOG_LEVEL = 'silent';

// The engine of n8n 2.8 starts a timer for good, which would hold the process. 2.41 lets go of it.
// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals
const { setInterval: start } = globalThis;
// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals
globalThis.setInterval = ((...args: Parameters<typeof start>) =>
	start(...args).unref()) as typeof start;
