import type { IDataObject } from 'n8n-workflow';

import type { EndpointId } from '../../../../shared/endpoints';
import { failed, succeeded } from '../../../outcome/outcome';
import type { Result } from '../../../outcome/outcome';
import { provenanceOf } from './session';
import type { Probe, Session } from './session';

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

export const PASTE_PATHS = "Paste 'endpointPaths' of the summary into the credential.";

/** A verdict about a call, with its path and what the answer said. */
export function aboutCall(
	session: Session,
	id: EndpointId,
	verdict: Pick<Verdict, 'check' | 'verdict' | 'whatToDo'>,
	probe?: Probe,
): Verdict {
	const path = session.pathOf(id);
	const failure = probe && 'failure' in probe ? probe.failure : undefined;
	return {
		...verdict,
		path,
		provenance: provenanceOf(id, path),
		failedReason: failure?.failedReason,
		httpStatus: failure?.httpStatus,
		requestId: failure?.requestId,
	};
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
