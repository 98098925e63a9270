import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IPollFunctions } from 'n8n-workflow';

import { TIMEOUT } from '../XportcnKa/actions/settings';
import { createClient, CREDENTIAL_TYPE } from '../XportcnKa/transport/client';
import type { XportcnClient } from '../XportcnKa/transport/client';
import { endedBy } from '../XportcnKa/transport/endedBy';
import { RETRY_LIMITS } from '../XportcnKa/transport/retry';
import { createThrottle } from '../XportcnKa/transport/throttle';
import { readSettings, subjectOf } from './settings';
import type { Settings } from './settings';

/** An account, and what to look for in its order list. */
export interface Watch {
	settings: Settings;
	client: XportcnClient;
	/** Stands for the account and the filters. */
	subject: string;
	/** How long a poll may take, ms. After that its requests end as cancelled ones do. */
	budgetMs: number;
}

/** Longest time for a poll, ms. n8n 2.41 may give less. */
const MOST_TIME_MS = 300_000;

/**
 * Reads the parameters and the credential. Sends nothing.
 * @throws NodeOperationError naming what cannot be used
 */
export async function openWatch(context: IPollFunctions): Promise<Watch> {
	const settings = readSettings(context);
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL_TYPE);
	const budgetMs = Math.min(MOST_TIME_MS, givenBudgetMs(context));
	const outOfTime = AbortSignal.timeout(budgetMs);
	try {
		const client = createClient(endedBy(context, outOfTime), credential, {
			timeout: TIMEOUT.default,
			throttle: createThrottle(1, RETRY_LIMITS.waitMs, outOfTime),
		});
		return { settings, client, subject: subjectOf(credential, settings), budgetMs };
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error);
	}
}

/** What n8n gives a poll, ms. Only n8n 2.41 says so. */
const givenBudgetMs = (context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number =>
	context.getPollBudgetMs?.() ?? Infinity;
