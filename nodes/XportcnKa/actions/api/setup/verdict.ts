import type { IDataObject } from 'n8n-workflow';

import { failed, succeeded } from '../../../outcome/outcome';
import type { Result } from '../../../outcome/outcome';

/** One line of what Check Setup says. */
export interface Verdict {
	/** What was checked, in words. */
	check: string;
	verdict: 'works' | 'corrected' | 'skipped' | 'failed';
	path: string | null;
	/** How sure we are of the path. */
	provenance: string | null;
	/** A sentence or more. */
	whatToDo: string;
	/** Xportcn's own words, where it refused. */
	failedReason?: string | null;
	httpStatus?: number | null;
	requestId?: string | null;
}

/** The item of a verdict, as a line of a to-do list: what failed comes out of Failed. */
export function resultOf(line: Verdict): Result {
	const { check, verdict, whatToDo, failedReason, httpStatus, requestId, ...others } = line;
	const json = { check, verdict, whatToDo, ...others };
	return verdict === 'failed'
		? failed('rejected', 'CHECK_FAILED', whatToDo, {
				failedReason: failedReason ?? null,
				httpStatus: httpStatus ?? null,
				requestId: requestId ?? null,
				json: json as IDataObject,
			})
		: succeeded(json as IDataObject, requestId ?? null);
}
