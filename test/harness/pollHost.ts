import 'reflect-metadata';
import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataFor, credentialsHelperFor, nodeTypesOf } from './engine';

const TYPE = 'n8n-nodes-xportcn.xportcnKaPollTrigger';

/** What becomes of a run that is to be started, if n8n is killed at that moment. */
export type Kill = 'before the memory is saved' | 'before the run is recorded';

/**
 * n8n as far as polling goes, around a node and n8n-core's own PollContext. The order of its steps is
 * that of n8n 2.8.4 (`active-workflows.js`, `active-workflow-manager.js`) and 2.41.0
 * (`active-workflow-triggers.js`, `poll-trigger-executor.js`, `trigger-execution-context.factory.js`)
 * with their default settings: a workflow that is switched on polls at once, and its static data is
 * saved then and with every run that a poll starts, not with a poll that starts none.
 */
export class PollHost {
	/** The items of each run that was recorded. */
	readonly runs: IDataObject[][] = [];
	/** What polls threw that were due by the schedule; n8n records each as a failed execution. */
	readonly errors: Error[] = [];
	/** What the node logged. */
	readonly logged: string[] = [];
	parameters: IDataObject = {};
	credential: ICredentialDataDecryptedObject;
	/** What a poll may take, ms, if n8n says so. */
	budgetMs: number | undefined;
	/** n8n is killed with the next run that a poll starts. */
	kill: Kill | undefined;

	private active: Workflow | undefined;

	/** @param database where the static data is kept */
	constructor(
		private readonly trigger: INodeType,
		credential: ICredentialDataDecryptedObject,
		readonly database: { staticData: string } = { staticData: '{}' },
	) {
		this.credential = credential;
	}

	/** All items of all runs, in order. */
	get items(): IDataObject[] {
		return this.runs.flat();
	}

	/** Switches the workflow on, as publishing it and starting n8n do. Throws what the poll throws. */
	async activate(): Promise<void> {
		const workflow = this.workflow();
		await this.pollOf(workflow);
		this.active = workflow;
		this.save(workflow);
	}

	/** A poll that is due. What the workflow remembers besides its saved data goes with it. */
	async poll(): Promise<void> {
		const workflow = this.active;
		if (!workflow) throw new Error('The workflow is not active');
		try {
			await this.pollOf(workflow);
		} catch (error) {
			this.errors.push(error as Error);
		}
	}

	/** n8n is stopped and started again: what was not saved is gone. */
	async restart(): Promise<void> {
		this.active = undefined;
		this.kill = undefined;
		await this.activate();
	}

	/** The items of the editor's test. */
	async test(): Promise<INodeExecutionData[] | undefined> {
		const workflow = this.workflow();
		const result = await this.trigger.poll?.call(this.contextOf(workflow, 'manual'));
		return result?.[0];
	}

	private async pollOf(workflow: Workflow): Promise<void> {
		const result = await this.trigger.poll?.call(this.contextOf(workflow, 'trigger'));
		if (result) this.emit(workflow, result);
	}

	/** Both steps are begun at once, and either may be done when n8n is killed. */
	private emit(workflow: Workflow, result: INodeExecutionData[][]): void {
		if (this.kill !== 'before the memory is saved') this.save(workflow);
		if (this.kill !== 'before the run is recorded') {
			this.runs.push(result.flat().map(({ json }) => structuredClone(json)));
		}
	}

	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.database.staticData = JSON.stringify(staticData);
		staticData.__dataChanged = false;
	}

	private contextOf(workflow: Workflow, mode: WorkflowExecuteMode): PollContext {
		const context = new PollContext(
			workflow,
			workflow.getNode('Trigger') as INode,
			additionalDataFor(credentialsHelperFor({ xportcnApi: this.credential })),
			mode,
			mode === 'manual' ? 'manual' : 'init',
		);
		const log = (message: string) => this.logged.push(message);
		Object.defineProperty(context, 'logger', { value: { info: log, warn: log } });
		const { budgetMs } = this;
		if (budgetMs !== undefined) {
			Object.defineProperty(context, 'getPollBudgetMs', { value: () => budgetMs });
		}
		return context;
	}

	/** The workflow as n8n loads it. */
	private workflow(): Workflow {
		const node: INode = {
			id: 'trigger-id',
			name: 'Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { xportcnApi: { id: '1', name: 'test' } },
		};
		return new Workflow({
			id: 'workflow-id',
			name: 'Test',
			nodes: [structuredClone(node)],
			connections: {},
			active: true,
			nodeTypes: nodeTypesOf({ [TYPE]: this.trigger }),
			staticData: JSON.parse(this.database.staticData) as IDataObject,
		});
	}
}
