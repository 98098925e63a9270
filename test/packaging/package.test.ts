import 'reflect-metadata';
import { PackageDirectoryLoader } from 'n8n-core';
import {
	dirname,
	execFileSync,
	join,
	mkdirSync,
	mkdtempSync,
	process,
	readdirSync,
	readFileSync,
	relative,
	rmSync,
	statSync,
	symlinkSync,
	tmpdir,
} from '../../tools/node';

const root = process.cwd();
const temp = mkdtempSync(join(tmpdir(), 'n8n-nodes-xportcn-pack-'));
const unpacked = join(temp, 'package');
let tarball: string;

// the lint plugin of n8n takes every file for a test fixture while NODE_ENV is "test"
const env = { ...process.env, NODE_ENV: '' };
const node = (...args: string[]) =>
	execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
const filesBelow = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));

beforeAll(() => {
	node(join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build', '--silent');
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	execFileSync(npm, ['pack', '--silent', '--pack-destination', temp], { cwd: root });
	tarball = join(temp, readdirSync(temp).find((name) => name.endsWith('.tgz')) as string);
	execFileSync('tar', ['-xzf', tarball, '-C', temp]);
	// beside n8n, n8n-workflow is there; here it is lent
	mkdirSync(join(temp, 'node_modules'));
	symlinkSync(
		dirname(require.resolve('n8n-workflow/package.json')),
		join(temp, 'node_modules', 'n8n-workflow'),
	);
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('The packed tarball', () => {
	it('is below 150 kB', () => {
		expect(statSync(tarball).size).toBeLessThan(150_000);
	});

	it('holds the built code, icons, codex and output schemas, and nothing that was left over', () => {
		const files = filesBelow(unpacked);
		expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE.md']));
		const allowed =
			/^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/(credentials|nodes)\/.*\.js|dist\/nodes\/.*\.node\.json|dist\/nodes\/.*\/__schema__\/.*\.json|dist\/icons\/.*\.svg)$/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
	});

	it('requires n8n-workflow, crypto and its own files only', () => {
		const required = filesBelow(unpacked)
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => {
				const code = readFileSync(join(unpacked, file), 'utf8');
				return [...code.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]/g)].map(
					([, name]) => name,
				);
			});
		expect(required.length).toBeGreaterThan(20);
		expect([...new Set(required)].filter((name) => !name.startsWith('.')).sort()).toEqual([
			'crypto',
			'n8n-workflow',
		]);
	});

	it('has no dependencies of its own and one peer', () => {
		const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Record<
			string,
			unknown
		>;
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it("is loaded by n8n's own loader: nodes, credential, icons, codex", async () => {
		const loader = new PackageDirectoryLoader(unpacked);
		await loader.loadAll();
		const { nodes, credentials } = loader.types;

		const iconUrl = {
			light: 'icons/n8n-nodes-xportcn/dist/icons/xportcn.svg',
			dark: 'icons/n8n-nodes-xportcn/dist/icons/xportcn.dark.svg',
		};
		const codex = { alias: expect.arrayContaining(['1688']) };
		expect(nodes).toHaveLength(3);
		expect(nodes[0]).toMatchObject({
			...{ name: 'xportcnKa', displayName: 'Xportcn KA', iconUrl, codex },
			outputNames: ['Succeeded', 'Failed'],
			usableAsTool: true,
		});
		expect(nodes[1]).toMatchObject({
			...{ name: 'xportcnKaTrigger', displayName: 'Xportcn KA Trigger', iconUrl, codex },
			...{ group: ['trigger'], inputs: [] },
		});
		expect(nodes[1].usableAsTool).toBeUndefined();
		expect(nodes[2]).toMatchObject({
			...{ name: 'xportcnKaPollTrigger', displayName: 'Xportcn KA Poll Trigger', iconUrl, codex },
			...{ group: ['trigger'], inputs: [], polling: true },
		});
		expect(nodes[2].usableAsTool).toBeUndefined();
		expect(credentials).toHaveLength(1);
		expect(credentials[0]).toMatchObject({ name: 'xportcnApi', displayName: 'Xportcn API' });
		expect(loader.known.credentials.xportcnApi.supportedNodes).toEqual([
			...['xportcnKa', 'xportcnKaPollTrigger'],
		]);
	});
});

describe("n8n's verification scanner", () => {
	it.each([
		['source', () => root],
		['tarball', () => unpacked],
	])('finds nothing in the %s, not even a warning', (leg, folder) => {
		const { passed, details, warnings, files } = JSON.parse(
			node(join(root, 'test', 'packaging', 'scan.mjs'), folder(), leg),
		) as { passed: boolean; details: string; warnings: string[]; files: number };
		expect(details).toBe('');
		expect(warnings).toEqual([]);
		expect(passed).toBe(true);
		expect(files).toBeGreaterThan(20);
	});
});
