/**
 * Jest gives every test file its own copy of every module. n8n's engine takes seconds to load, and a
 * mutation run loads it for every mutant: so the packages, none of which is mutated, are loaded once
 * per process.
 */
const { load, env } = globalThis.outside;

for (const [name, value] of Object.entries(process.env)) {
	if (name.startsWith('N8N_')) env[name] = value;
}
// the borrowed packages read that one, whatever a test sets later
process.env = env;
// what the borrowed packages need of their surroundings; the tests' own are each file's own affair
load('reflect-metadata');
for (const name of ['n8n-core', 'axios', 'fastify', 'fast-check']) {
	jest.mock(name, () => load(name));
}
// but for its waits: a file may have timers of its own
jest.mock('n8n-workflow', () => ({
	...load('n8n-workflow'),
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
}));
