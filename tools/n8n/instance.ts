import axios from 'axios';
import { join, mkdir, open, process, readFile, rm, writeFile } from '../node';
import { installCommunityPackage } from './community';
import { n8nEnvironment } from './environment';
import { ExpectedError } from './errors';
import type { N8nHost } from './install';
import { freePort } from './ports';
import type { Group } from './processes';
import { lastLines, runToEnd } from './processes';
import type { WorkflowRun } from './run';
import { parseRun } from './run';
import { startService } from './services';

const IMPORT_DEADLINE_MS = 3 * 60_000;
const EXECUTE_DEADLINE_MS = 10 * 60_000;
const START_DEADLINE_MS = 3 * 60_000;

/** A credential with its secrets in the clear; n8n encrypts them on import. */
export interface CredentialFile {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A workflow as n8n downloads it: without what belongs to one instance. */
export interface WorkflowContent {
	name: string;
	nodes: WorkflowNode[];
	[other: string]: unknown;
}

/** A workflow as n8n imports it. */
export interface WorkflowFile extends WorkflowContent {
	id: string;
	active: boolean;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[other: string]: unknown;
}

/**
 * One n8n with a folder of its own: its community packages, and its database with workflows and
 * credentials unless `variables` name another one.
 */
export class N8nInstance {
	private server: Group | undefined;
	private commands = 0;

	/**
	 * In: the installed n8n; the folder for its `.n8n`, made when missing; the editor's port (a
	 * worker's own); what it is to be told besides, in n8n's environment variables.
	 */
	constructor(
		readonly host: N8nHost,
		readonly folder: string,
		readonly port: number,
		private readonly variables: NodeJS.ProcessEnv = {},
	) {}

	get baseUrl(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** The server's process id while it runs. */
	get pid(): number | undefined {
		return this.server?.child.pid;
	}

	/** Where the server's (or worker's) own output goes. */
	get logFile(): string {
		return join(this.folder, 'n8n.log');
	}

	/** Installs a packed community node; see installCommunityPackage(). */
	async installPackage(tarball: string): Promise<void> {
		await installCommunityPackage(tarball, this.folder);
	}

	/** Adds a credential, or replaces the one with its id. Throws ExpectedError. */
	async importCredential(credential: CredentialFile): Promise<void> {
		await this.importJson('credentials', [credential]);
	}

	/** Adds workflows, or replaces those with their ids. Throws ExpectedError. */
	async importWorkflow(...workflows: WorkflowFile[]): Promise<void> {
		await this.importJson('workflow', workflows);
	}

	/**
	 * Runs a workflow once, without a server. Works beside a running one.
	 * Out: the run; `ok` is false when it ended with an error. Throws ExpectedError when n8n gave
	 * no result at all.
	 */
	async execute(workflowId: string): Promise<{ ok: boolean; run: WorkflowRun }> {
		const { code, output } = await this.command(
			['execute', `--id=${workflowId}`, '--rawOutput'],
			EXECUTE_DEADLINE_MS,
		);
		const run = parseRun(output);
		if (run) return { ok: code === 0, run };
		throw new ExpectedError(`n8n could not run ${workflowId}. It said:\n${lastLines(output)}`);
	}

	/**
	 * Starts the server with the editor, and waits until it has started.
	 * Throws ExpectedError with the end of its log when it does not within 3 minutes.
	 */
	async startServer(): Promise<void> {
		// /healthz answers while the database is still being migrated, /healthz/readiness before the
		// interface is there, and the interface before n8n has looked for executions that it did not
		// finish last time: one that begins meanwhile is called "crashed", and goes on all the same.
		await this.start(['start'], '/rest/settings', 'Editor is now accessible');
	}

	/**
	 * Starts a worker of queue mode instead, and waits until it takes executions.
	 * In: how many executions at once. Throws like startServer().
	 */
	async startWorker(concurrency: number): Promise<void> {
		await this.start(['worker', `--concurrency=${concurrency}`], '/healthz/readiness');
	}

	/** Resolves with its exit code when a started server ends. */
	async serverEnd(): Promise<number> {
		return this.server ? await this.server.exited : 0;
	}

	/** Stops the server if it runs. */
	async stop(): Promise<void> {
		await this.server?.stop();
		this.server = undefined;
	}

	/** Ends the server as a power cut would: all its processes at once, nothing saved or closed. */
	async kill(): Promise<void> {
		await this.server?.kill();
		this.server = undefined;
	}

	/** In: what to run n8n with; the path that answers 200, and the words in its log, once it is up. */
	private async start(args: string[], path: string, words = ''): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const isReady = async () => {
			const answer = await axios
				.get<unknown>(`${this.baseUrl}${path}`, { timeout: 5_000, proxy: false })
				.catch(() => undefined);
			// for a moment every address says in words that n8n is starting up
			if (answer?.status !== 200 || typeof answer.data !== 'object') return false;
			return (await readFile(this.logFile, 'utf8')).includes(words);
		};
		this.server = await startService({
			name: 'n8n',
			command: this.host.node,
			args: [this.host.bin, ...args],
			options: { cwd: this.folder, env: await this.environment() },
			logFile: this.logFile,
			isReady,
			deadlineMs: START_DEADLINE_MS,
		});
	}

	private async environment(): Promise<NodeJS.ProcessEnv> {
		// Each process gets its own broker port, or a command beside a running server fails.
		const brokerPort = await freePort();
		return n8nEnvironment({
			node: this.host.node,
			folder: this.folder,
			port: this.port,
			brokerPort,
			variables: this.variables,
		});
	}

	private async importJson(what: 'credentials' | 'workflow', content: unknown): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const file = join(this.folder, 'import.json');
		try {
			await writeFile(file, JSON.stringify(content), { mode: 0o600 });
			const { code, output } = await this.command(
				[`import:${what}`, `--input=${file}`],
				IMPORT_DEADLINE_MS,
			);
			if (code === 0) return;
			throw new ExpectedError(`n8n could not import the ${what}:\n${lastLines(output)}`);
		} finally {
			await rm(file, { force: true });
		}
	}

	/** Runs one of n8n's commands. Its output goes to a file: n8n hangs on a pipe that fills up. */
	private async command(
		args: string[],
		deadlineMs: number,
	): Promise<{ code: number; output: string }> {
		await mkdir(this.folder, { recursive: true });
		const file = join(this.folder, `command-${process.pid}-${this.commands++}.log`);
		const out = await open(file, 'w');
		try {
			// In its own folder, because n8n reads a .env file from where it is started.
			const { code } = await runToEnd(this.host.node, [this.host.bin, ...args], {
				cwd: this.folder,
				env: await this.environment(),
				stdio: ['ignore', out.fd, out.fd],
				deadlineMs,
			});
			return { code, output: await readFile(file, 'utf8') };
		} finally {
			await out.close();
			await rm(file, { force: true });
		}
	}
}
