import { ExecuteContext } from 'n8n-core';

/** What nodes write to n8n's log, from the call of `record` to that of `restore`. */
export interface RecordedLog {
	/** Level and message of each line. */
	lines: Array<{ level: 'warn' | 'error'; message: string }>;
	restore(): void;
}

/** The class of n8n's that has the log of a node's context. */
function ownerOfLogger(): object {
	let owner: object = ExecuteContext.prototype;
	while (!Object.getOwnPropertyDescriptor(owner, 'logger'))
		owner = Object.getPrototypeOf(owner) as object;
	return owner;
}

/** Records what nodes write to n8n's log. */
export function recordLog(): RecordedLog {
	const lines: RecordedLog['lines'] = [];
	const write = (level: 'warn' | 'error') => (message: string) => lines.push({ level, message });
	const ignore = () => {};
	const logger = { warn: write('warn'), error: write('error'), info: ignore, debug: ignore };
	const spy = jest
		.spyOn(ownerOfLogger() as { logger: typeof logger }, 'logger', 'get')
		.mockReturnValue(logger);
	return { lines, restore: () => spy.mockRestore() };
}
