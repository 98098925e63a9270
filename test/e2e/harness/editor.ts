/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { surroundings } from './surroundings';

const SIZE = { width: 1400, height: 850 };
/** How fast a machine is, is no reason to fail: these are for what never comes. */
const LOAD_DEADLINE_MS = 60_000;
const ACTION_DEADLINE_MS = 60_000;
/** What the editor shows after a click comes a moment later. */
const SETTLE_MS = 350;
/** It animates what it does; a picture in between is blurred. */
const STILL_MS = 1_000;

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

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.part('ndv').waitFor();
		await this.settle();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
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

	/** Chooses an entry of a dropdown by its name. */
	async choose(parameter: string, name: string): Promise<void> {
		await this.part(`parameter-input-${parameter}`).first().click();
		await this.openDropdown()
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.first()
			.click();
		await this.settle();
	}

	/** Chooses how a resource locator is filled in: "From List", "By ID". */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		await this.part('rlc-mode-selector', this.part(`resource-locator-${parameter}`)).click();
		await this.openDropdown()
			.filter({ has: this.page.getByText(mode, { exact: true }) })
			.first()
			.click();
		await this.settle();
	}

	/** Types into a resource locator that takes a text. */
	async fillLocator(parameter: string, text: string): Promise<void> {
		const locator = this.part(`resource-locator-${parameter}`);
		await this.part('rlc-input', locator).locator('input').fill(text);
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
		const ended = this.page.getByText(/executed successfully|Problem in node/);
		await this.closeMessages();
		await this.part('node-execute-button').click();
		await ended.first().waitFor();
		await this.settle();
	}

	private openDropdown(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	/** Runs the workflow from the canvas and waits until the editor shows that it ended. */
	async execute(): Promise<void> {
		await this.part('execute-workflow-button').first().click();
		await this.page
			.getByText(/Workflow executed successfully|Problem in node/)
			.first()
			.waitFor();
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

	/** Takes a picture of what is to be seen now, in a window that is high enough for it. */
	async picture(name: string, height = SIZE.height): Promise<void> {
		const { pictures } = surroundings();
		await mkdir(pictures, { recursive: true });
		await this.page.setViewportSize({ ...SIZE, height });
		await this.page.mouse.move(5, height / 2); // away from buttons and their tooltips
		await this.page.waitForTimeout(STILL_MS);
		await this.page.screenshot({ path: join(pictures, `${name}.png`) });
		await this.page.setViewportSize(SIZE);
	}

	/** Waits until nothing moves any more. */
	async settle(): Promise<void> {
		await this.page.waitForTimeout(SETTLE_MS);
	}
}
