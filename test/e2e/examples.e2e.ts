import { demoCredential, forDemo, readExamples } from '../../scripts/demo/examples';
import type { WorkflowDraft } from './harness/n8n';
import { useScene } from './harness/scene';

const scene = useScene();

/** Types of nodes that start a workflow without anybody calling it. */
const STARTS = /\.(manualTrigger|scheduleTrigger)$/;

it('n8n takes every example, knows all its nodes, and runs it to its end', async () => {
	const known = await knownTypes();
	const examples = await readExamples();
	expect(examples.size).toBeGreaterThan(0);

	for (const [name, example] of examples) {
		scene.sandbox.reset();
		scene.sandbox.orders.add(3);
		const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
		const { nodes, connections } = forDemo(name, example, credential) as unknown as WorkflowDraft;
		expect(nodes.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);

		const start = nodes.find(({ type }) => STARTS.test(type));
		if (!start) {
			await scene.n8n.saveWorkflow({ name, nodes, connections });
			continue;
		}
		const { status } = await scene.n8n.run({ name, nodes, connections }, start.name);
		expect([name, status]).toEqual([name, 'success']);
		expect(scene.sandbox.ledger.entries.length).toBeGreaterThan(0);
	}
});

/** The node types n8n offers, by their full names. */
async function knownTypes(): Promise<Set<string>> {
	const { data } = await scene.n8n.http.get<Array<{ name: string }>>('/types/nodes.json');
	return new Set(data.map(({ name }) => name));
}
