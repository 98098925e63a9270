import type { AxiosInstance } from 'axios';
import { sleep } from '../../tools/node';
import { ExpectedError } from '../../tools/n8n/errors';
import { dataOf } from './executions';

const POLL_MS = 250;
const LIVE_DEADLINE_MS = 60_000;

/** Out: whether a POST to this webhook would start something. Starts nothing itself. */
async function isLive(http: AxiosInstance, path: string): Promise<boolean> {
	// n8n tells a browser that asks beforehand (it sends an Origin) which methods it listens to
	const headers = { origin: 'http://127.0.0.1', 'access-control-request-method': 'POST' };
	const answer = await http.options(`/webhook/${path}`, { headers });
	return String(answer.headers['access-control-allow-methods']).includes('POST');
}

/** Activates a workflow. Throws ExpectedError with n8n's words when it cannot be. */
export async function activateWorkflow(http: AxiosInstance, workflowId: string): Promise<void> {
	const workflow = `/rest/workflows/${workflowId}`;
	const saved = dataOf<{ versionId: string }>('Reading the workflow', await http.get(workflow));
	const { versionId } = saved;
	dataOf('Activating the workflow', await http.post(`${workflow}/activate`, { versionId }));
}

/**
 * Activates a workflow that begins with a webhook, and waits until it is heard.
 * In: a logged-in client, the workflow's id, the webhook's path. Throws ExpectedError.
 */
export async function activateWebhook(
	http: AxiosInstance,
	workflowId: string,
	path: string,
): Promise<void> {
	await activateWorkflow(http, workflowId);
	const end = Date.now() + LIVE_DEADLINE_MS;
	// n8n answers before it listens
	while (!(await isLive(http, path))) {
		if (Date.now() > end) throw new ExpectedError(`The webhook ${path} does not come to life.`);
		await sleep(POLL_MS);
	}
}

/** Starts an execution by its webhook. Throws ExpectedError when n8n does not take it. */
export async function callWebhook(http: AxiosInstance, path: string, body: object): Promise<void> {
	const { status } = await http.post(`/webhook/${path}`, body);
	if (status !== 200) throw new ExpectedError(`The webhook ${path} answered with HTTP ${status}.`);
}
