import type { EndpointId } from '../../../../shared/endpoints';
import { OTHER_PATHS } from './guesses';
import { provenanceOf } from './session';
import type { Probe, Session } from './session';
import type { Verdict } from './verdict';

/** A read of the operation table, and what to ask it with. */
export interface Read {
	id: EndpointId;
	/** Its name in the form. */
	name: string;
	body: object;
}

/** Asks a read at its path, and at others when there is no such path. */
export async function checkPath(
	session: Session,
	{ id, name, body }: Read,
): Promise<{ verdict: Verdict; probe: Probe }> {
	const own = session.pathOf(id);
	let probe = await session.probe(own, body);
	let path = own;
	if (probe.kind === 'noPath') {
		for (const other of OTHER_PATHS[id] ?? []) {
			const tried = await session.probe(other, body);
			if (tried.kind === 'noPath') continue;
			if (tried.kind === 'works' || tried.kind === 'refused') {
				path = other;
				session.paths[id] = other;
			}
			probe = tried;
			break;
		}
	}
	const failure = 'failure' in probe ? probe.failure : undefined;
	return {
		probe,
		verdict: {
			check: `Path of ${name}`,
			path,
			provenance: provenanceOf(id, path),
			failedReason: failure?.failedReason,
			httpStatus: failure?.httpStatus,
			requestId: failure?.requestId,
			...judge(probe, path !== own, name),
		},
	};
}

function judge(
	probe: Probe,
	isOther: boolean,
	name: string,
): Pick<Verdict, 'verdict' | 'whatToDo'> {
	switch (probe.kind) {
		case 'works':
			return isOther
				? { verdict: 'corrected', whatToDo: PASTE }
				: { verdict: 'works', whatToDo: 'Nothing.' };
		case 'refused':
			if (probe.about) {
				return {
					verdict: 'failed',
					whatToDo: `Xportcn refused this call for the credential. ${probe.failure.errorMessage}`,
				};
			}
			return {
				verdict: isOther ? 'corrected' : 'works',
				whatToDo: `${isOther ? `${PASTE} ` : ''}The path answers. It refused this request, which had only an example in it. Xportcn's words are in 'failedReason'.`,
			};
		case 'noPath':
			return {
				verdict: 'failed',
				whatToDo: `There is no such path, and none of the others that are known here. Ask Xportcn's support for the path of '${name}', and write it into 'Endpoint Paths' in the credential.`,
			};
		case 'noAnswer':
			return {
				verdict: 'failed',
				whatToDo: `This could not be checked. ${probe.failure.errorMessage}`,
			};
		case 'usedUp':
			return {
				verdict: 'skipped',
				whatToDo:
					'The most requests of one check are used up. Paste the summary, then run it again.',
			};
	}
}

const PASTE = "Paste 'endpointPaths' of the summary into the credential.";
