import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/json';
import { cnyToFen } from '../../../shared/money';
import { parseOrderId, toNumericId } from '../../../shared/ids';
import type { Operation, ResultsByTask, Task } from '../operation';
import { entriesIn, objectsIn } from '../listIn';
import { orderIdOf } from '../order/orderFields';
import { textParameter, unusable } from '../parameters';
import { offerIdOf } from '../product/productFields';
import { checkPath } from './setup/checkPaths';
import type { Read } from './setup/checkPaths';
import { checkRule } from './setup/checkRule';
import { checkSample } from './setup/checkSample';
import type { Sample } from './setup/checkSample';
import { newRequestBudget, openSession } from './setup/session';
import type { Probe, Session } from './setup/session';
import { summaryOf } from './setup/summary';
import { resultOf } from './setup/verdict';
import type { Verdict } from './setup/verdict';

interface SetupTask extends Task {
	sample: Sample;
}

/**
 * Check Setup: finds out, with reads only, what of our guesses about Xportcn is right for this account,
 * and ends with what to paste into the credential.
 */
export const checkSetup: Operation<SetupTask> = {
	properties: [
		{
			displayName: 'Sample Order ID',
			name: 'sampleOrderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3300504350583134260',
			description:
				'The number of one of your orders, best one that was created with an Out Order ID. It is only read.',
		},
		{
			displayName: 'Sample Order Total (CNY)',
			name: 'sampleOrderTotal',
			type: 'string',
			default: '',
			placeholder: 'e.g. 64.00',
			description: "What Xportcn's console shows as the amount of this order",
		},
	],

	prepare(context, itemIndex) {
		const orderId = textParameter(context, 'sampleOrderId', itemIndex);
		const total = textParameter(context, 'sampleOrderTotal', itemIndex);
		const sample: Sample = {
			orderId: orderId === '' ? undefined : parseOrderId(orderId),
			total: total === '' ? undefined : cnyToFen(total),
		};
		if (orderId !== '' && sample.orderId === undefined) {
			throw unusable(
				context,
				itemIndex,
				`'Sample Order ID' ${JSON.stringify(orderId)} is not an order number`,
				'Copy it from Xportcn, 19 digits, or leave it empty.',
			);
		}
		if (total !== '' && sample.total === undefined) {
			throw unusable(
				context,
				itemIndex,
				`'Sample Order Total (CNY)' ${JSON.stringify(total)} is not an amount`,
				'Write it like 64.00, or leave it empty.',
			);
		}
		return [{ key: JSON.stringify(sample), identity: {}, sample }];
	},

	async executeAll(tasks) {
		const budget = newRequestBudget();
		const results: ResultsByTask = new Map();
		for (const { task, context } of tasks) {
			const session = openSession(context.client, budget);
			results.set(task.key, (await checkAll(session, task.sample)).map(resultOf));
		}
		return results;
	},
};

/** All checks of one account with one order, and the summary. */
async function checkAll(session: Session, sample: Sample): Promise<Verdict[]> {
	const { verdicts, search, goesOn } = await checkRule(session);
	if (!goesOn) {
		return [...verdicts, summaryOf(session, verdicts, { unit: undefined, isWhole: false })];
	}
	const reads = await checkReads(session, sample, search);
	const checked = await checkSample(session, sample, reads.details, reads.logistics);
	const all = [...verdicts, ...reads.verdicts, ...checked.verdicts];
	return [...all, summaryOf(session, all, { unit: checked.unit, isWhole: true })];
}

/** Numbers from the vendor's own samples, for asking a path when nothing better is known. */
const SAMPLE_ORDER = '3300504350583134260';
const SAMPLE_OFFER = '889512351602';
const SAMPLE_CHAT = { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' };

/** Every read of the operation table, the search apart, which was the check of the credential. */
async function checkReads(
	session: Session,
	sample: Sample,
	search: Probe,
): Promise<{ verdicts: Verdict[]; details: Probe; logistics: Probe }> {
	const verdicts: Verdict[] = [];
	const check = async (read: Read): Promise<Probe> => {
		const { verdict, probe } = await checkPath(session, read);
		verdicts.push(verdict);
		return probe;
	};
	const list = await check({
		id: 'order.getMany',
		name: 'Order → Get Many',
		body: { pageNo: 1, pageSize: 1 },
	});
	const orderId = sample.orderId ?? firstNumber(list, orderIdOf) ?? SAMPLE_ORDER;
	const details = await check({ id: 'order.get', name: 'Order → Get', body: { orderId } });
	const logistics = await check({
		id: 'order.getLogistics',
		name: 'Order → Get Logistics',
		body: { orderId },
	});
	const offerId = toNumericId(firstNumber(search, offerIdOf) ?? SAMPLE_OFFER);
	await check({ id: 'product.get', name: 'Product → Get', body: { offerId, country: 'en' } });
	await check({
		id: 'product.searchByImage',
		name: 'Product → Search by Image',
		body: { imageAddress: firstImage(search), beginPage: 1, pageSize: 1 },
	});
	await check({ id: 'im.decryptOpenUid', name: 'IM → Decrypt Open UID', body: SAMPLE_CHAT });
	return { verdicts, details, logistics };
}

const firstNumber = (
	probe: Probe,
	idOf: (entry: IDataObject) => string | undefined,
): string | undefined =>
	probe.kind === 'works'
		? entriesIn(probe.data, idOf)
				.filter(isObject)
				.map(idOf)
				.find((id) => id !== undefined)
		: undefined;

const firstImage = (search: Probe): string => {
	const [product] = (search.kind === 'works' && objectsIn(search.data)) || [];
	return typeof product?.imageUrl === 'string' ? product.imageUrl : 'https://www.xportcn.com/';
};
