import { dirname, fs, join, process, projectRoot, spawnSync, tmpdir } from '../../tools/node';

const SETUP = join(projectRoot, 'scripts', 'setup.mjs');

interface Entry {
	version: string;
	optional?: boolean;
	peer?: boolean;
	os?: string[];
	cpu?: string[];
}
type Packages = Record<string, Entry>;

/** What the stub npm does for each of its commands: the exit code, or undefined for 0. */
interface StubNpm {
	ci?: number;
	install?: number;
}

/** A project in a temporary folder, with our setup.mjs and a stub instead of npm. */
class Project {
	readonly root = fs.mkdtempSync(join(tmpdir(), 'xportcn-setup-'));

	constructor(wanted: Packages, installed?: Packages, stub: StubNpm | null = {}) {
		fs.mkdirSync(join(this.root, 'scripts'));
		fs.copyFileSync(SETUP, join(this.root, 'scripts', 'setup.mjs'));
		this.writeJson('package-lock.json', { packages: { '': { name: 'project' }, ...wanted } });
		fs.mkdirSync(join(this.root, 'bin'));
		if (stub) this.writeStub(wanted, stub);
		if (installed) this.fill(installed);
	}

	/** Makes node_modules what npm would make it. */
	fill(packages: Packages): void {
		for (const [path, entry] of Object.entries(packages)) {
			fs.mkdirSync(join(this.root, path), { recursive: true });
			this.writeJson(join(path, 'package.json'), entry);
		}
		fs.mkdirSync(join(this.root, 'node_modules'), { recursive: true });
		this.writeJson(join('node_modules', '.package-lock.json'), { packages });
	}

	/** Out: the exit code, what was printed, and the npm commands that were run. */
	setUp(): { status: number | null; stdout: string; stderr: string; npm: string[] } {
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[join(this.root, 'scripts', 'setup.mjs')],
			{
				encoding: 'utf8',
				// nothing else: no other npm on PATH, and no npm_execpath, which would win over the stub
				env: { PATH: join(this.root, 'bin') },
			},
		);
		const log = join(this.root, 'npm.log');
		const npm = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [];
		return { status, stdout, stderr, npm };
	}

	remove(): void {
		fs.rmSync(this.root, { recursive: true, force: true });
	}

	private writeJson(path: string, value: unknown): void {
		fs.writeFileSync(join(this.root, path), JSON.stringify(value));
	}

	/** A program that notes its arguments and, when it succeeds, installs what is wanted. */
	private writeStub(wanted: Packages, { ci = 0, install = 0 }: StubNpm): void {
		const stub = join(this.root, 'bin', 'npm');
		const code = `
			const fs = require('node:fs'), path = require('node:path');
			const [command] = process.argv.slice(2);
			fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
			const code = { ci: ${ci}, install: ${install} }[command];
			if (code !== 0) { console.error('npm error ' + command); process.exit(code); }
			const packages = ${JSON.stringify(wanted)};
			for (const [at, entry] of Object.entries(packages)) {
				fs.mkdirSync(at, { recursive: true });
				fs.writeFileSync(path.join(at, 'package.json'), JSON.stringify(entry));
			}
			fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));`;
		fs.writeFileSync(stub, `#!${process.execPath}\n${code}`);
		fs.chmodSync(stub, 0o755);
	}
}

const A = { 'node_modules/a': { version: '1.0.0' } };
const ELSEWHERE = { version: '1.0.0', os: ['no-such-system'] };

describe('scripts/setup.mjs', () => {
	let project: Project;
	afterEach(() => project.remove());

	const nested = 'node_modules/a/node_modules/b';
	const agreeing: Array<[string, Packages, Packages]> = [
		['both are the same', A, A],
		[
			'an optional package is missing',
			{ ...A, 'node_modules/o': { ...ELSEWHERE, optional: true } },
			A,
		],
		['a package for another system is missing', { ...A, 'node_modules/o': ELSEWHERE }, A],
		['there is an extra package at the top', A, { ...A, 'node_modules/x': { version: '9.0.0' } }],
		[
			'npm 10 installed an optional peer',
			A,
			{ ...A, [nested]: { version: '1.0.0', optional: true, peer: true } },
		],
	];
	it.each(agreeing)('does nothing, silently, when %s', (_, wanted, installed) => {
		project = new Project(wanted, installed);
		expect(project.setUp()).toEqual({ status: 0, stdout: '', stderr: '', npm: [] });
	});

	const disagreeing: Array<[string, Packages, Packages | undefined, string]> = [
		['there is no node_modules', A, undefined, 'node_modules does not exist'],
		['a package is missing', A, {}, 'node_modules/a is missing'],
		[
			'a version differs',
			A,
			{ 'node_modules/a': { version: '0.9.0' } },
			'node_modules/a is 0.9.0, package-lock.json has 1.0.0',
		],
		[
			'an old nested copy is left',
			A,
			{ ...A, [nested]: { version: '1.0.0' } },
			`${nested} is not in package-lock.json`,
		],
	];
	it.each(disagreeing)('installs, and says why, when %s', (_, wanted, installed, reason) => {
		project = new Project(wanted, installed);
		const { status, stdout, npm } = project.setUp();
		expect(status).toBe(0);
		expect(stdout).toContain(`about a minute (${reason})`);
		expect(npm).toEqual([expect.stringMatching(/^ci .*--ignore-scripts --include=dev/)]);
	});

	it('installs when a noted package is not really there', () => {
		project = new Project(A, A);
		fs.rmSync(join(project.root, 'node_modules', 'a', 'package.json'));
		expect(project.setUp().stdout).toContain('(node_modules/a is missing)');
	});

	it('installs when an install was cut off', () => {
		project = new Project(A, A);
		fs.rmSync(join(project.root, 'node_modules', '.package-lock.json'));
		expect(project.setUp().stdout).toContain('(the last install did not finish)');
	});

	it('falls back to npm install, which leaves the lock file alone, when npm ci refuses', () => {
		project = new Project(A, undefined, { ci: 1 });
		const { status, npm } = project.setUp();
		expect(status).toBe(0);
		expect(npm.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
			'ci --loglevel=error',
			'install --no-save',
		]);
	});

	it('is silent again after an install', () => {
		project = new Project(A);
		project.setUp();
		expect(project.setUp()).toMatchObject({ status: 0, stdout: '', npm: [expect.any(String)] });
	});

	it('ends with what npm said and exit code 1 when npm fails', () => {
		project = new Project(A, undefined, { ci: 1, install: 7 });
		const { status, stderr } = project.setUp();
		expect(status).toBe(1);
		expect(stderr).toContain('exit code 7');
		expect(stderr).toContain('npm error install');
		expect(stderr).not.toContain('    at '); // no stack trace
	});

	it('ends with a clear message and exit code 1 when there is no npm', () => {
		project = new Project(A, undefined, null);
		const { status, stderr } = project.setUp();
		expect(status).toBe(1);
		expect(stderr).toContain('npm could not be started');
	});

	it('knows which Node is too old', () => {
		project = new Project(A, A);
		const versions = ['18.20.4', '20.18.3', '20.19.0', '20.20.2', '22.1.0', '24.0.0'];
		const script = `import { isNodeTooOld } from ${JSON.stringify(`file://${SETUP}`)};
			console.log(JSON.stringify(${JSON.stringify(versions)}.map(isNodeTooOld)));`;
		const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
			encoding: 'utf8',
			cwd: dirname(SETUP),
		});
		expect(JSON.parse(stdout)).toEqual([true, true, false, false, false, false]);
	});
});
