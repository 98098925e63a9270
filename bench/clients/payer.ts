import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a contender is to pay. */
export interface Task {
	credential: ICredentialDataDecryptedObject;
	orderIds: string[];
	/** Orders per request, and requests that may wait for an answer at once. */
	batchSize: number;
	maxConcurrency: number;
	/** Weigh the live memory meanwhile, which takes so much time that the run is not to be timed. */
	weigh: boolean;
}

/** What paying cost. */
export interface Cost {
	wallMs: number;
	/** User and system time of the process that paid. */
	cpuMs: number;
	/** Most memory the process had (resident set), since it began. */
	peakBytes: number;
	/** With `weigh`: memory that was alive at most, and what was still alive when the result was there. */
	live?: { peakBytes: number; resultBytes: number };
}

/** What a contender's process says. */
export type Message = { cost: Cost; paid: string[] } | { problem: string };
