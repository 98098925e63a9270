import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

/** Fields that a user can fill with an expression. */
const FIELDS = [
	'baseUrl',
	'userId',
	'accessKey',
	'accessSecret',
	'timestampUnit',
	'stringToSign',
	'endpointPaths',
	'amountUnit',
];

/**
 * A text without an expression, or with none but plain references to $secrets, $vars or $env, which
 * are the same for every item. Braces are written as codes: n8n would take them for its own.
 */
const SAME_FOR_ALL = [
	String.raw`^(?!=)`,
	String.raw`^=(?:[^\x7b]|\x7b(?!\x7b)|\x7b\x7b\s*\$(?:secrets|vars|env)(?:\.\w+|\[(?:'[^'\\]*'|"[^"\\]*")\])+\s*\x7d\x7d)*$`,
].join('|');

const names = FIELDS.map((name) => `'&${name}'`).join(', ');

/**
 * Tells a node whether it has to read the credential for every item: n8n reads it from its database
 * each time. `$rawParameter['&name']` is the text of a field as it was entered, expression or not.
 * (`$self` is that on older n8n only; since 2.41 it is the value.)
 */
export const readForProperty: INodeProperties = {
	displayName: 'Read For',
	name: 'readFor',
	type: 'hidden',
	default: `={{ [${names}].map((name) => $rawParameter[name]).every((value) => typeof value === 'number' || (typeof value === 'string' && /${SAME_FOR_ALL}/.test(value))) ? 'run' : 'item' }}`,
};

/**
 * Whether fields of a decrypted credential may differ from item to item. Only the certain answer is
 * a no: whatever is unforeseen costs time, and never an order that is paid by another account.
 */
export const dependsOnItem = (credential: ICredentialDataDecryptedObject): boolean =>
	credential.readFor !== 'run';
