import { surroundings } from '../../../tools/e2e/surroundings';

/**
 * In: the settings of an experiment with their usual values. Out: the same with what was asked for
 * (`npm run e2e -- --only crash --set killAt=40`). Throws for a name or a kind of value it has not.
 */
export function settingsOf<T extends Record<string, number | boolean>>(usual: T): T {
	const { settings } = surroundings();
	const asked = Object.entries(settings).map(([name, text]) => {
		const value: unknown = /^(\d+|true|false)$/.test(text) ? JSON.parse(text) : text;
		if (typeof value === typeof usual[name]) return [name, value];
		throw new Error(`No setting ${name}=${text}. There are: ${JSON.stringify(usual)}`);
	});
	return { ...usual, ...(Object.fromEntries(asked) as Partial<T>) };
}
