import { node, xportcnNode } from '../../harness/workflows';
import { useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const THERMOS = '889512351602';

/** Opens a node that is as the editor has it right after it was added. */
async function openFresh(resource: string, operation: string): Promise<void> {
	await opened.editor.openWorkflow(
		await scene.n8n.saveWorkflow({
			name: 'Purchasing',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				xportcnNode(
					'Xportcn KA',
					{ resource, operation },
					{ position: [220, 0], credentials: { xportcnApi: scene.credential } },
				),
			],
			connections: { Start: { main: [[{ node: 'Xportcn KA', type: 'main', index: 0 }]] } },
		}),
	);
	await opened.editor.openNode('Xportcn KA');
}

describe('Order ID, From List', () => {
	/** Two orders; the second one is paid and under way. */
	function addOrders() {
		const [open] = scene.sandbox.orders.add(1, { totalAmount: 6_400, outOrderId: 'PO-1001' });
		const [paid] = scene.sandbox.orders.add(1, { totalAmount: 12_850, outOrderId: 'PO-1002' });
		scene.sandbox.orders.markPaid(paid.orderId);
		scene.sandbox.orders.ship(paid.orderId);
		return { open, paid };
	}

	it.each(['get', 'getLogistics'])('for %s', async (operation) => {
		const { editor } = opened;
		const { open, paid } = addOrders();
		await openFresh('order', operation);
		await editor.chooseMode('orderId', 'From list');
		await editor.openList('orderId');
		await editor.listEntry(open.orderId).waitFor();
		const entries = await editor.listEntries();
		expect(entries).toHaveLength(2);
		expect(entries).toContain(`${open.orderId} · PO-1001 · 64.00 CNY · Waiting for payment`);
		if (operation === 'get') await editor.picture('order-list');

		expect(await editor.searchList('PO-1002', paid.orderId)).toEqual([
			expect.stringContaining('128.50 CNY'),
		]);
		expect(await editor.searchList('waiting for payment', open.orderId)).toHaveLength(1);
		await editor.searchList('1002', paid.orderId);
		await editor.takeFromList(paid.orderId);
		await editor.executeStep();
		expect(await editor.shownOutput()).toContain(paid.orderId);
	});

	it('is refused by Pay, in plain words', async () => {
		const { editor } = opened;
		const { open } = addOrders();
		await openFresh('order', 'get');
		await editor.chooseMode('orderId', 'From list');
		await editor.openList('orderId');
		await editor.takeFromList(open.orderId);
		await editor.choose('operation', 'Pay');
		await editor.executeStep();
		expect(await editor.shownOutput()).toContain("'Order ID' was chosen for another operation");
		await editor.picture('pay-with-chosen-order');
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});
});

describe('Offer ID', () => {
	it('From List finds products by a word', async () => {
		const { editor } = opened;
		await openFresh('product', 'get');
		await editor.chooseMode('offerId', 'From list');
		await editor.openList('offerId');
		expect(await editor.searchList('thermos', THERMOS)).toEqual(
			expect.arrayContaining([expect.stringContaining(`(${THERMOS})`)]),
		);
		await editor.picture('product-list');
		await editor.takeFromList(THERMOS);
		await editor.executeStep();
		expect(await editor.shownOutput()).toContain(THERMOS);
	});

	it.each([
		['By URL', `https://detail.1688.com/offer/${THERMOS}.html?spm=a2637j`],
		['By ID', THERMOS],
	])('%s', async (mode, text) => {
		const { editor } = opened;
		await openFresh('product', 'get');
		await editor.chooseMode('offerId', mode);
		await editor.fillLocator('offerId', text);
		await editor.executeStep();
		expect(await editor.shownOutput()).toContain(THERMOS);
	});
});
