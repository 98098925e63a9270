import { UserError } from 'n8n-workflow';
import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { endpoints } from '../nodes/shared/endpoints';
import { readEnvelope } from '../nodes/shared/envelope';
import { secretMask } from '../nodes/shared/secretMask';
import { complaintAbout } from './refusal';
import type { XportcnKeys } from './signing';

/** A product search: its path is documented, and it changes nothing. Its fields are inferred. */
export const HARMLESS_READ = {
	method: 'POST',
	path: endpoints['product.search'].path,
	body: { keyword: '1688', beginPage: 1, pageSize: 1 },
} as const;

/**
 * Makes one harmless signed read and looks at the whole answer. n8n's declarative rules can only
 * say "fails if this key has this value", so they cannot demand that `code` is 200; this can.
 * @param sign adds the signed headers to request options
 * @throws UserError saying what came back and what to look at
 */
export async function checkAccess(
	helpers: IHttpRequestHelper['helpers'],
	keys: XportcnKeys,
	sign: (options: IHttpRequestOptions) => Promise<IHttpRequestOptions>,
): Promise<void> {
	const request = await sign({
		method: HARMLESS_READ.method,
		url: keys.baseUrl + (keys.endpointPaths['product.search'] ?? HARMLESS_READ.path),
		body: { ...HARMLESS_READ.body },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: 15_000,
	});
	// the reason is not named: n8n would put a sentence of its own in place of this one
	const answer = (await helpers.httpRequest(request).catch(() => undefined)) as
		IN8nHttpFullResponse | undefined;
	if (!answer) {
		throw new UserError(
			`Nothing answered at ${new URL(keys.baseUrl).host}. Check 'Base URL', that this machine may connect to it, and the proxy if there is one.`,
		);
	}
	const { 'nonce-str': nonce, signature } = request.headers ?? {};
	const mask = secretMask(keys.accessSecret, keys.accessKey, String(nonce), String(signature));
	const complaint = complaintAbout(
		{
			status: answer.statusCode,
			envelope: readEnvelope(String(answer.body ?? ''), mask.inValue),
			theirTime: Date.parse(String(answer.headers.date)),
		},
		keys.baseUrl,
		Date.now(),
	);
	if (complaint) throw new UserError(complaint);
}
