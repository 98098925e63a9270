import { SandboxInputError } from './errors';

/** Documented inputs; order and lack of separators inferred. */
export const DOCUMENTED_STRING_TO_SIGN = '{accessKey}{timestamp}{nonceStr}{accessSecret}';

export interface SignedValues {
	accessKey: string;
	timestamp: string;
	nonceStr: string;
	accessSecret: string;
	userId: string;
}

const NAMES = ['accessKey', 'timestamp', 'nonceStr', 'accessSecret', 'userId'] as const;
const PLACEHOLDER = /\{([^{}]*)\}/g;

const isName = (name: string): name is keyof SignedValues => NAMES.some((each) => each === name);

/** @throws SandboxInputError for a placeholder that nobody knows, or without the secret */
export function checkTemplate(template: string): void {
	for (const [, name] of template.matchAll(PLACEHOLDER)) {
		if (!isName(name)) throw new SandboxInputError(400, `{${name}} cannot be signed`);
	}
	if (!template.includes('{accessSecret}')) {
		throw new SandboxInputError(400, 'a string to sign must contain {accessSecret}');
	}
}

/** The text that is hashed. */
export function fillIn(template: string, values: SignedValues): string {
	return template.replace(PLACEHOLDER, (text, name: string) =>
		isName(name) ? values[name] : text,
	);
}
