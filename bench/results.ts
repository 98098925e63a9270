import { os, process } from '../tools/node';
import type { Duel } from './clients/duel';
import type { Cost } from './clients/payer';
import type { N8nResult } from './n8n/n8nRace';
import type { FarRound } from './rounds/farRounds';
import type { RoundResult } from './rounds/round';

/** The node and the workflow made by hand in the same n8n. A text is why one did not end. */
export interface N8nDuel {
	orders: number;
	latencyMs: number;
	node: N8nResult | string;
	byHand: N8nResult | string;
}

/** A round at a distance. */
export type FarResult = RoundResult & Pick<FarRound, 'far'>;

/** The node's live memory on the engine. */
export interface Weight {
	orders: number;
	live: NonNullable<Cost['live']>;
}

/** What it was measured on. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	node: string;
	n8n: string;
	date: string;
	command: string;
}

/** Paragraphs below tables whose figures need words, such as figures of an older version of the node. */
export interface Notes {
	n8n?: string[];
	engine?: string[];
	far?: string[];
	faults?: string[];
}

/** Everything that was measured. */
export interface Results {
	machine: Machine;
	/** Written by the run, or into benchmark.json by hand; the next run leaves those out. */
	notes?: Notes;
	engine: Duel[];
	n8n: N8nDuel[];
	weights: Weight[];
	faults: RoundResult[];
	far: FarResult[];
	microsecondsToSign: number;
	msToLoad: number;
}

/** In: the version of n8n, and how the benchmark was started. */
export function describeMachine(n8n: string, command: string): Machine {
	return {
		processor: os.cpus()[0]?.model.trim() ?? 'unknown',
		cores: os.cpus().length,
		memoryGb: Math.round(os.totalmem() / 2 ** 30),
		system: `${os.type()} ${os.release().split('-')[0]}`,
		node: process.versions.node,
		n8n,
		date: new Date().toISOString().slice(0, 10),
		command,
	};
}
