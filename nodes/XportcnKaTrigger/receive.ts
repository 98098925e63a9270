import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { messageJson } from './item';
import { readMessage } from './message';
import type { Message, Reading } from './message';
import { ANY_TYPE } from './messageTypes';
import { mayBePlatform } from './platforms';
import { claim, keyOf } from './repeats';
import { isSecret } from './secret';
import { dropsRepeats, readFilter, readSecret } from './settings';
import type { Filter } from './settings';
import { endOfPath, MESSAGES } from './webhooks';

/** Query parameter that carries the secret, unless the path does. */
const SECRET_PARAMETER = 'secret';

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

const OK = 'OK';

/** 200 without a run. */
const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: OK };

/**
 * Answers one request to the trigger's URL, and says whether it starts a run.
 *
 * Xportcn waits 1000 ms for a 200, and pushes again up to five times, half an hour apart, when it
 * gets none (documented). Nothing here takes long: no request is made, no credential read. The 200
 * for a message is left to n8n, which sends it when the run is recorded in its database, and not
 * sent here at once: then n8n could die between the two, and a message that Xportcn takes for
 * delivered would be lost. Should a busy n8n ever need longer than 1000 ms, Xportcn pushes the
 * message again, and the repeat is dropped.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = Date.now();
	if (!mayComeIn(this)) {
		return refuse(this, 401, 'The secret is missing in the URL, or it is another one');
	}
	if (this.getWebhookName() !== MESSAGES) return ACKNOWLEDGED;

	const raw = await textOf(this.getRequestObject());
	const reading: Reading =
		raw === undefined
			? { kind: 'unreadable', reason: 'it came in no form that can be read' }
			: readMessage(raw);
	if (reading.kind === 'noMessage') {
		// the Verify call: what it sends is not documented, so anything that is no message passes for it
		if (raw) log(this, `answered 200 to a request that is no message (${sizeOf(raw)})`);
		return ACKNOWLEDGED;
	}
	if (reading.kind === 'unreadable') {
		// No 200: that would end it, and nobody would ever hear of the message. Pushed again, it may
		// come whole; if not, Xportcn gives up by itself after five retries.
		log(this, `refused a message: ${reading.reason} (${sizeOf(raw)})`);
		return refuse(this, 400, 'The message cannot be read');
	}

	const filter = readFilter(this);
	if ('message' in filter) {
		// no 200 either: nobody can say whether the message is wanted
		log(this, `refused a message: ${filter.message}`);
		return refuse(this, 500, 'The settings of the trigger cannot be read');
	}
	const { message } = reading;
	if (!isWanted(message, filter)) return ACKNOWLEDGED;
	const workflowData = [[{ json: messageJson(message, receivedAt) }]];
	if (!isWatchedForRepeats(this)) return { ...ACKNOWLEDGED, workflowData };

	const verdict = await claimFor(this, message);
	if (verdict.kind === 'repeat') return ACKNOWLEDGED;
	// a 200 would promise a run that is not on record yet
	if (verdict.kind === 'undecided') return refuse(this, 503, 'The message is being recorded');
	return {
		workflowData,
		// n8n reads this once it has recorded the run, right before it saves the static data. n8n 2.41
		// loses what was written to it any earlier: its workflow-runner.js makes a second Workflow of
		// the same stored object, which marks the object as unchanged.
		get webhookResponse() {
			verdict.remember();
			return OK;
		},
	};
}

/** Whether the request carries the secret, in its path or behind the question mark, if one is set. */
function mayComeIn(context: IWebhookFunctions): boolean {
	const secret = readSecret(context);
	if (secret === '') return true;
	const end = endOfPath(secret);
	// n8n takes a path with a slash at its end for the same
	const path = context.getRequestObject().path.replace(/\/$/, '');
	const { [SECRET_PARAMETER]: parameter } = context.getQueryData() as Record<string, unknown>;
	return isSecret(end, path.slice(-end.length)) || isSecret(secret, parameter);
}

/**
 * The text of a request's body; undefined when it is too large, breaks off, or is a multipart form,
 * of which n8n keeps no text. n8n has read it for the usual content types.
 */
async function textOf(request: Request): Promise<string | undefined> {
	if (/^multipart\//i.test(request.headers['content-type'] ?? '')) return undefined;
	try {
		if (request.rawBody === undefined && !request.readableEnded) await request.readRawBody();
		return request.rawBody?.toString(request.encoding as BufferEncoding) ?? '';
	} catch {
		return undefined;
	}
}

const isWanted = ({ messageType, messagePlatform }: Message, { types, platform }: Filter) =>
	(types.includes(ANY_TYPE) || types.includes(messageType)) &&
	(platform === 'both' || mayBePlatform(messagePlatform, platform));

/** While somebody listens for a test event in the editor, a message may come as often as they like. */
const isWatchedForRepeats = (context: IWebhookFunctions): boolean =>
	context.getMode() !== 'manual' && dropsRepeats(context);

const claimFor = async (context: IWebhookFunctions, message: Message) =>
	await claim(
		keyOf(message),
		JSON.stringify([context.getWorkflow().id, context.getNode().id]),
		context.getWorkflowStaticData('node'),
		context.getResponseObject(),
	);

/** Answers a request here and now, so that n8n neither answers it nor starts a run. */
function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	const response = context.getResponseObject();
	response.statusCode = status;
	response.end(reason);
	return { noWebhookResponse: true };
}

/** Never the text itself: anybody can send one. */
const sizeOf = (raw = ''): string => `${raw.length} characters`;

function log(context: IWebhookFunctions, what: string): void {
	context.logger.warn(`${context.getNode().name}: ${what}`, {
		workflowId: context.getWorkflow().id,
	});
}
