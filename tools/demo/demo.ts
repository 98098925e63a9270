import type { Sandbox } from '../../sandbox';
import { ExpectedError } from '../n8n/errors';
import type { N8nInstance, WorkflowFile } from '../n8n/instance';
import { DEMO_OWNER, logIn } from '../n8n/owner';
import { isPortFree } from '../n8n/ports';
import { prepareInstance } from '../n8n/prepare';
import { step } from '../n8n/progress';
import type { WorkflowRun } from '../n8n/run';
import { openSandbox } from '../n8n/sandbox';
import { prepareDataFolder } from './dataFolder';
import { demoCredential, forDemo, readExamples, stopOf } from './examples';
import type { LedgerCheck } from './ledger';
import { checkLedger } from './ledger';
import type { DemoOptions } from './options';
import type { NodeOutcome } from './outcomes';
import { outcomesOf } from './outcomes';

/** The example the demo runs. */
const EXAMPLE = 'pay-after-create';
/** What the demo has to spend: 100,000.00 CNY in fen, nobody's money. */
const BALANCE_FEN = 100_000_00;

/** What became of the example's run. */
export interface DemoResult {
	/** False when n8n ended the run with an error. */
	ok: boolean;
	/** The Stop and Error node the run ended at: the example's own way of calling a person. */
	stoppedAt: string | undefined;
	run: WorkflowRun;
	outcomes: NodeOutcome[];
	ledger: LedgerCheck;
}

async function checkPort(port: number, option: string, what: string): Promise<void> {
	if (await isPortFree(port)) return;
	throw new ExpectedError(
		`Port ${port}, for ${what}, is taken. Stop what is using it, or choose another: ` +
			`npm start -- ${option} <number>`,
	);
}

/** A sandbox and an n8n with our package, the demo credential and all examples in it. */
export class Demo {
	private constructor(
		readonly instance: N8nInstance,
		readonly sandbox: Sandbox,
		/** The example that is run. */
		readonly workflow: WorkflowFile,
	) {}

	/**
	 * Sets everything up, a line of progress for each step.
	 * Throws ExpectedError for what a person can mend: ports, network, a broken build.
	 */
	static async prepare(options: DemoOptions): Promise<Demo> {
		// First of all, before the minutes an install may take.
		await checkPort(options.sandboxPort, '--sandbox-port', 'the sandbox');
		if (!options.headless) await checkPort(options.port, '--port', 'the editor');
		const examples = await readExamples();
		if (!examples.has(EXAMPLE)) throw new ExpectedError(`examples/${EXAMPLE}.json is missing.`);
		await prepareDataFolder(options.data, options.fresh);

		const instance = await prepareInstance(options.data, options.port);
		const sandbox = await step(
			'Starting the Xportcn sandbox',
			async () => await openSandbox({ port: options.sandboxPort, balanceFen: BALANCE_FEN }),
			({ baseUrl }) => `Xportcn sandbox is running: ${baseUrl}`,
		);
		const credential = demoCredential(sandbox);
		const workflows = new Map(
			[...examples].map(([name, example]) => [name, forDemo(name, example, credential)]),
		);
		await step(
			'Importing the demo credential and the example workflows',
			async () => {
				await instance.importCredential(credential);
				await instance.importWorkflow(...workflows.values());
			},
			() => `Demo credential and example workflows imported (${examples.size})`,
		);
		return new Demo(instance, sandbox, workflows.get(EXAMPLE)!);
	}

	/** Runs the example once. Throws ExpectedError when n8n gave no result. */
	async execute(): Promise<DemoResult> {
		const earlier = this.sandbox.ledger.all().length;
		const { ok, run } = await step(
			`Running "${this.workflow.name}"`,
			async () => await this.instance.execute(this.workflow.id),
		);
		const outcomes = outcomesOf(run, this.workflow);
		const ledger = checkLedger(outcomes, this.sandbox.ledger.all().slice(earlier));
		return { ok, stoppedAt: ok ? undefined : stopOf(run, this.workflow), run, outcomes, ledger };
	}

	/** Starts the editor and makes sure that its login works. Out: the address of the example. */
	async openEditor(): Promise<string> {
		await step(
			'Starting the editor',
			async () => {
				await this.instance.startServer();
				await logIn(this.instance.baseUrl, DEMO_OWNER);
			},
			() => 'The editor is running',
		);
		return `${this.instance.baseUrl}/workflow/${this.workflow.id}`;
	}

	/** Stops the editor and the sandbox. */
	async stop(): Promise<void> {
		await this.instance.stop();
		await this.sandbox.stop();
	}
}
