import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

type OldCall = IExecuteFunctions['helpers']['requestWithAuthentication'];
/** What n8n's HTTP Request node passes to its helper. */
type OldOptions = Parameters<OldCall>[1];

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
			IHttpRequestOptions | OldOptions;
		const { httpRequestWithAuthentication, requestWithAuthentication } = this.helpers;
		const answer = (
			'url' in request
				? await httpRequestWithAuthentication.call(
						this,
						'xportcnApi',
						request as IHttpRequestOptions,
					)
				: await requestWithAuthentication.call(this, 'xportcnApi', {
						...(request as OldOptions),
						followAllRedirects: true,
					})
		) as object;
		return [this.helpers.returnJsonArray({ answer })];
	}
}
