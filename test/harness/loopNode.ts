import { deepCopy, NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPairedItemData,
	ISourceData,
} from 'n8n-workflow';

/** What the loop remembers between its runs in one execution. */
interface Progress {
	left?: INodeExecutionData[];
	processed: INodeExecutionData[];
	cameFrom: ISourceData;
}

/**
 * A stand-in for n8n's Loop Over Items (version 3): the outputs Done and Loop, its state in the node
 * context, links of items as there.
 */
// eslint-disable-next-line @n8n/community-nodes/node-usable-as-tool -- the node this stands for is none
export class LoopStub implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Loop Over Items',
		name: 'splitInBatches',
		group: ['organization'],
		version: 3,
		description: 'Loops over items in batches',
		defaults: { name: 'Loop Over Items' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['done', 'loop'],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	};

	async execute(this: IExecuteFunctions) {
		const items = this.getInputData();
		const batchSize = this.getNodeParameter('batchSize', 0) as number;
		const progress = this.getContext('node') as unknown as Progress;
		const isFirst = progress.left === undefined;
		if (isFirst) {
			progress.cameFrom = deepCopy(this.getInputSourceData());
			progress.processed = [];
		} else {
			const sourceOverwrite = this.getInputSourceData();
			progress.processed = [
				...progress.processed,
				...items.map((item, index) => ({ ...item, pairedItem: { sourceOverwrite, item: index } })),
			];
		}
		const left = progress.left ?? [...items];
		const batch = left.splice(0, batchSize);
		progress.left = left;
		if (!isFirst) for (const item of batch) item.pairedItem = linkOutOf(progress.cameFrom, item);
		return batch.length === 0 ? [progress.processed, []] : [[], batch];
	}
}

function linkOutOf(
	sourceOverwrite: ISourceData,
	{ pairedItem = 0 }: INodeExecutionData,
): IPairedItemData | IPairedItemData[] {
	const link = (paired: IPairedItemData | number): IPairedItemData => ({
		...(typeof paired === 'number' ? { item: paired } : paired),
		sourceOverwrite,
	});
	return Array.isArray(pairedItem) ? pairedItem.map(link) : link(pairedItem);
}
