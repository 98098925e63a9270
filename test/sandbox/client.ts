import { createHash, randomBytes } from 'node:crypto';
import axios, { type AxiosResponse } from 'axios';
import type { Operation, Sandbox } from '../../sandbox';

/** A buyer's program, as plain as it gets: its own signing, no retries, no opinion on statuses. */

export type Headers = Record<string, string | string[]>;

export function signedHeaders(sandbox: Sandbox, change: Partial<Record<string, string>> = {}) {
	const { accessKey, accessSecret, userId } = sandbox.keys;
	const { timestampUnit, stringToSign } = sandbox.profile;
	const unitMs = timestampUnit === 'seconds' ? 1000 : 1;
	const timestamp = change.timestamp ?? String(Math.floor(Date.now() / unitMs));
	const nonce = change['nonce-str'] ?? randomBytes(16).toString('hex');
	const signed = stringToSign
		.replace('{accessKey}', accessKey)
		.replace('{timestamp}', timestamp)
		.replace('{nonceStr}', nonce)
		.replace('{accessSecret}', accessSecret);
	const signature = createHash('md5').update(signed).digest('hex').toUpperCase();
	return {
		'content-type': 'application/json',
		'access-key': accessKey,
		timestamp,
		'nonce-str': nonce,
		'user-id': userId,
		signature,
		...change,
	};
}

export interface CallOptions {
	headers?: Headers;
	timeout?: number;
	signal?: AbortSignal;
}

/** Sends a body (text as it is, anything else as JSON) to an operation. `text` is the answer's. */
export async function call(
	sandbox: Sandbox,
	operation: Operation,
	body: unknown,
	{ headers = signedHeaders(sandbox), timeout = 5000, signal }: CallOptions = {},
): Promise<AxiosResponse<string> & { json: () => Envelope }> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const answer = await axios.post<string>(
		`${sandbox.baseUrl}${sandbox.profile.paths[operation]}`,
		text,
		{
			headers,
			timeout,
			signal,
			validateStatus: () => true,
			transformRequest: (data: string) => data,
			transformResponse: (data: string) => data,
			maxRedirects: 0,
		},
	);
	return Object.assign(answer, { json: () => JSON.parse(answer.data) as Envelope });
}

export interface Envelope {
	requestId: string;
	code: number;
	developId: string;
	msg: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into any payload
	data: any;
}

/** The envelope of an answer that must be HTTP 200. */
export async function ask(sandbox: Sandbox, operation: Operation, body: unknown) {
	const answer = await call(sandbox, operation, body);
	expect(answer.status).toBe(200);
	return answer.json();
}

/** What goes wrong with a call that must not get a complete answer. */
export async function problemOf(promise: Promise<unknown>): Promise<string> {
	try {
		await promise;
	} catch (error) {
		return String((error as { code?: string }).code);
	}
	throw new Error('the call was answered');
}

export const ALREADY_DEBITED = '资金账户已经扣款,不可重复支付';

/** The vendor's documented preview request. */
export const PREVIEW_REQUEST = {
	flow: 'fenxiaonew',
	addressParam: {
		fullName: 'test',
		mobile: '13567102355',
		phone: '',
		postCode: '532600',
		cityText: '崇左市',
		provinceText: '凭祥市区',
		areaText: '凭祥市区',
		townText: '广西壮族自治区省',
		address: '测试',
		districtCode: '451481',
	},
	cargoParamList: [
		{ offerId: 889512351602, specId: '530ad00177264564503ec3b848650652', quantity: 2 },
	],
};
