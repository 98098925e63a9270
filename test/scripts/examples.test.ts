import type { WorkflowContent } from '../../tools/n8n/instance';
import {
	demoCredential,
	forDemo,
	idOf,
	isOrderNode,
	readExamples,
	stopOf,
} from '../../tools/demo/examples';

const credential = demoCredential({
	baseUrl: 'http://127.0.0.1:1/api',
	keys: { userId: 'u', accessKey: 'a', accessSecret: 's' },
});

describe('examples in the demo', () => {
	it('get ids that n8n accepts and that are their own', async () => {
		const names = [...(await readExamples()).keys()];
		const ids = names.map(idOf);
		expect(names).toContain('pay-after-create');
		expect(ids).toContain('xportcnPayAfterCreate');
		expect(new Set(ids).size).toBe(ids.length);
		expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(36);
	});

	it('keep ids apart from file names with odd characters', () => {
		expect(idOf('a--b c')).toBe('xportcnABC');
	});

	it('get the demo credential on the nodes that sign, and are not active', async () => {
		for (const [name, example] of await readExamples()) {
			const workflow = forDemo(name, example, credential);
			expect(workflow).toMatchObject({ id: idOf(name), name: example.name, active: false });
			const signing = workflow.nodes.filter(
				(node) => isOrderNode(node) || node.type.endsWith('xportcnKaTool'),
			);
			expect(signing.length).toBeGreaterThan(0);
			for (const node of signing) {
				expect(node.credentials?.xportcnApi).toEqual({ id: credential.id, name: credential.name });
			}
		}
	});

	it('get an address that stays the same for their trigger', async () => {
		const example = (await readExamples()).get('paid-to-warehouse') as WorkflowContent;
		const { nodes } = forDemo('paid-to-warehouse', example, credential);
		const [trigger] = nodes.filter(({ type }) => type.endsWith('Trigger'));
		expect(trigger).toMatchObject({ webhookId: 'xportcnPaidToWarehouse' });
		expect(trigger.credentials).toBeUndefined();
	});

	it('end at a Stop and Error, which is told apart from any other error', async () => {
		const example = (await readExamples()).get('pay-after-create') as WorkflowContent;
		const endedAt = (lastNodeExecuted: string) => ({
			data: { resultData: { runData: {}, lastNodeExecuted } },
		});
		expect(stopOf(endedAt('Needs Attention'), example)).toBe('Needs Attention');
		expect(stopOf(endedAt('Pay'), example)).toBeUndefined();
		expect(stopOf(endedAt('no such node'), example)).toBeUndefined();
	});
});
