/**
 * n8n's verification scanner on a folder, without the parts that need the published package.
 * usage: node scan.mjs <folder> source|tarball
 * prints JSON: { passed, details, warnings }
 */
import { createRequire } from 'node:module';
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const scannerPath = realpathSync(
	require.resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(scannerPath).href
);
const { ESLint } = createRequire(scannerPath)('eslint');

const [folder, leg] = process.argv.slice(2);
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];

const { passed, details = '' } = await analyzePackage(folder, patterns);
// a warning does not fail the scanner, but a reviewer sees it
const eslint = new ESLint({
	cwd: folder,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: await buildScanConfig(),
});
const results = await eslint.lintFiles(patterns);
const warnings = results.flatMap(({ filePath, messages }) =>
	messages.map(({ line, message }) => `${filePath}:${line} ${message}`),
);
console.log(JSON.stringify({ passed, details, warnings, files: results.length }));
