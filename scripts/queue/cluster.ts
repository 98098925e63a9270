/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDebianPackages } from '../host/debian';
import type { N8nInstance } from '../host/instance';
import { freePort } from '../host/ports';
import { isPostgresThere, POSTGRES_PACKAGES, startPostgres } from '../host/postgres';
import { prepareInstances } from '../host/prepare';
import type { Group } from '../host/processes';
import { step } from '../host/progress';
import { queueModeVariables } from '../host/queueMode';
import { isRedisThere, REDIS_PACKAGES, startRedis } from '../host/redis';
import type { N8nRelease } from '../host/versions';

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
		/** What they share: Redis and PostgreSQL. */
		private readonly services: Group[],
	) {}

	/**
	 * Installs what is missing, starts Redis and PostgreSQL, installs our package everywhere. A line
	 * of progress for each step. In: an empty folder; the main n8n's port; the release. Throws
	 * ExpectedError for what a person can mend.
	 */
	static async prepare(folder: string, port: number, release: N8nRelease): Promise<Cluster> {
		await step(
			'Looking for Redis and PostgreSQL',
			async (progress) => {
				const isThere = () => isRedisThere() && isPostgresThere();
				const packages = [...REDIS_PACKAGES, ...POSTGRES_PACKAGES];
				await ensureDebianPackages(packages, isThere, progress);
			},
			() => 'Redis and PostgreSQL are installed',
		);
		const { redis, postgres } = await step(
			'Starting Redis and PostgreSQL',
			async () => ({
				redis: await startRedis(join(folder, 'redis')),
				postgres: await startPostgres(join(folder, 'postgres')),
			}),
			() => 'Redis and PostgreSQL are running',
		);
		const variables = queueModeVariables(redis, postgres);
		const places = [
			{ folder: join(folder, 'main'), port, variables },
			...(await Promise.all(
				WORKERS.map(async (name) => ({
					folder: join(folder, name.replace(' ', '-')),
					port: await freePort(),
					variables,
				})),
			)),
		];
		const [main, ...instances] = await prepareInstances(places, release);
		const workers = instances.map((instance, index) => ({ name: WORKERS[index], instance }));
		return new Cluster(main, workers, [redis.group, postgres.group]);
	}

	/** Starts the main n8n, then the workers. Throws ExpectedError. */
	async start(): Promise<void> {
		await step(
			'Starting the main n8n',
			async () => await this.main.startServer(),
			() => `The main n8n is running: ${this.main.baseUrl}`,
		);
		await step(
			'Starting two workers',
			async () => {
				const starts = this.workers.map(
					async ({ instance }) => await instance.startWorker(WORKER_CONCURRENCY),
				);
				await Promise.all(starts);
			},
			() => `Two workers are running, ${WORKER_CONCURRENCY} executions at once each`,
		);
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

	/** Stops everything, the workers first: they finish what they are at. */
	async stop(): Promise<void> {
		await Promise.all(this.workers.map(async ({ instance }) => await instance.stop()));
		await this.main.stop();
		await Promise.all(this.services.map(async (group) => await group.stop()));
	}
}
