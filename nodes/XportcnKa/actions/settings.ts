import { isToolType, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../shared/json';
import { cnyToFen } from '../../shared/money';
import { hasExpression, isLeftEmpty, rawParameter, yesNo } from './parameters';

/** The settings that every operation has. */
export interface CommonSettings {
	/** Most requests in flight at once. */
	maxConcurrency: number;
	/** Longest wait for one answer, ms. */
	timeout: number;
}

export const TIMEOUT = { label: 'Timeout', default: 30_000, max: 600_000 } as const;
export const MAX_CONCURRENCY = { label: 'Max Concurrency', default: 16, max: 50 } as const;

/** A whole number among the options: its label in the form, its default and its upper bound. */
export interface NumberOption {
	label: string;
	default: number;
	max: number;
}

/** Reads the settings of a run. Everything it gives holds for all items; what does not is refused. */
export interface SettingsReader {
	/** Whether the node runs as the tool of an AI agent. */
	readonly isTool: boolean;
	/** A switch among the options. */
	yesNo(name: string, label: string, otherwise: boolean): boolean;
	/** A whole number of 1 or more among the options. */
	wholeNumber(name: string, option: NumberOption): number;
	/** A choice among the options. */
	choice<V extends string>(name: string, label: string, values: readonly V[], otherwise: V): V;
	/** An amount in CNY that is a parameter of its own, in fen. Undefined when it is left empty. */
	amount(name: string, label: string): number | undefined;
	/** The exception for a setting that cannot be used. */
	unusable(message: string, whatToDo: string): NodeOperationError;
}

/** A parameter with its label in the form. */
type Labelled = Pick<INodeProperties, 'name' | 'displayName'>;

const OPTIONS: Labelled = { name: 'options', displayName: 'Options' };

/**
 * Reads settings from every item that could have its own, and makes sure that all say the same. What
 * `read` reads and does not give back may differ, but has to be readable for every item.
 * @param fixedInToolMode parameters besides Options that an AI model may not set
 * @param read reads them for one item
 * @throws NodeOperationError naming the setting that is unusable
 */
export function readSettings<S>(
	context: IExecuteFunctions,
	fixedInToolMode: readonly Labelled[],
	read: (reader: SettingsReader) => S,
): S {
	const isTool = isToolType(context.getNode().type);
	if (isTool) refuseExpressions(context, [OPTIONS, ...fixedInToolMode]);

	const names = new Set(['options']);
	const settings = read(readerFor(context, 0, isTool, names));
	const mayDiffer = [...names].some((name) => hasExpression(rawParameter(context, name)));
	if (!mayDiffer) return settings;
	const first = JSON.stringify(settings);
	for (let itemIndex = 1; itemIndex < context.getInputData().length; itemIndex++) {
		if (JSON.stringify(read(readerFor(context, itemIndex, isTool, names))) !== first) {
			throw settingError(
				context,
				`The options of item ${itemIndex} are not those of item 0`,
				"Options and 'Maximum per Run (CNY)' hold for a whole run. Give them the same values for all items.",
			);
		}
	}
	return settings;
}

/** In tool mode a model fills in expressions. What guards money is not for it to set. */
function refuseExpressions(context: IExecuteFunctions, parameters: readonly Labelled[]): void {
	for (const { name, displayName } of parameters) {
		if (!hasExpression(rawParameter(context, name))) continue;
		throw settingError(
			context,
			`'${displayName}' must be a fixed value when an AI agent uses this node`,
			'Type the value into the form. An expression, also one that the model fills in, is not taken here.',
		);
	}
}

const settingError = (context: IExecuteFunctions, message: string, description: string) =>
	new NodeOperationError(context.getNode(), message, { description });

/** @param names takes the name of every parameter that is read */
function readerFor(
	context: IExecuteFunctions,
	itemIndex: number,
	isTool: boolean,
	names: Set<string>,
): SettingsReader {
	const written = rawParameter(context, 'options');
	const value = context.getNodeParameter('options', itemIndex, {}) as unknown;
	if (written !== '' && !isObject(value)) {
		throw settingError(
			context,
			"'Options' must be an object",
			'Its expression gives something else.',
		);
	}
	const options = isObject(value) ? value : {};
	const isWritten = (name: string) =>
		typeof written === 'object' && written !== null && name in written;
	const unusable = (message: string, whatToDo: string) => settingError(context, message, whatToDo);
	/** What an option says; null where it comes to nothing, undefined where it was not added. */
	const given = (name: string): unknown =>
		isWritten(name) || name in options ? (options[name] ?? null) : undefined;
	const asText = (value: unknown) => JSON.stringify(value);

	return {
		isTool,
		unusable,
		yesNo(name, label, otherwise) {
			const setting = given(name);
			return setting === undefined ? otherwise : yesNo(setting, label, unusable, ' under Options');
		},
		wholeNumber(name, { label, default: otherwise, max }) {
			const setting = given(name);
			if (setting === undefined) return otherwise;
			const isWhole = typeof setting === 'number' && Number.isInteger(setting);
			if (isWhole && setting >= 1 && setting <= max) return setting;
			throw unusable(
				`'${label}' must be a whole number from 1 to ${max}`,
				`It is ${asText(setting)} now. Change it under Options, or remove the option: then it is ${otherwise}.`,
			);
		},
		choice(name, label, values, otherwise) {
			const setting = given(name);
			if (setting === undefined) return otherwise;
			const chosen = values.find((each) => each === setting);
			if (chosen !== undefined) return chosen;
			throw unusable(
				`'${label}' has a value that is not in its list`,
				`It is ${asText(setting)} now. Choose one under Options, or remove the option: then the default holds.`,
			);
		},
		amount(name, label) {
			names.add(name);
			const value = context.getNodeParameter(name, itemIndex, '') as unknown;
			if (isLeftEmpty(context, name, value)) return undefined;
			const fen = cnyToFen(value);
			if (fen !== undefined) return fen;
			throw unusable(
				`'${label}' ${asText(value ?? '')} is not an amount`,
				'Write it like 500 or 499.90, or leave it empty.',
			);
		},
	};
}

export const readCommonSettings = (reader: SettingsReader): CommonSettings => ({
	maxConcurrency: reader.wholeNumber('maxConcurrency', MAX_CONCURRENCY),
	timeout: reader.wholeNumber('timeout', TIMEOUT),
});
