import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { checkAccess, HARMLESS_READ } from './accessCheck';
import { keysOf, noteSigning } from './oneRequest';
import { stayAtHome } from './ownOrigin';
import { readForProperty } from './perItem';
import { WHAT_TO_CHECK } from './refusal';
import { DEFAULT_STRING_TO_SIGN, readKeys, SIGNATURE_HEADERS, signedHeaders } from './signing';
import { isFreshTest, noteUse, testOnlyProperty } from './testOnly';

/** Return codes that other APIs of this family use for a refusal. Xportcn's own list is not public. */
const LIKELY_REFUSALS = [400, 401, 403, 404, 429, 500, 503, -1, 0, 1];
const REFUSED = `Xportcn refused the test call. ${WHAT_TO_CHECK}`;

const failIf = (key: string, value: unknown) => ({
	type: 'responseSuccessBody' as const,
	properties: { key, value, message: REFUSED },
});

/** The search's path, corrected or not, whether 'Endpoint Paths' is a text or an object by now. */
const SEARCH_PATH = String.raw`={{ (JSON.stringify($credentials.endpointPaths ?? '').replace(/\\[nrt]/g, ' ').replaceAll('\\', '').match(/"product\.search"\s*:\s*"\s*([^"\s]+)/) ?? [])[1] ?? '${HARMLESS_READ.path}' }}`;

export class XportcnApi implements ICredentialType {
	name = 'xportcnApi';

	displayName = 'Xportcn API';

	icon: Icon = { light: 'file:../icons/xportcn.svg', dark: 'file:../icons/xportcn.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-xportcn/n8n-nodes-xportcn/blob/main/README.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.xportcn.com/api',
			required: true,
			description: 'Address of the API. Signed requests go to this origin and nowhere else.',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2218427022945',
			description: 'Number of the sub-account in Xportcn that the calls act for',
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			default: '',
			required: true,
			description: 'From AccessKey Management in the Xportcn console',
		},
		{
			displayName: 'Access Secret',
			name: 'accessSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Belongs to the Access Key. It signs requests here and is never sent. A reset in the console ends the old one at once.',
		},
		{
			displayName: 'Timestamp Unit',
			name: 'timestampUnit',
			type: 'options',
			options: [
				{ name: 'Milliseconds (13 Digits)', value: 'milliseconds' },
				{ name: 'Seconds (10 Digits)', value: 'seconds' },
			],
			default: 'milliseconds',
			description:
				"Xportcn's own samples show milliseconds, public clients of it send seconds. Change this if the test says that the signature or the timestamp was refused.",
		},
		{
			displayName: 'String to Sign',
			name: 'stringToSign',
			type: 'string',
			default: DEFAULT_STRING_TO_SIGN,
			description:
				"The default is what a public client of the platform signs; the page of Xportcn's documentation could not be read. Change it if Xportcn's support gives you another rule. Placeholders: {accessKey}, {timestamp}, {nonceStr}, {accessSecret}, {userId}.",
		},
		{
			displayName: 'Endpoint Paths',
			name: 'endpointPaths',
			// not of type json: the credential dialog of n8n 2.8 shows that empty, and as a mistake
			type: 'string',
			typeOptions: { rows: 2 },
			default: '{}',
			description:
				'Corrects paths of this package that are wrong, for every node that uses this credential. A JSON object with the operation and its path below the Base URL, such as { "order.get": "/alibaba/ka/order/example" }. Leave it as {} until API -> Check Setup or Xportcn tells you otherwise.',
		},
		{
			displayName: 'Amount Unit',
			name: 'amountUnit',
			type: 'options',
			options: [
				{ name: 'Fen (6400 Means 64.00 CNY)', value: 'fen' },
				{ name: 'Yuan (64 Means 64.00 CNY)', value: 'yuan' },
			],
			default: 'fen',
			description:
				'Unit of the amounts in order details and order lists. Limits on payments rely on it. API -> Check Setup can compare it with an order you know.',
		},
		readForProperty,
		testOnlyProperty,
	];

	/**
	 * Adds the signed headers. n8n calls it again with its own result after a 401, so headers of an
	 * earlier attempt are replaced.
	 * @throws UserError for an incomplete credential, a request to another origin, or a second try of
	 * a request that may be sent once only
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		noteUse(credentials);
		const keys = keysOf(credentials);
		const options = stayAtHome(requestOptions, keys.baseUrl);
		const signatureHeaders: readonly string[] = SIGNATURE_HEADERS;
		const otherHeaders = Object.entries(options.headers ?? {}).filter(
			([name]) => !signatureHeaders.includes(name.toLowerCase()),
		);
		const signed = signedHeaders(keys);
		noteSigning(credentials, signed);
		return { ...options, headers: { ...Object.fromEntries(otherHeaders), ...signed } };
	};

	/** The part of the credential test that the rules below cannot express. Returns nothing to store. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		if (!isFreshTest(credentials)) return {};
		const { authenticate } = new XportcnApi();
		await checkAccess(
			this.helpers,
			readKeys(credentials),
			async (options) => await authenticate({ ...credentials }, options),
		);
		return {};
	}

	/** What the check above does not see: an answer that changed in between, and an n8n without it. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: SEARCH_PATH,
			method: HARMLESS_READ.method,
			body: { ...HARMLESS_READ.body },
		},
		rules: [
			...LIKELY_REFUSALS.map((code) => failIf('code', code)),
			failIf('code', undefined),
			failIf('data', null),
			failIf('data', undefined),
			failIf('success', false),
			failIf('success', 'false'),
		],
	};
}
