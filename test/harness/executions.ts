import type { AxiosInstance } from 'axios';
import { parse } from 'flatted';
import { sleep } from '../../tools/node';
import { ExpectedError } from '../../tools/n8n/errors';
import type { WorkflowRun } from '../../tools/n8n/run';

const POLL_MS = 250;
/** So long n8n may leave its list unanswered; one that is busy to its limits does. */
const SILENCE_MS = 60_000;
/** As many as n8n gives in one answer. */
const LISTED = 100;
/** So far ids and times may be out of step where one page ends and the next begins. */
const OVERLAP = 20;
/** Statuses of an execution that may still change. */
const UNDER_WAY = new Set(['new', 'running', 'waiting', 'unknown']);

/** An execution as n8n keeps it. */
export interface Execution {
	status: string;
	run: WorkflowRun;
}

/** Out: the `data` of an answer. Throws ExpectedError with n8n's words when it is none. */
export function dataOf<T>(what: string, answer: { status: number; data: unknown }): T {
	const { data, message } = answer.data as { data?: T; message?: string };
	if (answer.status === 200 && data) return data;
	throw new ExpectedError(
		`${what} failed (HTTP ${answer.status}): ${message ?? 'no reason given'}`,
	);
}

/** n8n keeps it "flatted" (no object twice); an execution that was cut off may have none. */
function runOf(status: string, flat: string | undefined): WorkflowRun {
	const data = (flat ? parse(flat) : undefined) as Partial<WorkflowRun['data']> | undefined;
	const { executionData } = data ?? {};
	return {
		status,
		data: { resultData: { runData: {}, ...data?.resultData }, executionData },
	};
}

/**
 * Starts a saved workflow from its trigger, as the editor's button does.
 * In: a logged-in client, the workflow's id, the trigger's name. Out: the execution's id.
 */
export async function startExecution(
	http: AxiosInstance,
	workflowId: string,
	trigger: string,
): Promise<string> {
	const path = `/rest/workflows/${workflowId}`;
	const workflowData = dataOf<object>('Reading the workflow', await http.get(path));
	const body = { workflowData, triggerToStartFrom: { name: trigger } };
	const answer = await http.post(`${path}/run`, body);
	return dataOf<{ executionId: string }>('Starting the workflow', answer).executionId;
}

/** Out: an execution as n8n shows it now. */
export async function readExecution(http: AxiosInstance, id: string): Promise<Execution> {
	const answer = await http.get(`/rest/executions/${id}`);
	const { status, data } = dataOf<{ status: string; data?: string }>('Reading the run', answer);
	return { status, run: runOf(status, data) };
}

/** An execution in n8n's list. */
export interface ListedExecution {
	id: string;
	status: string;
	/** From its start to its end, ms; undefined while it runs. */
	tookMs: number | undefined;
}

/** An execution as n8n's interface lists it. */
interface RawListed {
	id: string;
	status: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

const listedOf = ({ id, status, startedAt, stoppedAt }: RawListed): ListedExecution => ({
	id: String(id),
	status,
	tookMs: startedAt && stoppedAt ? Date.parse(stoppedAt) - Date.parse(startedAt) : undefined,
});

/** A page of n8n's list, newest first, and how to ask for the next one; undefined after the last. */
interface Page {
	results: ListedExecution[];
	next: Record<string, string> | undefined;
}

async function readPage(
	http: AxiosInstance,
	workflowId: string,
	position: Record<string, string> = {},
): Promise<Page> {
	const params = { filter: JSON.stringify({ workflowId }), limit: LISTED, ...position };
	const answer = await http.get('/rest/executions', { params });
	const { results, nextCursor } = dataOf<{
		results: RawListed[];
		nextCursor?: string | null;
	}>('Listing the executions', answer);
	const last = results.at(-1);
	// Releases before cursors go on from an id. They put what is under way in front of each page, so it
	// may be longer, and sort by time, so that ids are in order only by and large.
	const more = nextCursor === undefined ? results.length >= LISTED : nextCursor !== null;
	const lastId = String(Number(last?.id) + OVERLAP);
	return {
		results: results.map(listedOf),
		next: more ? (nextCursor ? { cursor: nextCursor } : { lastId }) : undefined,
	};
}

/** Out: the executions of a workflow, oldest first. */
export async function listExecutions(
	http: AxiosInstance,
	workflowId: string,
): Promise<ListedExecution[]> {
	const all = new Map<string, ListedExecution>();
	for (let position: Record<string, string> | undefined = {}; position;) {
		const { results, next }: Page = await readPage(http, workflowId, position);
		const known = all.size;
		for (const each of results) all.set(each.id, each);
		position = all.size > known ? next : undefined;
	}
	return [...all.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/** Out: whether an execution is over. */
export function isOver(status: string): boolean {
	return !UNDER_WAY.has(status);
}

/**
 * Waits for an execution by looking at the list, which costs n8n less than reading the execution.
 * Out: it once it is over, or as it stands at the deadline. Throws what n8n last said when it gives
 * no list for a minute.
 */
export async function endOfListed(
	http: AxiosInstance,
	workflowId: string,
	id: string,
	deadlineMs: number,
): Promise<ListedExecution | undefined> {
	const end = Date.now() + deadlineMs;
	for (let answeredAt = Date.now(); ;) {
		const executions = await listExecutions(http, workflowId).catch(async (error: unknown) =>
			Date.now() - answeredAt < SILENCE_MS ? undefined : await Promise.reject(error as Error),
		);
		if (executions) {
			answeredAt = Date.now();
			const listed = executions.find((each) => each.id === id);
			if ((listed && isOver(listed.status)) || Date.now() > end) return listed;
		}
		await sleep(POLL_MS);
	}
}

/** Out: an execution once it is over, or as it stands at the deadline. */
export async function endOfExecution(
	http: AxiosInstance,
	id: string,
	deadlineMs: number,
): Promise<Execution> {
	const end = Date.now() + deadlineMs;
	for (;;) {
		const execution = await readExecution(http, id);
		if (isOver(execution.status) || Date.now() > end) return execution;
		await sleep(POLL_MS);
	}
}
