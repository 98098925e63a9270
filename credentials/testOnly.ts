import type { INodeProperties } from 'n8n-workflow';

/**
 * n8n calls a credential's `preAuthentication` before a request while the hidden, expirable field is
 * an empty text, and again after some failures. The check of the test button is there, because n8n's
 * declarative rules cannot demand that a code is 200; no other request may cause it. So the field is
 * empty only where no node is at hand: in a test. (Also in a node's lists and polls; nodes of this
 * package hand over a copy of the credential with the field filled, see oneRequest.ts.) If the
 * expression gives anything unforeseen, there is no check, and the rules alone decide.
 */
export const TEST_ONLY_FIELD = 'testOnly';

/** What the field holds in a node's own requests. */
export const NO_TEST = 'node';

export const testOnlyProperty: INodeProperties = {
	displayName: 'Test Only',
	name: TEST_ONLY_FIELD,
	type: 'hidden',
	typeOptions: { expirable: true },
	default: `={{ $nodeId || Object.keys($rawParameter).length > 0 ? '${NO_TEST}' : '' }}`,
};

/** Credential data that have signed a request: a call after that is no test any more. */
const used = new WeakSet<object>();

export const noteUse = (credential: object): void => void used.add(credential);

/** Whether these credential data come from the test button, which has not sent anything yet. */
export const isFreshTest = (credential: Record<string, unknown>): boolean =>
	credential[TEST_ONLY_FIELD] === '' && !used.has(credential);
