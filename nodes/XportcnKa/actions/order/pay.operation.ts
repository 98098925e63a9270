import { fenToCny } from '../../../shared/money';
import type { Failed, Result } from '../../outcome/outcome';
import { concurrently } from '../concurrently';
import type { Operation } from '../operation';
import { notSent } from '../tasks';
import { batchesOf, oneAccountEach, OTHER_ACCOUNT } from './payBatches';
import type { BoundPayTask } from './payBatches';
import { payOptions, payProperties } from './payFields';
import { aboveRunMaximum, checkOrder, dryRun, needsRead } from './payGuards';
import type { Checked } from './payGuards';
import { openPayments, resultIn } from './payments';
import type { Payments } from './payments';
import { parsePayResponse } from './payResponse';
import type { PayVerdict } from './payResponse';
import { readPaySettings } from './paySettings';
import type { PaySettings } from './paySettings';
import { mergePayTasks, preparePayTasks } from './payTask';
import type { PayTask } from './payTask';
import type { RunBudget } from './runBudget';
import { confirmPayments, isOpen, verifyPayments } from './verifyPayments';
import type { OpenPayment } from './verifyPayments';

/** Pay: debits the funds account for orders, several per request. Sends each once in an execution. */
export const pay: Operation<PayTask, PaySettings> = {
	endpoint: 'order.pay',
	properties: payProperties,
	options: payOptions,
	fixedInToolMode: ['maximumPerOrder', 'maximumPerRun', 'priceTolerance'],
	readSettings: readPaySettings,
	prepare: preparePayTasks,
	merge: mergePayTasks,

	async executeAll(tasks, run) {
		if (tasks.length === 0) return new Map();
		const { settings } = tasks[0].context;
		let payments: Payments;
		try {
			payments = openPayments(run, settings);
		} catch (error) {
			return new Map(resultsFor(tasks, () => notSent('INVALID_SETTING', error)));
		}
		const { toSend, elsewhere } = oneAccountEach(tasks);
		await payAll(toSend, settings, payments);
		// a dry run sends nothing, so that there is nothing to settle
		if (!settings.dryRun) await settle(toSend, settings, payments);
		payments.sent.settle(({ task }) => resultIn(payments, task.key));
		return new Map([
			...resultsFor(toSend, ({ key }) => finished(key, payments, settings)),
			...resultsFor(elsewhere, () => OTHER_ACCOUNT),
		]);
	},
};

const resultsFor = (
	tasks: readonly BoundPayTask[],
	resultOf: (task: PayTask) => Result,
): Array<[string, Result[]]> => tasks.map(({ task }) => [task.key, [resultOf(task)]]);

/** Orders whose details are read first go in fewer batches at once, so that each is read just before. */
const GUARDED_BATCHES = 4;

/**
 * Pays all orders, batch by batch. With a guard on, the orders of a batch are read right before it is
 * sent, and 'Maximum per Run' is taken up in the order of the input.
 */
async function payAll(
	tasks: readonly BoundPayTask[],
	settings: PaySettings,
	payments: Payments,
): Promise<void> {
	const batches = batchesOf(tasks, settings);
	const isGuarded = tasks.some(({ task }) => needsRead(task, settings));
	const atOnce = isGuarded
		? Math.min(GUARDED_BATCHES, settings.maxConcurrency)
		: settings.maxConcurrency;
	let reserved: Promise<unknown> = Promise.resolve();

	await concurrently(batches, atOnce, async (batch) => {
		const before = reserved;
		const mine = admit(batch, settings, payments, before);
		reserved = mine.catch(() => {});
		try {
			await send(await mine, payments);
		} catch {
			// every order without a verdict is UNEXPECTED
		}
	});
}

/**
 * The orders of a batch that their guards let go. The others get their verdict here. What nothing guards
 * goes on as it is: `send` looks at whether it was sent before.
 */
async function admit(
	batch: readonly BoundPayTask[],
	settings: PaySettings,
	payments: Payments,
	previous: Promise<unknown>,
): Promise<readonly BoundPayTask[]> {
	if (batch.every(({ task }) => isUnguarded(task, settings))) return batch;

	const { budget, verdicts, amounts, readerOf } = payments;
	const fresh = batch.filter((bound) => !wasSentBefore(bound, payments));
	const checked = await Promise.all(
		fresh.map(async ({ task, context: { client } }): Promise<Checked> => {
			if (task.refusal) return { held: task.refusal };
			if (!needsRead(task, settings)) return { fen: undefined };
			const read = await readerOf(client)(task.orderId);
			return checkOrder(task, settings, read, client.amountUnit);
		}),
	);
	if (budget) await previous;

	const { maximumPerRun } = settings;
	return fresh.filter(({ task }, index) => {
		const held = heldBack(checked[index], budget, maximumPerRun, settings);
		if (held) {
			if (held.outcome === 'alreadyPaid') payments.sent.addPaid(fresh[index]);
			verdicts.set(task.key, { result: held, wasAccepted: false, saysPaidBefore: false });
			return false;
		}
		const { fen } = checked[index] as { fen: number | undefined };
		if (fen !== undefined) amounts.set(task.key, fen);
		return true;
	});
}

const isUnguarded = (task: PayTask, settings: PaySettings): boolean =>
	!task.refusal && !needsRead(task, settings);

/** Whether this execution has sent an order before. It gets its verdict here. */
function wasSentBefore(bound: BoundPayTask, { sent, verdicts }: Payments): boolean {
	const before = sent.find(bound);
	if (before) verdicts.set(bound.task.key, before);
	return before !== undefined;
}

/** Why an order is not sent, after all its own checks, the budget and a dry run. */
function heldBack(
	checked: Checked,
	budget: RunBudget | undefined,
	maximumPerRun: number | undefined,
	settings: PaySettings,
): Failed | undefined {
	if (checked.held) return checked.held;
	const { fen } = checked;
	if (budget && maximumPerRun !== undefined && fen !== undefined && !budget.reserve(fen))
		return aboveRunMaximum(fen, maximumPerRun);
	return settings.dryRun ? dryRun(checked) : undefined;
}

/** Sends orders with one request. */
async function send(admitted: readonly BoundPayTask[], payments: Payments): Promise<void> {
	const { budget, sent, verdicts, amounts } = payments;
	const release = ({ task: { key } }: BoundPayTask) => {
		const fen = amounts.get(key);
		if (fen !== undefined) budget?.release(fen);
	};
	const batch: BoundPayTask[] = [];
	for (const bound of admitted) {
		// another call of the same execution may have sent it meanwhile
		if (wasSentBefore(bound, payments)) release(bound);
		else batch.push(bound);
	}
	if (batch.length === 0) return;
	batch.forEach(sent.add);
	const { client } = batch[0].context;
	const orderIds = batch.map(({ task }) => task.orderId);
	const response = await client.send(client.endpoints['order.pay'], { orderIds });
	const parsed = parsePayResponse(response, orderIds);
	for (const bound of batch) {
		const verdict = parsed.get(bound.task.orderId);
		if (!verdict) continue;
		verdicts.set(bound.task.key, verdict);
		if (verdict.result.outcome === 'notSent') release(bound);
	}
}

/** Settles what the answers left open, and confirms what they accepted. */
async function settle(
	tasks: readonly BoundPayTask[],
	settings: PaySettings,
	payments: Payments,
): Promise<void> {
	const { verdicts } = payments;
	const { cancelSignal } = tasks[0].context.client;
	const paymentsThat = (isWanted: (verdict: PayVerdict) => boolean): OpenPayment[] => {
		const wanted: OpenPayment[] = [];
		for (const { task, context } of tasks) {
			const { key, orderId } = task;
			const verdict = verdicts.get(key);
			if (!verdict || !isWanted(verdict)) continue;
			const { client } = context;
			const read = payments.readerOf(client);
			wanted.push({ key, orderId, verdict, read, unit: client.amountUnit });
		}
		return wanted;
	};
	const isAccepted = ({ result }: PayVerdict) =>
		result.outcome === 'succeeded' ||
		(result.outcome === 'alreadyPaid' &&
			result.isOnSucceeded === undefined &&
			settings.alreadyPaidSucceeds);

	const settled = await Promise.all([
		verifyPayments(
			settings.verifyUnknown ? paymentsThat(isOpen) : [],
			settings.verifyWait,
			cancelSignal,
		),
		confirmPayments(
			settings.confirmPayment ? paymentsThat(isAccepted) : [],
			settings.confirmWait,
			cancelSignal,
		),
	]);
	for (const results of settled) {
		for (const [{ key, verdict }, result] of results) verdicts.set(key, { ...verdict, result });
	}
}

/** What the items of an order get: its result, with the amount that was read and on the output chosen. */
function finished(key: string, payments: Payments, { alreadyPaidSucceeds }: PaySettings): Result {
	const result = resultIn(payments, key);
	const fen = payments.amounts.get(key);
	const json =
		fen === undefined ? (result.json ?? {}) : { totalCny: fenToCny(fen), ...result.json };
	return result.outcome === 'alreadyPaid'
		? { ...result, json, isOnSucceeded: result.isOnSucceeded ?? alreadyPaidSucceeds }
		: { ...result, json };
}
