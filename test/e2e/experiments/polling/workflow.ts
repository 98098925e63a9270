import { startedBy } from '../../../harness/startedBy';

export const TRIGGER = 'Xportcn KA Poll Trigger';

/** n8n polls once a minute at most for each time that is set, so there are several. */
const SECONDS_BETWEEN = 3;
export const POLL_TIMES = {
	item: Array.from({ length: 60 / SECONDS_BETWEEN }, (_, i) => ({
		mode: 'custom',
		cronExpression: `${i * SECONDS_BETWEEN} * * * * *`,
	})),
};

/** A workflow that every event starts, polling every three seconds. */
export const pollWorkflow = (credential: { id: string; name: string }) =>
	startedBy('xportcnPollTrigger', {
		name: TRIGGER,
		type: 'n8n-nodes-xportcn.xportcnKaPollTrigger',
		typeVersion: 1,
		parameters: { pollTimes: POLL_TIMES, events: ['created', 'paid', 'shipped', 'cancelled'] },
		credentials: { xportcnApi: credential },
	});
