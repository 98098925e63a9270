import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { join, mkdir } from '../../../tools/node';
import { isOver } from '../../harness/executions';
import { surroundings } from '../../../tools/e2e/surroundings';

const SIZE = { width: 1400, height: 850 };
/** How fast a machine is, is no reason to fail: these are for what never comes. */
const LOAD_DEADLINE_MS = 60_000;
const ACTION_DEADLINE_MS = 60_000;
/** What the editor shows after a click comes a moment later. */
const SETTLE_MS = 350;
/** It animates what it does; a picture in between is blurred. */
const STILL_MS = 1_000;
const RUN_CALL = /\/rest\/workflows\/[^/]+\/run(\?|$)/;

/** Without the flags for the background, Chromium asks for things on the internet at every start. */
const CHROMIUM_FLAGS = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** n8n's editor in a real browser, as a person at the canvas has it. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** Starts a browser that is logged in. */
	static async start(colorScheme: 'light' | 'dark' = 'light'): Promise<Editor> {
		const { n8nUrl, cookie, chromium: executablePath } = surroundings();
		const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
		const context = await browser.newContext({ viewport: SIZE, colorScheme, baseURL: n8nUrl });
		const [name, ...value] = cookie.split('=');
		await context.addCookies([{ name, value: value.join('='), url: n8nUrl }]);
		const page = await context.newPage();
		page.setDefaultTimeout(ACTION_DEADLINE_MS);
		// the editor asks for things on the internet it can do without
		await page.route(
			(url) => url.hostname !== '127.0.0.1',
			async (route) => await route.abort(),
		);
		return new Editor(browser, page);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** What the editor calls by this name in its own tests. */
	part(testId: string, root: Page | Locator = this.page): Locator {
		return root.locator(`[data-test-id="${testId}"]`);
	}

	/** Opens a saved workflow and waits until its nodes are there. */
	async openWorkflow(id: string): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			await this.page.goto(`/workflow/${id}`, { waitUntil: 'domcontentloaded' });
			const node = this.part('canvas-node').first();
			const shown = await node.waitFor({ timeout: LOAD_DEADLINE_MS }).then(
				() => true,
				() => false,
			);
			if (shown) break;
			// right after n8n's very first start the editor has been seen to stay empty
			if (attempt === 3) throw new Error(`The editor stays empty: ${this.page.url()}`);
		}
		await this.settle();
	}

	/** Opens the list of nodes behind the plus of the last node, and searches it. */
	async searchNodes(text: string): Promise<void> {
		if (!(await this.part('node-creator-search-bar').isVisible())) {
			await this.part('canvas-handle-plus').last().click();
		}
		await this.part('node-creator-search-bar').fill(text);
		await this.settle();
	}

	/** The entries that the list of nodes shows. */
	async foundNodes(): Promise<string[]> {
		return await this.part('item-iterator-item').allInnerTexts();
	}

	/** Takes a node from the list, then one of its actions; the node opens. */
	async addNode(name: string, action: string): Promise<void> {
		await this.part('item-iterator-item').filter({ hasText: name }).first().click();
		await this.part('item-iterator-item').filter({ hasText: action }).first().click();
		await this.part('node-parameters').waitFor();
		await this.settle();
	}

	/** Opens the list of tools for an AI Agent, and searches it. */
	async searchTools(agent: string, text: string): Promise<void> {
		const handle = this.page.locator(
			`[data-test-id="canvas-node-input-handle"][data-connection-type="ai_tool"][data-node-name="${agent}"]`,
		);
		await this.part('canvas-handle-plus', handle).click();
		await this.part('node-creator-search-bar').fill(text);
		await this.settle();
	}

	/** Takes a tool from the list; it opens. */
	async addTool(name: string): Promise<void> {
		await this.part('item-iterator-item').filter({ hasText: name }).first().click();
		await this.part('node-parameters').waitFor();
		await this.settle();
	}

	/** How many parameters of the open tool the model fills in. */
	async leftToModel(): Promise<number> {
		return await this.part('fromAI-override-field', this.part('node-parameters')).count();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.part('ndv').waitFor();
		await this.settle();
	}

	async closeNode(): Promise<void> {
		// a key would only leave the field that was last in use
		await this.part('ndv-close-button').or(this.part('back-to-canvas')).first().click();
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** The names of the parameters that the open node shows, in their order. */
	async shownParameters(): Promise<string[]> {
		const labels = await this.part('node-parameters')
			.locator('[data-test-id="input-label"]:visible')
			.allInnerTexts();
		return labels.map((label) => label.split('\n')[0].trim());
	}

	/** The notices that the open node shows. */
	async shownNotices(): Promise<string[]> {
		return await this.part('node-parameters').locator('.notice:visible').allInnerTexts();
	}

	/** The options that can be added to the open node. */
	async addableOptions(): Promise<string[]> {
		await this.part('collection-parameter-add').last().click();
		await this.openDropdown().first().waitFor();
		const names = await this.openDropdown().allInnerTexts();
		await this.page.keyboard.press('Escape');
		await this.settle();
		return names.map((name) => name.trim());
	}

	/** Types into a field of the open node. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.part(`parameter-input-${parameter}`).locator('input').fill(text);
		await this.settle();
	}

	/** The fields that the open node's input panel offers. */
	async offeredFields(): Promise<string[]> {
		const fields = this.field();
		await fields.first().waitFor();
		return (await fields.allInnerTexts()).map((text) => text.split('\n')[0].trim());
	}

	/** Drags a field from the input panel of the open node into one of its parameters. */
	async dragField(name: string, parameter: string): Promise<void> {
		const field = this.field()
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.locator('[data-target="mappable"]')
			.first();
		await field.hover();
		await this.page.mouse.down();
		const target = (await this.part(`parameter-input-${parameter}`).boundingBox())!;
		const [x, y] = [target.x + target.width / 2, target.y + target.height / 2];
		await this.page.mouse.move(x - 20, y - 5, { steps: 10 });
		await this.page.mouse.move(x, y, { steps: 5 });
		await this.settle();
		await this.page.mouse.up();
		await this.settle();
	}

	private field(): Locator {
		return this.part('run-data-schema-item', this.part('ndv-input-panel'));
	}

	/** The expression in a field of the open node. */
	async expressionOf(parameter: string): Promise<string> {
		const text = await this.part('inline-expression-editor-input')
			.and(this.part(`parameter-input-${parameter}`).locator('*'))
			.first()
			.innerText();
		return text.trim();
	}

	/** Chooses the credential of the open node by its name. */
	async chooseCredential(name: string): Promise<void> {
		await this.part('node-credentials-select').click();
		await this.page
			.locator('[data-test-id^="node-credentials-select-item"]:visible')
			.filter({ hasText: name })
			.first()
			.click();
		await this.settle();
	}

	/** Chooses an entry of a dropdown by its name. */
	async choose(parameter: string, name: string): Promise<void> {
		await this.part(`parameter-input-${parameter}`).first().click();
		await this.openDropdown()
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.first()
			.click();
		await this.settle();
	}

	/**
	 * Chooses how a resource locator is filled in: "From list", "By ID". The editor offers a list only
	 * for a fixed value, and says so.
	 */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		await this.makeFixed(parameter);
		const locator = this.part(`resource-locator-${parameter}`);
		const modes = this.part('rlc-mode-selector', locator);
		if ((await modes.locator('input').inputValue()) === mode) return;
		await modes.click();
		await this.openDropdown()
			.filter({ has: this.page.getByText(mode, { exact: true }) })
			.first()
			.click();
		await this.settle();
	}

	/** Changes a parameter from an expression to a fixed value. */
	private async makeFixed(parameter: string): Promise<void> {
		const field = this.part('parameter-item').filter({
			has: this.part(`resource-locator-${parameter}`),
		});
		await field.hover();
		await this.part('radio-button-fixed', field).click();
		await this.settle();
	}

	/** Types into a resource locator that takes a text. */
	async fillLocator(parameter: string, text: string): Promise<void> {
		const locator = this.part(`resource-locator-${parameter}`);
		await this.part('rlc-input-container', locator).locator('input').last().fill(text);
		await this.settle();
	}

	/** Opens the list of a resource locator. */
	async openList(parameter: string): Promise<void> {
		await this.part('rlc-input', this.part(`resource-locator-${parameter}`)).click();
		await this.part('rlc-search').locator('visible=true').waitFor();
		await this.settle();
	}

	/** Searches the open list of a resource locator. Out: its entries, once they are there. */
	async searchList(text: string, expected: string): Promise<string[]> {
		const search = this.part('rlc-search').locator('visible=true');
		await search.locator('input').or(search).last().fill(text);
		await this.listEntry(expected).first().waitFor();
		await this.settle();
		return await this.listEntries();
	}

	/** The entries of the open list. */
	async listEntries(): Promise<string[]> {
		const names = await this.part('rlc-item').locator('visible=true').allInnerTexts();
		return names.map((name) => name.trim());
	}

	/** An entry of the open list that has these words. */
	listEntry(words: string): Locator {
		return this.part('rlc-item').locator('visible=true').filter({ hasText: words });
	}

	/** Takes an entry of the open list. */
	async takeFromList(words: string): Promise<void> {
		await this.listEntry(words).first().click();
		await this.settle();
	}

	/** Runs the open node, and what has to run before it. Waits until the editor shows that it ended. */
	async executeStep(): Promise<void> {
		await this.closeMessages();
		await this.untilOver(async () => await this.part('node-execute-button').click());
	}

	private openDropdown(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	/** Runs the workflow from the canvas and waits until the editor shows that it ended. */
	async execute(): Promise<void> {
		await this.untilOver(async () => await this.part('execute-workflow-button').first().click());
	}

	/**
	 * Starts a run and waits for its end. The message in the corner is no sign of it: on a busy machine
	 * it is gone before it is seen.
	 */
	private async untilOver(start: () => Promise<void>): Promise<void> {
		const started = this.page.waitForResponse(RUN_CALL);
		await start();
		const { data } = (await (await started).json()) as { data: { executionId: string } };
		const path = `/rest/executions/${data.executionId}`;
		for (;;) {
			const answer = await this.page.request.get(path);
			const execution = (await answer.json()) as { data: { status: string } };
			if (isOver(execution.data.status)) break;
			await this.settle();
		}
		await this.part('stop-execution-button').waitFor({ state: 'hidden' });
		await this.settle();
	}

	/** Shows the address of the open trigger's webhook, as it is once the workflow is active. */
	async showProductionUrl(): Promise<void> {
		if (!(await this.page.getByText('Test URL', { exact: true }).isVisible())) {
			await this.page.getByText('Webhook URLs', { exact: true }).click();
		}
		await this.page.getByText('Production URL', { exact: true }).click();
		await this.settle();
	}

	/** Shows one of the outputs of the open node. */
	async showOutput(name: string): Promise<void> {
		await this.part('branches').getByText(name).click();
		await this.settle();
	}

	/** Shows the items of the open node's output as a table, a list of fields, or JSON. */
	async showOutputAs(view: 'table' | 'schema' | 'json'): Promise<void> {
		const panel = this.part('output-panel');
		await panel.hover();
		await this.part(`radio-button-${view}`, panel).click();
		await this.settle();
	}

	/** Gives the output panel of the open node as much room as it can have. */
	async widenOutput(): Promise<void> {
		const handle = (await this.part('panel-drag-button').boundingBox())!;
		const y = handle.y + handle.height / 2;
		await this.page.mouse.move(handle.x + handle.width / 2, y);
		await this.page.mouse.down();
		await this.page.mouse.move(0, y, { steps: 10 });
		await this.page.mouse.up();
		await this.settle();
	}

	/** The heads of the table in the output panel. */
	async outputColumns(): Promise<string[]> {
		const heads = await this.part('output-panel').locator('th').allInnerTexts();
		return heads.map((head) => head.trim()).filter(Boolean);
	}

	/** What the open node's output panel says. */
	async shownOutput(): Promise<string> {
		return await this.part('output-panel').innerText();
	}

	/** Closes the messages in the corner, and fits the workflow into the window. */
	async tidyUp(): Promise<void> {
		await this.closeMessages();
		await this.part('zoom-to-fit').click();
	}

	/** Closes the messages in the corner. */
	async closeMessages(): Promise<void> {
		const closeButtons = this.page.locator('.el-notification__closeBtn');
		while ((await closeButtons.count()) > 0) {
			// some go by themselves, and then there is nothing left to click
			await closeButtons
				.first()
				.click({ timeout: 2_000 })
				.catch(() => undefined);
			await this.page.waitForTimeout(300);
		}
	}

	/** Takes a picture of what is to be seen now, in a window that is large enough for it. */
	async picture(name: string, size: Partial<typeof SIZE> = {}): Promise<void> {
		const { pictures } = surroundings();
		await mkdir(pictures, { recursive: true });
		const { width, height } = { ...SIZE, ...size };
		await this.page.setViewportSize({ width, height });
		await this.page.mouse.move(5, height / 2); // away from buttons and their tooltips
		await this.page.waitForTimeout(STILL_MS);
		await this.page.screenshot({ path: join(pictures, `${name}.png`) });
		await this.page.setViewportSize(SIZE);
	}

	/**
	 * Waits until nothing moves any more. The page itself counts the time, after what it is busy with: on
	 * a busy machine it waits for longer.
	 */
	async settle(): Promise<void> {
		await this.page.evaluate(`new Promise((done) => setTimeout(done, ${SETTLE_MS}))`);
	}
}
