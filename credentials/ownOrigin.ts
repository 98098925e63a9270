import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';

/** The request options n8n's HTTP Request node still builds: `uri`, and its own redirect switches. */
interface LegacyRequestOptions {
	uri?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
}

export type AnyRequestOptions = IHttpRequestOptions & LegacyRequestOptions;

/**
 * Makes sure that a request stays at the credential's own address, first hop and every other: a
 * signature is a credential too.
 * @returns the options with redirects switched off, as those would carry the signed headers along
 * @throws UserError when the request goes to another origin
 */
export function stayAtHome(options: AnyRequestOptions, baseUrl: string): AnyRequestOptions {
	const home = new URL(baseUrl).origin;
	const target = String(options.url ?? options.uri ?? '');
	if (originOf(target, options.baseURL ?? baseUrl) !== home) {
		throw new UserError(
			`The Xportcn API credential signs requests to ${home} only. Change the address of this request, or 'Base URL' in the credential.`,
		);
	}
	return 'uri' in options
		? { ...options, followRedirect: false, followAllRedirects: false }
		: { ...options, disableFollowRedirect: true };
}

function originOf(url: string, base: string): string | undefined {
	try {
		return new URL(url, base).origin;
	} catch {
		return undefined;
	}
}
