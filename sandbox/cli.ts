/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_BALANCE_FEN, DEFAULT_PROFILE, PROFILES, startSandbox } from './index';
import type { Sandbox } from './index';
import { fenOf, yuanText } from './money';

interface CliOptions {
	port: number;
	orders: number;
	balance: number;
	profile: string;
}

const program = new Command('sandbox')
	.description('A local Xportcn for trying out the nodes: fake orders, fake money.')
	.option('--port <number>', 'port on 127.0.0.1 (0 = any free one)', wholeNumber, 4688)
	.option('--orders <number>', 'unpaid orders to start with', wholeNumber, 20)
	.addOption(
		new Option('--balance <CNY>', 'funds account, such as 100000 or 99.50')
			.argParser(balance)
			.default(DEFAULT_BALANCE_FEN, yuanText(DEFAULT_BALANCE_FEN)),
	)
	.addOption(
		new Option('--profile <name>', 'which Xportcn it is')
			.choices(Object.keys(PROFILES))
			.default(DEFAULT_PROFILE.name),
	)
	.action(run);

void program.parseAsync();

async function run({ port, orders, balance: balanceFen, profile }: CliOptions): Promise<void> {
	let sandbox: Sandbox;
	try {
		sandbox = await startSandbox({ port, orders, balanceFen, profile });
	} catch (error) {
		console.error(startProblem(error, port));
		process.exitCode = 1;
		return;
	}
	console.log(greeting(sandbox));
	const stop = () => void sandbox.stop().then(() => console.log('Sandbox stopped.'));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function startProblem(error: unknown, port: number): string {
	const { code } = error as { code?: string };
	if (code === 'EADDRINUSE') {
		return `Port ${port} is taken. Stop what is using it, or choose another: --port 0 finds one.`;
	}
	if (code === 'EACCES') return `Port ${port} is not allowed here. Choose one above 1023.`;
	return `The sandbox did not start: ${String(error)}`;
}

function greeting({
	baseUrl,
	controlUrl,
	keys,
	orders,
	account,
	profile: { name },
}: Sandbox): string {
	const json = "-H 'content-type: application/json'";
	return `Xportcn sandbox: nothing here is real, and nothing leaves this machine.

  Profile        ${name} (${controlUrl}/profile)
  Base URL       ${baseUrl}
  User ID        ${keys.userId}
  Access Key     ${keys.accessKey}
  Access Secret  ${keys.accessSecret}

  ${orders.all().length} unpaid orders, funds account ${yuanText(account.balanceFen)} CNY

Control (not signed): ${controlUrl}
  curl ${controlUrl}
  curl ${controlUrl}/orders ${json} -d '{"count":5,"totalAmount":6400}'
  curl -X PUT ${controlUrl}/push ${json} -d '{"url":"http://127.0.0.1:5678/webhook/..."}'
  curl ${controlUrl}/faults ${json} -d '{"kind":"reset","when":"after","on":"pay"}'

Ctrl-C stops it.`;
}

function wholeNumber(text: string): number {
	if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
	return Number(text);
}

function balance(text: string): number {
	const fen = fenOf(text);
	if (fen === null) {
		throw new InvalidArgumentError('Give an amount in CNY with at most two decimals.');
	}
	return fen;
}
