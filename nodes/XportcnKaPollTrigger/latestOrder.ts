import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { Change, Sighting } from './changes';
import { ANY_CHANGE } from './events';
import type { WatchedEvent } from './events';

/**
 * The order that was created last, as if what it shows had just happened: for the editor's test.
 * @throws NodeOperationError when there is none
 */
export function latestOrder(
	node: INode,
	sightings: readonly Sighting[],
	watched: readonly WatchedEvent[],
): Change {
	if (sightings.length === 0) {
		throw new NodeOperationError(node, 'There is no order to show', {
			description:
				"The order list is empty. Create an order, or change 'Filters'. Once the workflow is published, the first change starts it.",
		});
	}
	const order = sightings.reduce((best, each) =>
		(each.createdAt ?? 0) > (best.createdAt ?? 0) ? each : best,
	);
	const { events } = order;
	const wanted = events.filter((event) => watched.includes(event));
	const changes = watched.includes(ANY_CHANGE) || wanted.length === 0 ? events : wanted;
	return { order, changes: [...changes] };
}
