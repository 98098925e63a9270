import { fork, join, process, projectRoot } from '../../tools/node';
import { certificate } from '../far/certificate';
import type { Message, Task } from './payer';

/** The programs that pay in a process of their own, and their files. */
export const PROGRAMS = { engine: 'engine.ts', raw: 'rawClient.ts' } as const;
export type Program = keyof typeof PROGRAMS;

async function ask(child: ReturnType<typeof fork>, task: Task): Promise<Message> {
	return await new Promise((resolve) => {
		child.once('message', (message) => resolve(message as Message));
		child.once('exit', (code) => resolve({ problem: `it ended with exit code ${code}` }));
		child.send(task);
	});
}

/**
 * Lets a program pay, in a new process.
 * In: a task to warm up with; what gives the task that counts, asked once the program is warm.
 * Throws when it cannot.
 */
export async function payWith(program: Program, warmUp: Task, whenWarm: () => Task) {
	const { trust } = await certificate();
	const child = fork(join(projectRoot, 'bench', 'clients', PROGRAMS[program]), {
		cwd: projectRoot,
		env: { ...process.env, ...trust },
		execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'],
	});
	try {
		await ask(child, warmUp);
		const message = await ask(child, whenWarm());
		if ('problem' in message) throw new Error(`${program}: ${message.problem}`);
		return message;
	} finally {
		child.kill();
	}
}
