import 'reflect-metadata';
import axios from 'axios';
import { HookContext, WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { http, net } from '../../tools/node';
import { pause } from '../../sandbox/clock';
import { additionalDataFor, nodeTypesOf } from './engine';

const PARSED_TYPES = /^(application\/(json|x-www-form-urlencoded)|text\/plain|[^;]+[/+]xml)/;

const TYPE = 'n8n-nodes-xportcn.xportcnKaTrigger';
const ROOT = '/webhook/webhook-id/';

/** The releases of n8n that a host can be like. */
export type N8nLine = '2.8.4' | '2.41.0';

export interface Call {
	method?: string;
	/** Behind the trigger's path; by default the one without a secret. */
	path?: string;
	/** Behind the question mark of the URL. */
	query?: string;
	contentType?: string;
	/** How long the caller waits, ms; then it hangs up. */
	timeout?: number;
}

/**
 * n8n's server as far as a webhook goes, around a trigger node and n8n-core's own WebhookContext:
 * requests and responses are real ones. The order of its steps (parse the body, call the node, record
 * the run, read the answer, save the static data, answer) is that of `webhooks/webhook-helpers.js`
 * and `live-webhooks.js` in n8n 2.8.4 and 2.41.0.
 */
export class WebhookHost {
	/** The items that runs were started with, in the order they were recorded. */
	readonly started: IDataObject[] = [];
	/** What the node logged as a warning. */
	readonly logged: string[] = [];
	/** What n8n does before it calls the node, such as reading the workflow; it may take its time. */
	beforeNode: () => Promise<void> = async () => {};
	/** How a run that these items start is recorded; it may take its time, or fail. */
	record: (items: IDataObject[]) => Promise<void> = async () => {};
	/** The largest body, bytes; n8n's own default. */
	bodyLimit = 16 * 1024 * 1024;
	mode: WorkflowExecuteMode = 'webhook';
	parameters: IDataObject = {};
	line: N8nLine = '2.41.0';

	private wasAnsweredTwice = false;

	/** Closes no idle connection by itself: a caller may be about to use it again. */
	private readonly server = http.createServer({ keepAliveTimeout: 0 }, (request, response) => {
		this.serve(request, response).catch(() => this.answer(response, 500, 'Error'));
	});

	/**
	 * @param database where the static data is kept; hosts that share it are processes of one n8n
	 */
	constructor(
		private readonly trigger: INodeType,
		readonly database: { staticData: string } = { staticData: '{}' },
	) {}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	/** @throws when a request was answered a second time, which n8n fails on */
	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
		if (this.wasAnsweredTwice) throw new Error('A request was answered twice');
	}

	/** The trigger's URL, without a secret. */
	get url(): string {
		return `${this.origin}${ROOT}webhook`;
	}

	private get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
	}

	/** Sends a request to the trigger's URL. Status and text of the answer. */
	async call(
		body?: string | Buffer,
		{
			method = 'POST',
			path = 'webhook',
			query = '',
			contentType = 'application/json',
			timeout,
		}: Call = {},
	): Promise<{ status: number; text: string }> {
		const { status, data } = await axios.request<string>({
			url: `${this.origin}${ROOT}${path}${query === '' ? '' : `?${query}`}`,
			method,
			data: body,
			timeout,
			headers: body === undefined ? {} : { 'content-type': contentType },
			validateStatus: () => true,
			transformRequest: (data: string) => data,
			transformResponse: (data: string) => data,
		});
		return { status, text: data };
	}

	/** What `checkExists`, `create` or `delete` says when the workflow is switched on or off. */
	async lifecycle(method: 'checkExists' | 'create' | 'delete'): Promise<boolean | undefined> {
		const workflow = this.workflow();
		const context = new HookContext(
			workflow,
			this.nodeIn(workflow),
			additionalDataFor(),
			'trigger',
			'activate',
			this.webhookData(workflow, 'POST', 'webhook') as IWebhookData,
		);
		return await this.trigger.webhookMethods?.default?.[method]?.call(context);
	}

	/** What an expression of the description gives for a node with these parameters. */
	evaluated(parameters: IDataObject, expression: string): unknown {
		this.parameters = parameters;
		const workflow = this.workflow();
		return workflow.expression.getSimpleParameterValue(
			this.nodeIn(workflow),
			expression,
			'internal',
			{},
		);
	}

	private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		let rawBody: Buffer | undefined;
		const readRawBody = async () => {
			rawBody = Buffer.concat(await request.toArray());
			if (rawBody.length > this.bodyLimit) throw new Error('request entity too large');
			Object.assign(request, { rawBody });
		};
		const contentType = request.headers['content-type'] ?? '';
		// of other types n8n leaves the body to the node, unless that is of version 1
		if (PARSED_TYPES.test(contentType)) await readRawBody();
		const body = contentType === 'application/json' && rawBody?.length ? jsonIn(rawBody) : {};
		if (body === undefined) return this.answer(response, 422, 'Failed to parse request body');

		await this.beforeNode();
		const { pathname, searchParams } = new URL(request.url ?? '', this.origin);
		const staticData = JSON.parse(this.database.staticData) as IDataObject;
		const workflow = this.workflow(staticData);
		const webhookData = this.webhookData(
			workflow,
			request.method ?? '',
			pathname.slice(ROOT.length).replace(/\/$/, ''),
		);
		if (!webhookData) return this.answer(response, 404, 'This webhook is not registered');
		const query = Object.fromEntries(
			[...new Set(searchParams.keys())].map((name) => {
				const values = searchParams.getAll(name);
				return [name, values.length === 1 ? values[0] : values];
			}),
		);
		const context = new WebhookContext(
			workflow,
			this.nodeIn(workflow),
			{
				...additionalDataFor(),
				httpRequest: Object.assign(request, {
					...{ body, readRawBody, query, params: {}, path: pathname },
				}),
				httpResponse: response,
			} as unknown as IWorkflowExecuteAdditionalData,
			this.mode,
			webhookData as IWebhookData,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', {
			value: { warn: (message: string) => this.logged.push(message) },
		});
		const result = await this.trigger.webhook?.call(context);
		if (!result || result.noWebhookResponse) return await this.save(workflow);

		const { workflowData } = result;
		if (workflowData !== undefined) {
			// workflow-runner.js of newer releases: a second one of the same object
			if (this.line === '2.41.0') this.workflow(staticData);
			const items = workflowData.flat().map(({ json }) => json);
			try {
				await this.record(items);
			} catch {
				return this.answer(response, 500, 'There was a problem executing the workflow');
			}
			this.started.push(...items);
		}
		const { responseData = 'firstEntryJson' } = webhookData.webhookDescription;
		const text = (workflowData && responseData) || result.webhookResponse;
		await this.save(workflow);
		this.answer(response, 200, text);
	}

	private answer(response: http.ServerResponse, status: number, text: string): void {
		this.wasAnsweredTwice ||= response.writableEnded;
		response.statusCode = status;
		response.end(text);
	}

	/** The workflow as n8n makes it of what it loads for each request anew. */
	private workflow(staticData: IDataObject = {}): Workflow {
		const node: INode = {
			id: 'trigger-id',
			name: 'Trigger',
			type: TYPE,
			typeVersion: this.trigger.description.version as number,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			webhookId: 'webhook-id',
		};
		return new Workflow({
			id: 'workflow-id',
			nodes: [structuredClone(node)],
			connections: {},
			active: true,
			nodeTypes: nodeTypesOf({ [TYPE]: this.trigger }),
			staticData,
		});
	}

	private nodeIn = (workflow: Workflow): INode => workflow.getNode('Trigger') as INode;

	private async save({ staticData }: Workflow): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		const text = JSON.stringify(staticData);
		await pause(0);
		this.database.staticData = text;
	}

	/** The webhook that a request is for, as `webhook.service.js` finds it. */
	private webhookData(
		workflow: Workflow,
		method: string,
		path: string,
	): { webhookDescription: IWebhookDescription } | undefined {
		const node = this.nodeIn(workflow);
		const valueOf = (field: string) =>
			String(workflow.expression.getSimpleParameterValue(node, field, 'internal', {}));
		const webhookDescription = this.trigger.description.webhooks?.find(
			(each) => valueOf(each.path) === path && valueOf(each.httpMethod).split(',').includes(method),
		);
		return webhookDescription && { webhookDescription };
	}
}

function jsonIn(body: Buffer): IDataObject | undefined {
	try {
		return JSON.parse(body.toString()) as IDataObject;
	} catch {
		return undefined;
	}
}
