/* eslint-disable @n8n/community-nodes/no-deprecated-workflow-functions -- what n8n's HTTP Request node calls, and what it passes */
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
	INodeTypeDescription,
	IRequestOptions,
} from 'n8n-workflow';

/** A stand-in for n8n's HTTP Request node (options with `uri`), and for other nodes (`url`). */
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
		const request = JSON.parse(this.getNodeParameter('request', 0) as string) as
			IHttpRequestOptions | IRequestOptions;
		const answer = (
			'url' in request
				? await this.helpers.httpRequestWithAuthentication.call(
						this,
						'xportcnApi',
						request as IHttpRequestOptions,
					)
				: await this.helpers.requestWithAuthentication.call(this, 'xportcnApi', {
						...(request as IRequestOptions),
						followAllRedirects: true,
					})
		) as object;
		return [this.helpers.returnJsonArray({ answer })];
	}
}
