import type { Operation } from '../endpoints';
import type { AnswerFault } from './answerFaults';
import type { CreateFault } from './createFaults';
import type { PageFault } from './pageFaults';
import type { PayFault } from './payFaults';
import type { PreviewFault } from './previewFaults';
import type { WireFault } from './wireFaults';

/** What goes wrong. The ledger and the orders tell the truth all the same. */
export type FaultBehaviour =
	WireFault | AnswerFault | PayFault | CreateFault | PreviewFault | PageFault;

/** Which requests a fault may strike. */
export interface FaultScope {
	/** Default 'any'. */
	on?: Operation | 'any';
	/** How many requests it strikes; 0 = all from then on. Default 1. */
	times?: number;
	/** How many matching requests pass first, those that another fault strikes included. */
	skip?: number;
	/** Only requests that name this order. */
	orderId?: string;
}

export type Fault = FaultScope & FaultBehaviour;
export type FaultKind = FaultBehaviour['kind'];
