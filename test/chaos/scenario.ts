import fc from 'fast-check';

import type { Sandbox } from '../../sandbox';
import { playCall } from './calls/play';
import { callScenarios } from './calls/scenario';
import type { CallScenario } from './calls/scenario';
import { playCreate } from './create/play';
import { createScenarios } from './create/scenario';
import type { CreateScenario } from './create/scenario';
import { playPay } from './pay/play';
import { payScenarios } from './pay/scenario';
import type { PayScenario } from './pay/scenario';
import type { ChaosResult } from './statistics';

/** A chaos run: all that it depends on, save the clock. */
export type Scenario = PayScenario | CreateScenario | CallScenario;

export const KINDS = ['pay', 'create', 'call'] as const;
export type Kind = (typeof KINDS)[number];

const BY_KIND = {
	pay: { weight: 5, arbitrary: payScenarios },
	create: { weight: 4, arbitrary: createScenarios },
	call: { weight: 1, arbitrary: callScenarios },
};

/** Scenarios of some kinds, mixed as they should be. */
export const scenariosOf = (kinds: readonly Kind[]): fc.Arbitrary<Scenario> =>
	fc.oneof<Array<fc.WeightedArbitrary<Scenario>>>(...kinds.map((kind) => BY_KIND[kind]));

/** Plays a scenario and judges it. */
export async function play(sandbox: Sandbox, scenario: Scenario): Promise<ChaosResult> {
	switch (scenario.kind) {
		case 'pay':
			return await playPay(sandbox, scenario);
		case 'create':
			return await playCreate(sandbox, scenario);
		case 'call':
			return await playCall(sandbox, scenario);
	}
}
