import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';

/** Name of the webhook that messages come to. The other one takes what can only be a Verify call. */
export const MESSAGES = 'default';

/** Messages come by POST (documented). By which method Verify calls is not documented. */
const MESSAGE_METHOD = 'POST';
const OTHER_METHODS = 'GET,HEAD,PUT,PATCH,DELETE';

/** A field of a webhook that depends on the node's parameters. */
interface Field {
	/** The expression for the editor, and for n8n before 2.41. */
	template: string;
	/** The same without n8n's expression engine. */
	resolve: (parameters: INodeParameters) => string;
}

const PATH = 'webhook';

/** What the path of an address with the secret in it ends with. */
export const endOfPath = (secret: string): string => `/${PATH}/${secret}`;

/** With the secret in it, so that the address the editor shows is the whole address to copy. */
const shownPath: Field = {
	template: `={{$parameter["secretInUrl"]?"${PATH}/"+$parameter["secretInUrl"]:"${PATH}"}}`,
	resolve: ({ secretInUrl }) => (secretInUrl ? `${PATH}/${String(secretInUrl)}` : PATH),
};

/** For the path without the secret: none while no secret is set, because it is the shown path then. */
const onlyWithSecret = (methods: string): Field => ({
	template: `={{$parameter["secretInUrl"]?"${methods}":""}}`,
	resolve: ({ secretInUrl }) => (secretInUrl ? methods : ''),
});

/**
 * Where n8n 2.41 looks for `resolve` (WEBHOOK_RESOLVERS, which older releases do not export). With
 * N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE a request with an expression takes three times as long there.
 */
const RESOLVERS = Symbol.for('n8n.webhookDescriptionResolvers');

function webhook(
	name: IWebhookDescription['name'],
	httpMethod: string | Field,
	path: string | Field,
	ndvHideUrl: boolean,
): IWebhookDescription {
	const fields = Object.entries({ httpMethod, path });
	return {
		...{ name, ndvHideUrl, responseMode: 'onReceived' },
		// this must be there and empty: only then n8n answers with what `receive` returns
		responseData: '',
		httpMethod: textOf(httpMethod),
		path: textOf(path),
		[RESOLVERS]: Object.fromEntries(fields.filter(([, field]) => typeof field !== 'string')),
	};
}

const textOf = (field: string | Field): string =>
	typeof field === 'string' ? field : field.template;

/** The first is the one whose address the editor shows. */
export const webhooks: IWebhookDescription[] = [
	webhook(MESSAGES, MESSAGE_METHOD, shownPath, false),
	webhook('setup', OTHER_METHODS, shownPath, true),
	// for the secret behind the question mark instead: ?secret=...
	webhook(MESSAGES, onlyWithSecret(MESSAGE_METHOD), PATH, true),
	webhook('setup', onlyWithSecret(OTHER_METHODS), PATH, true),
];
