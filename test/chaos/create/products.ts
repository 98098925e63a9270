import type { IDataObject } from 'n8n-workflow';

import { quoteSellers } from '../../../sandbox/operations/quote';
import type { Quote } from '../../../sandbox/operations/quote';
import { OTHER_SELLERS_LINE, SAMPLE_ADDRESS, SAMPLE_LINE } from '../../harness/purchases';

/** Products of the sandbox's catalogue: two of one seller, and one each of two others. */
export const PRODUCTS: ReadonlyArray<{ offerId: string; specId?: string }> = [
	{ offerId: SAMPLE_LINE.offerId, specId: SAMPLE_LINE.specId },
	{ offerId: '745120993418', specId: '1f0c7b9a4de2486b8a35c06d7e91f204' },
	{ offerId: OTHER_SELLERS_LINE.offerId, specId: OTHER_SELLERS_LINE.specId },
	{ offerId: '655018274930' },
];

export interface Line {
	offerId: string;
	specId?: string;
	quantity: number;
}

/** What a vendor asks for such lines: one quote for each seller. */
export const quotesFor = (lines: readonly Line[]): Quote[] =>
	quoteSellers({
		flow: 'fenxiaonew',
		addressParam: SAMPLE_ADDRESS,
		cargoParamList: lines.map((line) => ({ ...line, offerId: Number(line.offerId) })),
	});

export const priceOf = ({ goodsFen, freightFen }: Quote): number => goodsFen + freightFen;

/** What a request of preview or create asks for, as far as a judge tells purchases apart by it. */
export const quantityIn = (body: unknown): number =>
	Number((body as { cargoParamList: IDataObject[] }).cargoParamList[0]?.quantity);
