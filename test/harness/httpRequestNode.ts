/* eslint-disable @n8n/community-nodes/no-deprecated-workflow-functions -- what n8n's HTTP Request node calls, and what it passes */
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	IRequestOptions,
} from 'n8n-workflow';

/** A stand-in for n8n's HTTP Request node: the same helper, options with `uri`. */
export class HttpRequestStub implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HTTP Request',
		name: 'httpRequest',
		group: ['output'],
		version: 1,
		description: 'Makes a request',
		defaults: { name: 'HTTP Request' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'xportcnApi', required: true }],
		properties: [{ displayName: 'Request', name: 'request', type: 'json', default: '{}' }],
	};

	async execute(this: IExecuteFunctions) {
		const request = JSON.parse(this.getNodeParameter('request', 0) as string) as IRequestOptions;
		const answer = (await this.helpers.requestWithAuthentication.call(this, 'xportcnApi', {
			...request,
			followAllRedirects: true,
		})) as object;
		return [this.helpers.returnJsonArray({ answer })];
	}
}
