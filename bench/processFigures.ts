import { process, readFile, writeFile } from '../tools/node';
import { ExpectedError } from '../tools/n8n/errors';

/** Linux counts in hundredths of a second, whatever the machine. */
const MS_PER_TICK = 10;
const USER_TIME = 13;
const SYSTEM_TIME = 14;

/** What another process has used by now. */
export interface ProcessFigures {
	cpuMs: number;
	/** Resident memory: most since forgetPeak(), and now. */
	peakBytes: number;
	residentBytes: number;
}

async function readProc(pid: number, file: string): Promise<string> {
	return await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => {
		throw new ExpectedError(
			process.platform === 'linux'
				? `Process ${pid} is gone`
				: 'The benchmark reads what n8n uses from /proc, which only Linux has.',
		);
	});
}

/** In: a process id. Throws ExpectedError when it is gone, or on another system than Linux. */
export async function figuresOf(pid: number): Promise<ProcessFigures> {
	const stat = await readProc(pid, 'stat');
	// the program's name, in brackets, may have spaces
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	// the fields before it are two: process id and name
	const ticks = Number(fields[USER_TIME - 2]) + Number(fields[SYSTEM_TIME - 2]);
	const status = await readProc(pid, 'status');
	const kilobytes = (name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
	return {
		cpuMs: ticks * MS_PER_TICK,
		peakBytes: kilobytes('VmHWM') * 1024,
		residentBytes: kilobytes('VmRSS') * 1024,
	};
}

/** Lets a process's peak begin anew at what it has now. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}
