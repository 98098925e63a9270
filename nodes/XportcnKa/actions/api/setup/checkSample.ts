import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isObject } from '../../../../shared/json';
import { amountInFen, fenToCny } from '../../../../shared/money';
import type { AmountUnit } from '../../../../shared/money';
import { entriesIn, objectsIn } from '../../listIn';
import { orderIdOf } from '../../order/orderFields';
import { provenanceOf } from './session';
import type { Probe, Session } from './session';
import type { Verdict } from './verdict';

/** What the user knows of one order. */
export interface Sample {
	orderId: string | undefined;
	/** As Xportcn's console shows it, fen. */
	total: number | undefined;
}

/** What the details of the sample order show. */
export interface SampleCheck {
	verdicts: Verdict[];
	/** The unit of amounts, where it could be told. */
	unit: AmountUnit | undefined;
}

/** Whether details and list have what the guards and Verify Unknown rely on. */
export async function checkSample(
	session: Session,
	sample: Sample,
	details: Probe,
	logistics: Probe,
): Promise<SampleCheck> {
	const { orderId } = sample;
	if (orderId === undefined) {
		return {
			unit: undefined,
			verdicts: [FIELDS, OUT_ORDER_ID, UNIT].map((check) => ({
				check,
				verdict: 'skipped',
				path: null,
				provenance: null,
				whatToDo:
					"Fill in 'Sample Order ID' with the number of one of your orders, then run this again.",
			})),
		};
	}
	const order = orderIn(details, orderId);
	return order
		? {
				verdicts: [
					checkFields(session, order),
					checkLogistics(session, logistics),
					await checkOutOrderId(session, order),
					...checkUnit(session, order, sample).verdicts,
				],
				unit: checkUnit(session, order, sample).unit,
			}
		: {
				unit: undefined,
				verdicts: [
					about(session, 'order.get', {
						check: FIELDS,
						verdict: 'failed',
						whatToDo:
							"The order details do not show the sample order, so nothing more can be told. Check 'Sample Order ID'. If it is right, ask Xportcn's support for the path and the fields of the order details.",
					}),
				],
			};
}

const FIELDS = 'Order details: fields for limits and Verify Unknown';
const LOGISTICS = 'Order logistics: parcels';
const OUT_ORDER_ID = 'Order list: finds an order by Out Order ID';
const UNIT = 'Unit of amounts';

const about = (
	session: Session,
	id: 'order.get' | 'order.getMany' | 'order.getLogistics',
	verdict: Pick<Verdict, 'check' | 'verdict' | 'whatToDo'>,
): Verdict => {
	const path = session.pathOf(id);
	return { ...verdict, path, provenance: provenanceOf(id, path) };
};

function orderIn(details: Probe, orderId: string): IDataObject | undefined {
	if (details.kind !== 'works') return undefined;
	return entriesIn(details.data, orderIdOf)
		.filter(isObject)
		.find((order) => orderIdOf(order) === orderId);
}

function checkFields(session: Session, order: IDataObject): Verdict {
	const missing = [
		typeof order.orderStatus !== 'string' && 'orderStatus (text)',
		!Number.isInteger(order.payStatus) && 'payStatus (whole number)',
		typeof order.totalAmount !== 'number' && 'totalAmount (number)',
	].filter((name) => name !== false);
	return about(session, 'order.get', {
		check: FIELDS,
		...(missing.length === 0
			? { verdict: 'works', whatToDo: 'Nothing.' }
			: {
					verdict: 'failed',
					whatToDo: `The order details lack ${missing.join(', ')}. So Verify Unknown, Skip if Paid and every limit cannot tell whether an order is paid and what it costs: they will hold orders back or leave them unknown. Ask Xportcn's support for these fields.`,
				}),
	});
}

function checkLogistics(session: Session, logistics: Probe): Verdict {
	const isReadable =
		logistics.kind === 'works' &&
		(logistics.data === null ||
			isObject(logistics.data) ||
			objectsIn(logistics.data) !== undefined);
	return about(session, 'order.getLogistics', {
		check: LOGISTICS,
		...(isReadable
			? { verdict: 'works', whatToDo: 'Nothing.' }
			: {
					verdict: 'failed',
					whatToDo:
						"This node cannot read the parcels of the sample order. Ask Xportcn's support what the answer of the order logistics looks like.",
				}),
	});
}

async function checkOutOrderId(session: Session, order: IDataObject): Promise<Verdict> {
	const { outOrderId } = order;
	const cannot =
		"'If It Exists Already' and Verify Unknown of Create cannot find orders by your own number. Keep your own list of what was ordered.";
	if (isEmpty(outOrderId)) {
		const isKnown = 'outOrderId' in order;
		return about(session, 'order.getMany', {
			check: OUT_ORDER_ID,
			verdict: isKnown ? 'skipped' : 'failed',
			whatToDo: isKnown
				? 'The sample order has no Out Order ID. Take one that was created with it, then run this again.'
				: `The order details show no Out Order ID. ${cannot}`,
		});
	}
	const probe = await session.probe(session.pathOf('order.getMany'), {
		pageNo: 1,
		pageSize: 50,
		outOrderId,
	});
	const rows = probe.kind === 'works' ? objectsIn(probe.data) : undefined;
	const isFound = rows?.some((row) => orderIdOf(row) === orderIdOf(order)) === true;
	const isFiltered = rows?.every((row) => String(row.outOrderId) === String(outOrderId)) === true;
	return about(session, 'order.getMany', {
		check: OUT_ORDER_ID,
		...(isFound && isFiltered
			? { verdict: 'works', whatToDo: 'Nothing.' }
			: isFound && rows?.every((row) => 'outOrderId' in row)
				? {
						verdict: 'works',
						whatToDo:
							'Nothing. The list ignores the filter, so it is read to its end each time: slow with many orders.',
					}
				: {
						verdict: 'failed',
						whatToDo: `The order list does not find the sample order by its Out Order ID. ${cannot}`,
					}),
	});
}

function checkUnit(
	session: Session,
	{ totalAmount }: IDataObject,
	{ total }: Sample,
): { verdicts: Verdict[]; unit: AmountUnit | undefined } {
	const say = (verdict: Verdict['verdict'], whatToDo: string) => [
		about(session, 'order.get', { check: UNIT, verdict, whatToDo }),
	];
	if (total === undefined) {
		return {
			unit: undefined,
			verdicts: say(
				'skipped',
				"Fill in 'Sample Order Total (CNY)' with the amount that Xportcn's console shows for the sample order, then run this again.",
			),
		};
	}
	const unit = (['fen', 'yuan'] as const).find((each) => amountInFen(totalAmount, each) === total);
	if (unit === undefined) {
		return {
			unit,
			verdicts: say(
				'failed',
				`The order details say ${JSON.stringify(totalAmount ?? null)}, which is ${fenToCny(total)} CNY neither in fen nor in yuan. Check 'Sample Order Total (CNY)'. If it is right, ask Xportcn's support for the unit, and set no limits until it is known.`,
			),
		};
	}
	return unit === session.client.amountUnit
		? { unit, verdicts: say('works', 'Nothing.') }
		: {
				unit,
				verdicts: say('corrected', "Set 'Amount Unit' in the credential as the summary says."),
			};
}
