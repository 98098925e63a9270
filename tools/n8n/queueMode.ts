import { join } from '../node';
import { ensureDebianPackages } from './debian';
import { isPostgresThere, POSTGRES_PACKAGES, startPostgres } from './postgres';
import { step } from './progress';
import { isRedisThere, REDIS_PACKAGES, startRedis } from './redis';

/**
 * Starts the Redis and the PostgreSQL of a queue mode, after installing what is missing.
 * In: a folder for them. Out: what every n8n of it has to be told, main and workers alike. Throws
 * ExpectedError for what a person can mend.
 */
export async function startQueueServices(folder: string): Promise<Record<string, string>> {
	await step('Looking for Redis and PostgreSQL', async (progress) => {
		const isThere = () => isRedisThere() && isPostgresThere();
		await ensureDebianPackages([...REDIS_PACKAGES, ...POSTGRES_PACKAGES], isThere, progress);
	});
	const { redis, postgres } = await step('Starting Redis and PostgreSQL', async () => ({
		redis: await startRedis(join(folder, 'redis')),
		postgres: await startPostgres(join(folder, 'postgres')),
	}));
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_DATABASE: postgres.database,
	};
}
