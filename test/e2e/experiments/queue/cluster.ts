import { readFile } from '../../../../tools/node';
import { surroundings } from '../../../../tools/e2e/surroundings';
import type { N8nInstance } from '../../../../tools/n8n/instance';
import { ownN8ns } from '../../harness/ownN8n';

/** Executions a worker takes at once; n8n's own default. */
export const WORKER_CONCURRENCY = 10;
const WORKERS = ['worker 1', 'worker 2'];

/** One of the n8n that execute. */
export interface Worker {
	name: string;
	instance: N8nInstance;
}

/** An n8n in queue mode: a main, two workers, each with a folder of its own as on a machine of its own. */
export class Cluster {
	private constructor(
		readonly main: N8nInstance,
		readonly workers: readonly Worker[],
	) {}

	/** Installs our package everywhere. Redis and PostgreSQL run already. */
	static async prepare(): Promise<Cluster> {
		const folders = ['main', ...WORKERS.map((name) => name.replace(' ', '-'))];
		const [main, ...instances] = await ownN8ns(folders, surroundings().queueMode);
		const workers = instances.map((instance, index) => ({ name: WORKERS[index], instance }));
		return new Cluster(main, workers);
	}

	/** Starts the main n8n, then the workers. */
	async start(): Promise<void> {
		await this.main.startServer();
		const starts = this.workers.map(
			async ({ instance }) => await instance.startWorker(WORKER_CONCURRENCY),
		);
		await Promise.all(starts);
	}

	/** Out: an execution's id -> the worker that began it, by the workers' own logs. */
	async workersByExecution(): Promise<Map<string, string>> {
		const begun = await Promise.all(
			this.workers.map(async ({ name, instance }) => {
				const log = await readFile(instance.logFile, 'utf8');
				const lines = log.matchAll(/Worker started execution (\d+)/g);
				return [...lines].map(([, id]): [string, string] => [id, name]);
			}),
		);
		return new Map(begun.flat());
	}

	/** Stops all, the workers first: they finish what they are at. */
	async stop(): Promise<void> {
		await Promise.all(this.workers.map(async ({ instance }) => await instance.stop()));
		await this.main.stop();
	}
}
