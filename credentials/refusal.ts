import { checkedPartIn } from '../nodes/shared/checkedParts';
import type { CheckedPart } from '../nodes/shared/checkedParts';
import { deniesSuccess, SUCCESS_CODE } from '../nodes/shared/envelope';
import type { Envelope } from '../nodes/shared/envelope';

/** The clock may differ from Xportcn's by at most this (documented: 600 s). */
const MAX_CLOCK_DIFFERENCE_S = 600;

/** What to look at when Xportcn refuses a signed call. */
export const WHAT_TO_CHECK =
	"Check 'Access Key' and 'Access Secret' (a reset in Xportcn's console ends the old secret at once), 'User ID', 'Timestamp Unit', 'String to Sign', 'Base URL' and the clock of this machine.";

const SHOULD_END_IN_API = "'Base URL' should end in /api, as in https://www.xportcn.com/api.";

const OTHER_FIELDS = 'If that does not help, check the other fields and the clock of this machine.';

const ABOUT_THE_USER =
	"That seems to be about the user, so look at 'User ID' first. If it is right, this sub-account may not search for products, which is all that this test does: then the credential may be fine all the same, and API -> Check Setup shows what works.";

/** What to look at first, by what the refusal is about. */
const LOOK_FIRST_AT: Readonly<Record<CheckedPart, string>> = {
	signature: `That seems to be about the signature, so look at 'Access Secret' first. If it is right, use API -> Check Setup to find the right rule. ${OTHER_FIELDS}`,
	timestamp: `That seems to be about the timestamp, so look at 'Timestamp Unit' first: choose the other one, or let API -> Check Setup find it. ${OTHER_FIELDS}`,
	key: `That seems to be about the access key, so look at 'Access Key' first: copy it again from AccessKey Management. ${OTHER_FIELDS}`,
	user: ABOUT_THE_USER,
};

/** The answer to the test call. */
export interface TestAnswer {
	/** HTTP status. */
	status: number;
	/** Xportcn's answer, secrets hidden in it; undefined when something else answered. */
	envelope: Envelope | undefined;
	/** Of the machine that answered, as far as it said: ms since 1970. NaN when it did not. */
	theirTime: number;
}

/** What is wrong, and what to look at. Undefined when Xportcn accepted the call. */
export function complaintAbout(
	{ status, envelope, theirTime }: TestAnswer,
	baseUrl: string,
	now: number,
): string | undefined {
	if (!envelope) return aboutStranger(status, baseUrl);
	if (status >= 200 && status < 300 && envelope.code === SUCCESS_CODE) {
		return aboutAccepted(envelope);
	}
	const said = `Xportcn refused a test call (HTTP ${status}, code ${envelope.code}${envelope.msg ? `: ${envelope.msg}` : ''}).`;
	const clockDifference = Math.round(Math.abs(now - theirTime) / 1000);
	return clockDifference > MAX_CLOCK_DIFFERENCE_S
		? `${said} This machine's clock is ${clockDifference} seconds off; Xportcn allows ${MAX_CLOCK_DIFFERENCE_S}. Set the clock.`
		: `${said} ${adviceOn(envelope, status, baseUrl)}`;
}

/** About an answer that is not Xportcn's. */
function aboutStranger(status: number, baseUrl: string): string {
	if (status === 404) return aboutNothingThere(baseUrl);
	if (status === 407) {
		return 'A proxy between this machine and Xportcn wants a password (HTTP 407). Ask whoever runs your network or your n8n.';
	}
	if (status === 429 || status >= 500) {
		return `A server in front of Xportcn could not answer just now (HTTP ${status}). That says nothing about this credential. Test it again in some minutes.`;
	}
	return `The address answered (HTTP ${status}), but not as Xportcn's API does. ${SHOULD_END_IN_API}`;
}

const aboutNothingThere = (baseUrl: string) =>
	baseUrl.endsWith('/api')
		? 'There is nothing at the path of the product search (HTTP 404), which is all that this test calls. Use API -> Check Setup to see which paths work.'
		: `There is nothing at this address (HTTP 404). ${SHOULD_END_IN_API}`;

/** About an answer with the code of a success. */
function aboutAccepted(envelope: Envelope): string | undefined {
	if (deniesSuccess(envelope)) {
		return `Xportcn answered with code 200, but also that the test call did not succeed. ${WHAT_TO_CHECK}`;
	}
	if (envelope.data === null || envelope.data === undefined) {
		return 'Xportcn answered with code 200, but without any data, so it is not certain that it accepted the test call. Use API -> Check Setup to see what works.';
	}
	return undefined;
}

/** What to do about a refusal in Xportcn's own form. */
function adviceOn({ code, msg }: Envelope, status: number, baseUrl: string): string {
	const part = checkedPartIn(msg ?? '');
	if (part) return LOOK_FIRST_AT[part];
	if (status === 404 || code === 404) return aboutNothingThere(baseUrl);
	if (status === 429 || code === 429) {
		return 'It takes no more calls just now, which says nothing about this credential. Test it again in some minutes.';
	}
	return status === 403 || code === 403 ? ABOUT_THE_USER : WHAT_TO_CHECK;
}
