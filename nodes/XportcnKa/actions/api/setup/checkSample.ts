import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../shared/json';
import type { AmountUnit } from '../../../../shared/money';
import { entriesIn, objectsIn } from '../../listIn';
import { orderIdOf } from '../../order/orderFields';
import { checkOutOrderId, OUT_ORDER_ID } from './checkOutOrderId';
import { checkUnit, UNIT } from './checkUnit';
import { USED_UP } from './ruleWords';
import type { Probe, Session } from './session';
import { aboutCall } from './verdict';
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
	{ orderId, total }: Sample,
	details: Probe,
	logistics: Probe,
): Promise<SampleCheck> {
	if (orderId === undefined) return skipped(NO_SAMPLE);
	if (hasNoAnswer(details)) return skipped(whyNoAnswer(details));
	const order = orderIn(details, orderId);
	if (!order) {
		const verdict = aboutCall(session, 'order.get', {
			check: FIELDS,
			verdict: 'failed',
			whatToDo:
				"The order details do not show the sample order, so nothing more can be told. Check 'Sample Order ID'. If it is right, ask Xportcn's support for the path and the fields of the order details.",
		});
		return { unit: undefined, verdicts: [verdict] };
	}
	const { unit, verdict } = checkUnit(session, order, total);
	return {
		unit,
		verdicts: [
			checkFields(session, order),
			checkLogistics(session, logistics),
			await checkOutOrderId(session, order),
			verdict,
		],
	};
}

const FIELDS = 'Order details: fields for limits and Verify Unknown';
const LOGISTICS = 'Order logistics: parcels';

const NO_SAMPLE =
	"Fill in 'Sample Order ID' with the number of one of your orders, then run this again.";

const skipped = (whatToDo: string): SampleCheck => ({
	unit: undefined,
	verdicts: [FIELDS, OUT_ORDER_ID, UNIT].map((check) => ({
		...{ check, verdict: 'skipped', path: null, provenance: null, whatToDo },
	})),
});

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
	return aboutCall(session, 'order.get', {
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
	const say = (verdict: Verdict['verdict'], whatToDo: string) =>
		aboutCall(session, 'order.getLogistics', { check: LOGISTICS, verdict, whatToDo });
	if (hasNoAnswer(logistics)) return say('skipped', whyNoAnswer(logistics));
	const isReadable =
		logistics.kind === 'works' &&
		(logistics.data === null ||
			isObject(logistics.data) ||
			objectsIn(logistics.data) !== undefined);
	return isReadable
		? say('works', 'Nothing.')
		: say(
				'failed',
				"This node cannot read the parcels of the sample order. Ask Xportcn's support what the answer of the order logistics looks like.",
			);
}

/** Whether a call that the checks of the sample rest on gave nothing that they could look at. */
const hasNoAnswer = (probe: Probe): boolean => probe.kind === 'noAnswer' || probe.kind === 'usedUp';

const whyNoAnswer = (probe: Probe): string =>
	probe.kind === 'usedUp' ? USED_UP : 'There was no answer to look at. Run Check Setup again.';
