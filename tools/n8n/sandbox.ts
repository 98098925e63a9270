import type { Sandbox, SandboxOptions } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { ExpectedError, messageOf } from './errors';

/** Starts a sandbox. Throws ExpectedError when it cannot, say because the port is taken. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
	return await startSandbox(options).catch((error: unknown) => {
		throw new ExpectedError(`The sandbox did not start: ${messageOf(error)}`);
	});
}
