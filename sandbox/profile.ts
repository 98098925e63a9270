import type { Operation } from './endpoints';
import { ENDPOINTS, OPERATIONS } from './endpoints';
import { SandboxInputError } from './errors';
import type { CreateShape } from './faults/createFaults';
import type { ListQuirks } from './faults/pageFaults';
import { checkTemplate, DOCUMENTED_STRING_TO_SIGN } from './stringToSign';
import type { TimestampUnit } from './signature';

/** Keys under which the array of getMany can be in `data`; bare = `data` is the array. */
export type ListEnvelope = 'data' | 'records' | 'list' | 'result' | 'bare';
export type AmountUnit = 'fen' | 'yuan';
/** flat = the fields of the push messages; tree1688 = 1688's buyerView (baseInfo, productItems, ...). */
export type OrderShape = 'flat' | 'tree1688';

/**
 * What the vendor's public pages leave open, decided: one Xportcn among those that could be. What is
 * also a setting (see Settings) begins with the profile's value.
 */
export interface Profile {
	readonly name: string;
	/** Below the base URL; all different. */
	readonly paths: Readonly<Record<Operation, string>>;
	readonly timestampUnit: TimestampUnit;
	/** `{accessKey}`, `{timestamp}`, `{nonceStr}`, `{accessSecret}`, `{userId}` and any text between. */
	readonly stringToSign: string;
	/** false: the keyword search takes any headers, so it proves nothing about a signature. */
	readonly searchChecksSignature: boolean;
	/** Of flat orders. 1688's tree is always in yuan, preview always in fen. */
	readonly amountUnit: Readonly<Record<'list' | 'details' | 'create', AmountUnit>>;
	readonly listShape: OrderShape;
	readonly detailsShape: OrderShape;
	/** Whether flat orders show `outOrderId`; 1688's tree does not have it. */
	readonly showsOutOrderId: boolean;
	/** Whether flat orders show `modifyTime`. Invented, after 1688's field; its tree always has it. */
	readonly showsModifyTime: boolean;
	readonly list: ListQuirks;
	readonly listEnvelope: ListEnvelope;
	readonly createAnswer: CreateShape;
	/** 0 = the funds account is debited when the payment is submitted; ms later; null = never. */
	readonly debitAfterMs: number | null;
	/** When details show a debited order as paid, ms after the debit; null = never. */
	readonly paidShownAfterMs: number | null;
	/** What a path that does not exist gets: HTTP 404 with an envelope or a web page, or code 404. */
	readonly wrongPath: 'envelope404' | 'html404' | 'code404';
}

/** What the sandbox is unless told otherwise: the documented, and the most likely of what is not. */
export const DEFAULT_PROFILE: Profile = {
	name: 'default',
	paths: ENDPOINTS,
	timestampUnit: 'any',
	stringToSign: DOCUMENTED_STRING_TO_SIGN,
	searchChecksSignature: true,
	amountUnit: { list: 'fen', details: 'fen', create: 'fen' },
	listShape: 'flat',
	detailsShape: 'flat',
	showsOutOrderId: true,
	showsModifyTime: false,
	list: {},
	listEnvelope: 'data',
	createAnswer: 'array',
	debitAfterMs: 0,
	paidShownAfterMs: 0,
	wrongPath: 'envelope404',
};

/** @throws SandboxInputError when a profile could not be played */
export function checkProfile({ paths, stringToSign }: Profile): void {
	checkTemplate(stringToSign);
	for (const operation of OPERATIONS) {
		// no patterns: what a router would read into `:` and `*` is no path
		if (!/^(\/[\w.-]+)+$/.test(paths[operation] ?? '')) {
			throw new SandboxInputError(400, `the profile has no usable path for ${operation}`);
		}
	}
	const used = OPERATIONS.map((operation) => paths[operation]);
	if (new Set(used).size < used.length) {
		throw new SandboxInputError(400, 'two operations of the profile have the same path');
	}
}
