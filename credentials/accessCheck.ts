import { UserError } from 'n8n-workflow';
import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { endpoints } from '../nodes/shared/endpoints';
import { readEnvelope, SUCCESS_CODE } from '../nodes/shared/envelope';

/** The clock may differ from Xportcn's by at most this (documented: 600 s). */
const MAX_CLOCK_DIFFERENCE_S = 600;

/** A product search is the only documented call that changes nothing. Its fields are inferred. */
export const HARMLESS_READ = {
	method: 'POST',
	path: endpoints['product.search'].path,
	body: { keyword: '1688', beginPage: 1, pageSize: 1 },
} as const;

/** What to look at when Xportcn refuses a signed call. */
export const WHAT_TO_CHECK =
	"Check 'Access Key' and 'Access Secret' (a reset in Xportcn's console ends the old secret at once), 'User ID', 'Timestamp Unit', 'String to Sign', 'Base URL' and the clock of this machine";

/**
 * What to look at first, by a word in the refusal. Xportcn's texts are not public; that one which
 * names a header is about that header is inferred.
 */
const LOOK_FIRST_AT: Array<{ words: RegExp; advice: string }> = [
	{
		words: /签名|signature/i,
		advice:
			"That seems to be about the signature, so look at 'Access Secret' first, then at 'String to Sign' and 'Timestamp Unit'.",
	},
	{
		words: /timestamp|时间戳/i,
		advice:
			"That seems to be about the timestamp, so look at 'Timestamp Unit' first: choose the other one.",
	},
	{
		words: /access[- ]?key/i,
		advice:
			"That seems to be about the access key, so look at 'Access Key' first: copy it again from AccessKey Management.",
	},
	{
		words: /user[- ]?id|权限/i,
		advice: "That seems to be about the user, so look at 'User ID' first.",
	},
];

/**
 * Makes one harmless signed read and looks at the whole answer. n8n's declarative rules can only
 * say "fails if this key has this value", so they cannot demand that `code` is 200; this can.
 * @param sign adds the signed headers to request options
 * @throws UserError saying what came back and what to look at
 */
export async function checkAccess(
	helpers: IHttpRequestHelper['helpers'],
	baseUrl: string,
	sign: (options: IHttpRequestOptions) => Promise<IHttpRequestOptions>,
): Promise<void> {
	const request = await sign({
		method: HARMLESS_READ.method,
		url: baseUrl + HARMLESS_READ.path,
		body: { ...HARMLESS_READ.body },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: 15_000,
	});
	const answer = (await helpers.httpRequest(request).catch(() => undefined)) as
		IN8nHttpFullResponse | undefined;
	if (!answer) {
		throw new UserError(
			`Nothing answered at ${new URL(baseUrl).host}. Check 'Base URL', and that this machine may connect to it.`,
		);
	}
	const complaint = complaintAbout(answer);
	if (complaint) throw new UserError(complaint);
}

function complaintAbout({ statusCode, headers, body }: IN8nHttpFullResponse): string | undefined {
	const envelope = readEnvelope(String(body ?? ''));
	if (!envelope) {
		return `The address answered (HTTP ${statusCode}), but not as Xportcn's API does. Check 'Base URL'; Xportcn's own ends with /api.`;
	}
	if (statusCode >= 200 && statusCode < 300 && envelope.code === SUCCESS_CODE) return undefined;

	const said = `Xportcn refused a test call (HTTP ${statusCode}, code ${envelope.code}${envelope.msg ? `: ${envelope.msg}` : ''}).`;
	const clockDifference = clockDifferenceInSeconds(headers.date);
	return clockDifference > MAX_CLOCK_DIFFERENCE_S
		? `${said} This machine's clock is ${clockDifference} seconds off; Xportcn allows ${MAX_CLOCK_DIFFERENCE_S}. Set the clock.`
		: `${said} ${adviceOn(envelope.msg)}.`;
}

/** What to do about a refusal with this text. */
function adviceOn(msg: string | null): string {
	const known = LOOK_FIRST_AT.find(({ words }) => words.test(msg ?? ''));
	return known
		? `${known.advice} If that does not help, check the other fields and the clock of this machine`
		: WHAT_TO_CHECK;
}

/** How far our clock is from the `Date` header of an answer, in seconds. 0 when it cannot be told. */
function clockDifferenceInSeconds(date: unknown): number {
	const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(theirs) ? 0 : Math.round(Math.abs(Date.now() - theirs) / 1000);
}
