/**
 * Jest gives every test file its own copy of every module. n8n's engine takes seconds to load, and a
 * mutation run loads it for every mutant: so the packages, none of which is mutated, are loaded once
 * per process.
 */
const { load, env } = globalThis.outside;

for (const [name, value] of Object.entries(process.env)) {
	if (name.startsWith('N8N_')) env[name] = value;
}
// what the borrowed packages need of their surroundings; the tests' own are each file's own affair
load('reflect-metadata');
for (const name of ['n8n-core', 'n8n-workflow', 'axios', 'fastify', 'fast-check']) {
	jest.mock(name, () => load(name));
}
