import type { IDataObject } from 'n8n-workflow';

import { readCommonSettings, readSettings } from '../../../../nodes/XportcnKa/actions/settings';
import type { SettingsReader } from '../../../../nodes/XportcnKa/actions/settings';
import { executeContext } from '../../../harness/executeContext';
import type { ContextSetup } from '../../../harness/executeContext';

const PAY = { resource: 'order', operation: 'pay' };

/** Settings of every kind, of a node that pays. */
const readAll = (reader: SettingsReader) => ({
	...readCommonSettings(reader),
	skipIfPaid: reader.yesNo('skipIfPaid', 'Skip if Paid', false),
	verifyUnknown: reader.yesNo('verifyUnknown', 'Verify Unknown', true),
	batchSize: reader.wholeNumber('batchSize', { label: 'Batch Size', default: 10, max: 100 }),
	output: reader.choice(
		'alreadyPaidOutput',
		'Already Paid Output',
		['failed', 'succeeded'],
		'failed',
	),
	maximumPerRun: reader.amount('maximumPerRun', 'Maximum per Run (CNY)'),
});
const settingsOf = (parameters: IDataObject, setup: ContextSetup = {}, fixed: string[] = []) =>
	readSettings(
		executeContext({ ...PAY, ...parameters }, setup),
		fixed.map((name) => ({ name, displayName: name })),
		readAll,
	);
const options = (written: IDataObject, setup?: ContextSetup) =>
	settingsOf({ options: written }, setup);

const DEFAULTS = {
	maxConcurrency: 16,
	timeout: 30_000,
	skipIfPaid: false,
	verifyUnknown: true,
	batchSize: 10,
	output: 'failed',
	maximumPerRun: undefined,
};

describe('Settings', () => {
	it('have their defaults where nothing is set', () => {
		expect(settingsOf({})).toEqual(DEFAULTS);
		expect(options({})).toEqual(DEFAULTS);
		expect(settingsOf({ maximumPerRun: '' }).maximumPerRun).toBeUndefined();
	});

	it('are what is set, as a value or by expression', () => {
		const expected = {
			maxConcurrency: 3,
			timeout: 1000,
			skipIfPaid: true,
			verifyUnknown: false,
			batchSize: 5,
			output: 'succeeded',
			maximumPerRun: 49990,
		};
		expect(
			settingsOf({
				maximumPerRun: '499.90',
				options: {
					maxConcurrency: 3,
					timeout: 1000,
					skipIfPaid: true,
					verifyUnknown: false,
					batchSize: 5,
					alreadyPaidOutput: 'succeeded',
				},
			}),
		).toEqual(expected);
		expect(
			settingsOf(
				{
					maximumPerRun: '={{ $json.max }}',
					options: {
						maxConcurrency: '={{ 3 }}',
						timeout: '={{ 1000 }}',
						skipIfPaid: '={{ $json.skip }}',
						verifyUnknown: '={{ !$json.skip }}',
						batchSize: '={{ 2 + 3 }}',
						alreadyPaidOutput: '={{ "succeeded" }}',
					},
				},
				{ input: [{ max: 499.9, skip: true }] },
			),
		).toEqual(expected);
	});
});

/** Values that are no yes or no, as they are written, and what they come to. */
const NO_BOOLEANS: Array<[string, IDataObject[string]]> = [
	['the text "true"', 'true'],
	['the text "TRUE"', '={{ "TRUE" }}'],
	['the text "false"', 'false'],
	['the number 1', '={{ 1 }}'],
	['the number 0', 0],
	['an empty text', ''],
	['null', '={{ null }}'],
	['a field that is not there', '={{ $json.nope }}'],
	['an object', '={{ {} }}'],
	['a list', '={{ [true] }}'],
];

describe('A switch that guards money', () => {
	it.each(NO_BOOLEANS)('is an error, never "off", when it is %s', (_, written) => {
		for (const name of ['skipIfPaid', 'verifyUnknown']) {
			expect(() => options({ [name]: written })).toThrow(
				/'(Skip if Paid|Verify Unknown)' must be true or false/,
			);
		}
	});

	it('is an error when a later item gives nothing for it', () => {
		const input = [{ skip: true }, {}];
		expect(() => options({ skipIfPaid: '={{ $json.skip }}' }, { input })).toThrow(
			"'Skip if Paid' must be true or false",
		);
	});

	it('is an error when it is off for one item and on for another', () => {
		for (const input of [
			[{ skip: true }, { skip: false }],
			[{ skip: false }, { skip: false }, { skip: true }],
		]) {
			expect(() => options({ skipIfPaid: '={{ $json.skip }}' }, { input })).toThrow(
				/The options of item \d are not those of item 0/,
			);
		}
	});

	it('says what to do', () => {
		expect(() => options({ skipIfPaid: 'true' })).toThrow(
			expect.objectContaining({
				description:
					'It is "true" now. Switch it on or off under Options, or give it an expression that is true or false.',
			}),
		);
	});
});

describe('A number among the options', () => {
	it.each(['10', 0, -1, 1.5, 101, null, true, '', '={{ $json.nope }}', '={{ NaN }}', '={{ [5] }}'])(
		'is an error when it is %j',
		(written) => {
			expect(() => options({ batchSize: written })).toThrow(
				"'Batch Size' must be a whole number from 1 to 100",
			);
		},
	);
});

describe('A choice among the options', () => {
	it.each(['Succeeded', '', null, true, '={{ $json.nope }}', '={{ ["succeeded"] }}'])(
		'is an error when it is %j',
		(written) => {
			expect(() => options({ alreadyPaidOutput: written })).toThrow(
				"'Already Paid Output' has a value that is not in its list",
			);
		},
	);
});

describe('An amount that limits a run', () => {
	it.each([
		'={{ $json.nope }}',
		'={{ null }}',
		'={{ "" }}',
		'={{ [] }}',
		'={{ {} }}',
		'=',
		' ',
		'abc',
		'-5',
		'1,000',
		'1e3',
		'5.001',
		true,
		-1,
		[],
		{},
	])('is an error, never "no limit", when it is %j', (written) => {
		expect(() => settingsOf({ maximumPerRun: written })).toThrow(
			/'Maximum per Run \(CNY\)' .* is not an amount/,
		);
	});

	it('of 0 is a limit', () => {
		expect(settingsOf({ maximumPerRun: '0' }).maximumPerRun).toBe(0);
		expect(settingsOf({ maximumPerRun: 0 }).maximumPerRun).toBe(0);
	});

	it('has to be the same for all items, however each writes it', () => {
		const limit = { maximumPerRun: '={{ $json.max }}' };
		expect(() => settingsOf(limit, { input: [{ max: 5 }, { max: 6 }] })).toThrow(
			'The options of item 1 are not those of item 0',
		);
		expect(() => settingsOf(limit, { input: [{ max: 5 }, {}] })).toThrow('is not an amount');
		expect(settingsOf(limit, { input: [{ max: 5 }, { max: '5.00' }] }).maximumPerRun).toBe(500);
	});
});

describe('Options that are one expression', () => {
	const input = [{ some: { skipIfPaid: true }, none: {} }, { some: { skipIfPaid: true } }];
	const asOne = (expression: string, items: IDataObject[] = input) =>
		settingsOf({}, { asWritten: { options: expression }, input: items });

	it('are read', () => {
		expect(asOne('={{ $json.some }}').skipIfPaid).toBe(true);
	});

	it.each([
		'={{ $json.nope }}',
		'={{ null }}',
		'={{ "" }}',
		'={{ "{}" }}',
		'={{ [] }}',
		'={{ true }}',
	])('are an error when it gives no options: %s', (expression) => {
		expect(() => asOne(expression)).toThrow("'Options' must be an object");
	});

	it('are an error when an option in it comes to nothing', () => {
		expect(() => asOne('={{ { skipIfPaid: $json.nope } }}')).toThrow(
			"'Skip if Paid' must be true or false",
		);
		expect(() => asOne('={{ { skipIfPaid: "true" } }}')).toThrow(
			"'Skip if Paid' must be true or false",
		);
	});

	it('are an error when they are not those of another item', () => {
		expect(() => asOne('={{ $json.some ?? {} }}', [{ some: { skipIfPaid: true } }, {}])).toThrow(
			'The options of item 1 are not those of item 0',
		);
	});
});

describe('As a tool', () => {
	const tool = { isTool: true };

	it.each([
		['an option', { options: { skipIfPaid: '={{ $fromAI("skip") }}' } }],
		['an option that is always the same', { options: { batchSize: '={{ 5 }}' } }],
		['a parameter that must be fixed', { maximumPerOrder: '={{ $fromAI("max") }}' }],
		['a text with an expression in it', { maximumPerOrder: '=5{{ 0 }}' }],
	])('%s cannot be an expression', (_, parameters) => {
		expect(() => settingsOf(parameters, tool, ['maximumPerOrder'])).toThrow(
			/must be a fixed value when an AI agent uses this node/,
		);
		expect(() => settingsOf(parameters, {}, ['maximumPerOrder'])).not.toThrow(/fixed value/);
	});

	it('options cannot be one expression', () => {
		expect(() => settingsOf({}, { ...tool, asWritten: { options: '={{ {} }}' } })).toThrow(
			"'Options' must be a fixed value when an AI agent uses this node",
		);
	});

	it('fixed values are read as ever', () => {
		expect(settingsOf({ options: { skipIfPaid: true } }, tool).skipIfPaid).toBe(true);
		expect(() => settingsOf({ options: { skipIfPaid: 'true' } }, tool)).toThrow('true or false');
	});
});
