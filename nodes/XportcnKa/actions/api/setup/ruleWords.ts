import type { Probe, Refused } from './session';

/** What Check Setup says about the credential and its rule of signing. */

export const TAKES_ANY =
	'This call does not check signatures: it accepted a wrong one. So it does not show whether the rule of signing is right. If no other check of the credential follows, make one small payment first.';

export const REFUSES_FOR_ELSE =
	'This call does not show whether the rule of signing is right: it refused a wrong signature for another reason. If no other check of the credential follows, make one small payment first.';

export const NO_RULE =
	"Xportcn refuses the signature with every rule that is known here. Copy 'Access Secret' again, for a reset in the console ends the old one at once. If it is right, ask Xportcn's support: in which order are access key, timestamp, nonce and secret put together before MD5, and is the timestamp in seconds or in milliseconds?";

export const CORRECTED =
	'Xportcn accepts another rule than the one in the credential. Paste what the summary says into the credential.';

export const CORRECTED_SO_FAR =
	'With another rule than the one in the credential, Xportcn no longer refuses the signature or the timestamp, but something else: see Failed. Paste what the summary says into the credential, do what Failed says, then run Check Setup once more.';

export const USED_UP =
	'The most requests of one run are used up, so this was not checked. Paste what the summary says, then run Check Setup again, for one account and one order at a time.';

/** What to do about a refusal of the key, of the user, or in words that nobody knows. */
export function refused({ about }: Refused): string {
	switch (about) {
		case 'key':
			return "Xportcn does not accept the access key. Copy 'Access Key' and 'Access Secret' again from AccessKey Management in its console.";
		case 'user':
			return "Xportcn does not accept the user for this call. Check 'User ID' in the credential, and ask Xportcn whether this user may search products and read orders.";
		default:
			return "Xportcn refused the call, in words that this node does not know. Its own words are in 'failedReason'. Send them to Xportcn's support, with the 'requestId'.";
	}
}

/** Why no rule was found although not every one was refused. */
export function ruleLeftOpen(probe: Probe): string {
	if (probe.kind === 'usedUp') return USED_UP;
	return probe.kind === 'noAnswer'
		? `Xportcn refuses the rule in the credential. Not every other one could be tried: ${probe.failure.errorMessage}`
		: "Xportcn refuses the rule in the credential. One of the others it refused in words that this node does not know: they are in 'failedReason'. Send them to Xportcn's support, with the 'requestId', and ask for the rule of signing.";
}

/** Why nothing can be said about the credential. */
export function couldNotBeChecked(probe: Probe): string {
	if (probe.kind === 'usedUp') return USED_UP;
	return 'failure' in probe
		? `The credential could not be checked. ${probe.failure.errorMessage}`
		: "There is no product search at this address. Check 'Base URL' in the credential: Xportcn's own ends in /api. If it is right, ask Xportcn's support for the path of the keyword search.";
}
