import { MAX_CONCURRENCY } from '../settings';
import type { NumberOption, SettingsReader } from '../settings';

export const BATCH_SIZE: NumberOption = { label: 'Batch Size', default: 10, max: 100 };
export const VERIFY_WAIT: NumberOption = { label: 'Verify Wait', default: 5_000, max: 600_000 };
const CONFIRM_WAIT: NumberOption = { label: 'Confirm Wait', default: 60_000, max: 3_600_000 };

/** The settings of a run of Pay. Amounts in fen, waits in ms. */
export interface PaySettings {
	/** Orders per pay request. */
	batchSize: number;
	maxConcurrency: number;
	/** Whether what is unclear is settled by reading the order. */
	verifyUnknown: boolean;
	verifyWait: number;
	/** Whether orders are read before they are paid, and paid only if clearly unpaid. */
	skipIfPaid: boolean;
	/** Whether Succeeded means that the details show the order as paid. */
	confirmPayment: boolean;
	confirmWait: number;
	/** Whether everything is read and checked, and nothing is sent. */
	dryRun: boolean;
	/** Whether orders that had been paid before go to Succeeded. In a dry run nothing does. */
	alreadyPaidSucceeds: boolean;
	maximumPerRun: number | undefined;
}

/**
 * Reads the settings of a run of Pay.
 * @throws NodeOperationError naming the one that cannot be used
 */
export function readPaySettings(reader: SettingsReader): PaySettings {
	const maximumPerRun = reader.amount('maximumPerRun', 'Maximum per Run (CNY)');
	const maximumPerOrder = reader.amount('maximumPerOrder', 'Maximum per Order (CNY)');
	// only whether it can be read: its value is each item's own
	reader.amount('priceTolerance', 'Price Tolerance (CNY)');
	if (reader.isTool && maximumPerOrder === undefined) {
		throw reader.unusable(
			"Pay needs 'Maximum per Order (CNY)' when an AI agent uses it",
			'Type the most that one order may cost into the form of this tool.',
		);
	}
	const dryRun = reader.yesNo('dryRun', 'Dry Run', false);
	const alreadyPaidOutput = reader.choice(
		'alreadyPaidOutput',
		'Already Paid Output',
		['failed', 'succeeded'],
		'failed',
	);
	return {
		batchSize: reader.wholeNumber('batchSize', BATCH_SIZE),
		maxConcurrency: reader.wholeNumber('maxConcurrency', MAX_CONCURRENCY),
		verifyUnknown: reader.yesNo('verifyUnknown', 'Verify Unknown', true),
		verifyWait: reader.wholeNumber('verifyWait', VERIFY_WAIT),
		skipIfPaid: reader.yesNo('skipIfPaid', 'Skip if Paid', false),
		confirmPayment: reader.yesNo('confirmPayment', 'Confirm Payment', false),
		confirmWait: reader.wholeNumber('confirmWait', CONFIRM_WAIT),
		dryRun,
		alreadyPaidSucceeds: alreadyPaidOutput === 'succeeded' && !dryRun,
		maximumPerRun,
	};
}
