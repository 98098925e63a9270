import { process } from '../../tools/node';
import fc from 'fast-check';

import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { attack, prepare } from './hostile';
import { ATTACKED, hugeAnswer, mutated, oddAnswers } from './hostileBodies';
import type { Attacked, HostileAnswer } from './hostileBodies';

/** Reads are repeated after a pause when nobody answers: attacks side by side wait together. */
const LANES = 24;
const MUTATIONS = 12;
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1e9));

interface Attack {
	operation: Attacked;
	name: string;
	answer: HostileAnswer;
}

/** What each operation did wrong, by the answer that made it. */
const broken = Object.fromEntries(
	ATTACKED.map((operation) => [operation, {} as Record<string, string[]>]),
) as Record<Attacked, Record<string, string[]>>;

beforeAll(async () => {
	const sandboxes = await Promise.all(
		Array.from({ length: LANES }, async () => await startSandbox()),
	);
	try {
		await attackAll(sandboxes, attacksOn(sandboxes[0]));
	} finally {
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	}
});

/** All attacks. Every sandbox numbers its orders alike, so one can tell what answers to make. */
function attacksOn(sandbox: Sandbox): Attack[] {
	const attacks = ATTACKED.flatMap((operation): Attack[] => {
		const { envelope, orderIds } = prepare(sandbox, operation);
		const odd = Object.entries(oddAnswers(envelope));
		const replaced = fc
			.sample(mutated(envelope, orderIds), { seed, numRuns: MUTATIONS })
			.map((answer) => [`fields replaced: ${String(answer.body)}`, answer] as const);
		return [...odd, ...replaced].map(([name, answer]) => ({ operation, name, answer }));
	});
	const answer = hugeAnswer(prepare(sandbox, 'pay').envelope);
	return [...attacks, { operation: 'pay', name: '50 MB', answer }];
}

async function attackAll(sandboxes: Sandbox[], attacks: Attack[]): Promise<void> {
	const queue = attacks.values();
	await Promise.all(
		sandboxes.map(async (sandbox) => {
			for (const { operation, name, answer } of queue) {
				const promises = await attack(sandbox, operation, answer);
				if (promises.length > 0) broken[operation][name] = promises;
			}
		}),
	);
}

it.each(ATTACKED)(
	`no hostile answer to %s stops the run, loses an item or counts as proof (seed ${seed})`,
	(operation) => {
		expect(broken[operation]).toEqual({});
	},
);
