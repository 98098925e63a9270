import fc from 'fast-check';

import type { Sandbox } from '../../sandbox';
import { playPay } from './pay/play';
import { payScenarios } from './pay/scenario';
import type { PayScenario } from './pay/scenario';
import type { ChaosResult } from './statistics';

/** A chaos run: all that it depends on, save the clock. */
export type Scenario = PayScenario;

export const KINDS = ['pay'] as const;
export type Kind = (typeof KINDS)[number];

const BY_KIND = {
	pay: { weight: 5, arbitrary: payScenarios },
};

/** Scenarios of some kinds, mixed as they should be. */
export const scenariosOf = (kinds: readonly Kind[]): fc.Arbitrary<Scenario> =>
	fc.oneof(...kinds.map((kind) => BY_KIND[kind]));

/** Plays a scenario and judges it. */
export async function play(sandbox: Sandbox, scenario: Scenario): Promise<ChaosResult> {
	return await playPay(sandbox, scenario);
}
