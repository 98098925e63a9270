import type { IExecuteFunctions } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import type { Failed } from '../outcome/outcome';
import { createClient, CREDENTIAL_TYPE } from '../transport/client';
import type { XportcnClient } from '../transport/client';
import type { ChosenOperation } from './chosenOperation';
import type { Ask, Operation } from './operation';
import { at, readSettings } from './settings';
import type { RunSettings } from './settings';

/** What an operation works with while it runs. */
export interface Run {
	operation: Operation;
	client: XportcnClient;
	settings: RunSettings;
	/** The operation's endpoint, at the path the user may have corrected. */
	endpoint: Endpoint;
	/** Everything that is asked for in this run. */
	asks: Ask[];
	/** How the order details answered so far, for all that look orders up in this run. */
	lookUps: { deadInARow: number; lastFailure?: Failed };
}

/**
 * Checks the settings and the credential, and opens a run. Sends nothing.
 * @throws NodeOperationError or UserError naming what is unusable
 */
export async function openRun(
	context: IExecuteFunctions,
	chosen: ChosenOperation,
	asks: Ask[],
): Promise<Run> {
	const { operation } = chosen;
	if (!operation) throw chosen.obstacle;
	const settings = readSettings(context);
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	return {
		operation,
		client: createClient(context, credential, settings),
		settings,
		endpoint: at(operation.endpoint, settings.endpointPath),
		asks,
		lookUps: { deadInARow: 0 },
	};
}
