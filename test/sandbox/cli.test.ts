import axios from 'axios';
import { type ChildProcess, process, projectRoot, setTimeout, spawn } from '../../tools/node';
import { DEMO_KEYS, startSandbox } from '../../sandbox';

function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', ...args], {
		cwd: projectRoot,
	});
	const output = { text: '' };
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => (output.text += String(chunk)));
	}
	return { child, output, ended: exitOf(child) };
}

const exitOf = async (child: ChildProcess) =>
	await new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));

test('starts, says where and with which keys, and stops on Ctrl-C', async () => {
	const { child, output, ended } = run('--port', '0', '--orders', '3', '--balance', '99.5');
	while (!output.text.includes('Ctrl-C')) await new Promise((done) => setTimeout(done, 20));
	const [, controlUrl] = /Control .*: (http:\S+)/.exec(output.text) ?? [];
	const { data } = await axios.get(controlUrl);
	expect(data).toMatchObject({ balanceFen: 9950, orders: { total: 3 } });
	expect(output.text).toContain(controlUrl.replace('/control', '/api'));
	for (const value of Object.values(DEMO_KEYS)) expect(output.text).toContain(value);
	expect(output.text.match(/^ {2}curl http/gm)).toHaveLength(3);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
});

test('plays the Xportcn it is told to', async () => {
	const { child, output, ended } = run('--port', '0', '--profile', 'seconds-only');
	while (!output.text.includes('Ctrl-C')) await new Promise((done) => setTimeout(done, 20));
	const [, profileUrl] = /Profile +seconds-only \((http:\S+)\)/.exec(output.text) ?? [];
	expect((await axios.get(profileUrl)).data).toMatchObject({ timestampUnit: 'seconds' });
	child.kill('SIGINT');
	expect(await ended).toBe(0);
});

test('a taken port is a clear message and exit code 1', async () => {
	const sandbox = await startSandbox();
	try {
		const { port } = new URL(sandbox.baseUrl);
		const { output, ended } = run('--port', port);
		expect(await ended).toBe(1);
		expect(output.text).toContain(`Port ${port} is taken`);
		expect(output.text).not.toContain(' at ');
	} finally {
		await sandbox.stop();
	}
});

test.each([
	['--port', 'abc'],
	['--orders', '-1'],
	['--balance', '1.234'],
	['--profile', 'nonsense'],
])('%s %s is refused', async (option, value) => {
	const { output, ended } = run(option, value);
	expect(await ended).toBe(1);
	expect(output.text).toContain(option);
});
