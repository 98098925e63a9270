import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { PLATFORM_CHOICES } from './platforms';

type Context = IHookFunctions | IWebhookFunctions;

/** What is wrong with the settings, and what to do about it: two sentences for people. */
export interface Problem {
	message: string;
	description: string;
}

/** Which messages start a run. */
export interface Filter {
	types: string[];
	platform: (typeof PLATFORM_CHOICES)[number];
}

/**
 * The filter of the form. An expression in it may give a single text, or nothing: who then took the
 * message for unwanted would acknowledge it, and it would be lost.
 */
export function readFilter(context: Context): Filter | Problem {
	const types = [context.getNodeParameter('events', [])].flat().filter(isText);
	if (types.length === 0) {
		return {
			message: "Nothing is chosen in 'Trigger On'",
			description: "Choose the messages that start this workflow, or 'Any Message'.",
		};
	}
	const given = context.getNodeParameter('platform', 'both');
	const platform = PLATFORM_CHOICES.find((choice) => choice === given);
	if (!platform) {
		return {
			message: "'Platform' is none of 1688, taobao and both",
			description: 'Choose one from the list, or correct the expression.',
		};
	}
	return { types, platform };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Whether repeats are dropped: unless it says exactly "off". A guard that cannot be read is on. */
export const dropsRepeats = (context: Context): boolean =>
	context.getNodeParameter('dropRepeats', true) !== false;

/** The secret that the URL must carry; '' if none is set. A fixed text: it takes no expression. */
export const readSecret = (context: Context): string =>
	String(context.getNodeParameter('secretInUrl', '', { rawExpressions: true }) ?? '');

/**
 * For the moment when the workflow is published, or when somebody begins to listen for a test event.
 * @throws NodeOperationError when a setting is not what it should be
 */
export function checkSettings(context: IHookFunctions): void {
	const problem = problemWith(context);
	if (!problem) return;
	const { message, description } = problem;
	throw new NodeOperationError(context.getNode(), message, { description });
}

function problemWith(context: IHookFunctions): Problem | undefined {
	const filter = readFilter(context);
	if ('message' in filter) return filter;

	if (typeof context.getNodeParameter('dropRepeats', true) !== 'boolean') {
		return {
			message: "'Drop Repeats' is neither on nor off",
			description: 'Its expression must give true or false, not a text and not nothing.',
		};
	}
	if (!/^[A-Za-z0-9]*$/.test(readSecret(context))) {
		return {
			message: "'Secret in URL' takes letters and digits only",
			description:
				'Use A to Z, a to z and 0 to 9. Other characters can change on their way in a URL, and then every message would be refused.',
		};
	}
	return undefined;
}
