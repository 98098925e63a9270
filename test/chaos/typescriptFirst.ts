/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Module } from 'node:module';

// `XportcnKa.node` is both a .ts and a .json file. Jest takes the first, Node the second, for it
// tries extensions in the order of this table.
const { _extensions: loaders } = Module as unknown as { _extensions: Record<string, unknown> };
const { '.json': loadJson } = loaders;
delete loaders['.json'];
loaders['.json'] = loadJson;
