import type { IDataObject } from 'n8n-workflow';

import { pay } from '../../../../../nodes/XportcnKa/actions/order/pay.operation';
import { readPaySettings } from '../../../../../nodes/XportcnKa/actions/order/paySettings';
import { readSettings } from '../../../../../nodes/XportcnKa/actions/settings';
import { executeContext } from '../../../../harness/executeContext';
import type { ContextSetup } from '../../../../harness/executeContext';

const settingsOf = (parameters: IDataObject, setup: ContextSetup = {}) =>
	readSettings(
		executeContext({ resource: 'order', operation: 'pay', ...parameters }, setup),
		pay.properties.filter(({ name }) => pay.fixedInToolMode?.includes(name)),
		readPaySettings,
	);

it('A run has careful defaults', () => {
	expect(settingsOf({})).toEqual({
		batchSize: 10,
		maxConcurrency: 16,
		verifyUnknown: true,
		verifyWait: 5000,
		skipIfPaid: false,
		confirmPayment: false,
		confirmWait: 60_000,
		dryRun: false,
		alreadyPaidSucceeds: false,
		maximumPerRun: undefined,
	});
});

it('Every option is read from where the form puts it', () => {
	const options = {
		batchSize: 3,
		maxConcurrency: 2,
		verifyUnknown: false,
		verifyWait: 1000,
		skipIfPaid: true,
		confirmPayment: true,
		confirmWait: 2000,
		dryRun: true,
	};
	expect(settingsOf({ maximumPerRun: '20', options })).toEqual({
		...options,
		alreadyPaidSucceeds: false,
		maximumPerRun: 2000,
	});
});

it.each([
	['succeeded', false, true],
	['failed', false, false],
	// a dry run sends everything to Failed
	['succeeded', true, false],
])('Already Paid Output %s, dry run %s: on Succeeded %s', (alreadyPaidOutput, dryRun, isOn) => {
	expect(settingsOf({ options: { alreadyPaidOutput, dryRun } }).alreadyPaidSucceeds).toBe(isOn);
});

const SWITCHES = [
	['skipIfPaid', 'Skip if Paid'],
	['confirmPayment', 'Confirm Payment'],
	['dryRun', 'Dry Run'],
	['verifyUnknown', 'Verify Unknown'],
] as const;

describe.each(SWITCHES)('%s', (name, label) => {
	it.each(['true', 'yes', 1, '', null, '={{ $json.nope }}', '={{ "true" }}'])(
		'that is %j is an error before anything is sent',
		(written) => {
			expect(() => settingsOf({ options: { [name]: written } })).toThrow(
				`'${label}' must be true or false`,
			);
		},
	);

	it('has to be the same for all items', () => {
		const input = [{ is: true }, { is: true }, { is: false }];
		expect(() => settingsOf({ options: { [name]: '={{ $json.is }}' } }, { input })).toThrow(
			'The options of item 2 are not those of item 0',
		);
	});
});

const AMOUNTS = [
	['maximumPerOrder', 'Maximum per Order (CNY)'],
	['maximumPerRun', 'Maximum per Run (CNY)'],
	['priceTolerance', 'Price Tolerance (CNY)'],
] as const;

describe.each(AMOUNTS)('%s', (name, label) => {
	it.each(['abc', '-1', '1.234', ' ', '={{ $json.nope }}', '={{ "" }}', '={{ null }}'])(
		'that is %j is an error before anything is sent',
		(written) => {
			expect(() => settingsOf({ [name]: written })).toThrow(`'${label}'`);
		},
	);

	it('that is an error for any later item is an error for the run', () => {
		for (const max of [undefined, null, '', 'abc', -1]) {
			expect(() =>
				settingsOf({ [name]: '={{ $json.max }}' }, { input: [{ max: 5 }, { max: 5 }, { max }] }),
			).toThrow(`'${label}'`);
		}
	});
});

it('A limit per order and a tolerance may be each item’s own', () => {
	for (const name of ['maximumPerOrder', 'priceTolerance']) {
		expect(() =>
			settingsOf({ [name]: '={{ $json.max }}' }, { input: [{ max: 5 }, { max: 6 }] }),
		).not.toThrow();
	}
});

describe('As a tool', () => {
	const tool = { isTool: true };

	it.each(['', undefined])('it needs a limit per order: %j is none', (maximumPerOrder) => {
		expect(() => settingsOf({ maximumPerOrder }, tool)).toThrow(
			"Pay needs 'Maximum per Order (CNY)' when an AI agent uses it",
		);
	});

	it('a limit per order is enough', () => {
		expect(() => settingsOf({ maximumPerOrder: '500' }, tool)).not.toThrow();
	});

	it.each<[string, IDataObject]>([
		['Maximum per Order (CNY)', { maximumPerOrder: '={{ $fromAI("max") }}' }],
		['Maximum per Run (CNY)', { maximumPerOrder: '500', maximumPerRun: '={{ 5 }}' }],
		['Price Tolerance (CNY)', { maximumPerOrder: '500', priceTolerance: '={{ 5 }}' }],
		['Options', { maximumPerOrder: '500', options: { skipIfPaid: '={{ true }}' } }],
	])('%s must be a fixed value', (name, parameters) => {
		expect(() => settingsOf(parameters, tool)).toThrow(
			`'${name}' must be a fixed value when an AI agent uses this node`,
		);
	});
});
