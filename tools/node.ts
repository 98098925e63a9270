/**
 * What Node itself brings, for all that is not published: tools, scripts and tests.
 *
 * n8n's linter allows nodes hardly any of it, because they may not use it on n8n Cloud, and it takes
 * every TypeScript file for a part of a node. So it is gathered here, instead of a switched-off rule
 * at the top of every file. Nothing published can get at it: test/packaging/imports.test.ts fails when
 * something in nodes/ or credentials/ imports anything from outside of them.
 */
// eslint-disable-next-line @n8n/community-nodes/no-restricted-imports -- see above
import { dirname } from 'node:path';

/** The folder of this project. */
export const projectRoot = dirname(require.resolve('../package.json'));

export { execFileSync, fork, spawn, spawnSync } from 'node:child_process';
export type { ChildProcess } from 'node:child_process';
export { default as console } from 'node:console';
export { createHash, randomBytes, randomUUID } from 'node:crypto';
export { once } from 'node:events';
export * as fs from 'node:fs';
export {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
export {
	chmod,
	chown,
	copyFile,
	mkdir,
	mkdtemp,
	open,
	readFile,
	readdir,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises';
export * as http from 'node:http';
export * as https from 'node:https';
export { Module } from 'node:module';
export * as net from 'node:net';
export * as os from 'node:os';
export { constants, tmpdir } from 'node:os';
export { basename, delimiter, dirname, join, relative, resolve } from 'node:path';
export { default as process } from 'node:process';
export { createInterface } from 'node:readline';
export { pipeline } from 'node:stream';
export { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from 'node:timers';
export { setTimeout as sleep } from 'node:timers/promises';
export * as tls from 'node:tls';
export { parseArgs } from 'node:util';
export { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
