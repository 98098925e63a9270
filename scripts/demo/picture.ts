/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `tsx scripts/demo/picture.ts`: docs/images/workflow-after-run.png, the editor after the example
 * ran in it. The same demo as `npm start`, on free ports and in a folder of its own.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { ExpectedError } from '../host/errors';
import { majorOf } from '../host/versions';
import { projectRoot } from '../host/paths';
import { freePort } from '../host/ports';
import { step } from '../host/progress';
import { stopOnSignals } from '../host/signals';
import { Demo, DEMO_OWNER } from './demo';

const PICTURE = join(projectRoot, 'docs', 'images', 'workflow-after-run.png');
const SIZE = { width: 1400, height: 850 };
const NODE = '[data-test-id="canvas-node"]';
const RUN_DEADLINE_MS = 60_000;
const LOAD_DEADLINE_MS = 30_000;
/** The editor animates what it does; a picture in between is blurred. */
const SETTLE_MS = 1_000;

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function findChromium(): string {
	const configured = process.env.CHROMIUM;
	const found = configured ? [configured].find(existsSync) : USUAL_PLACES.find(existsSync);
	if (found) return found;
	throw new ExpectedError(
		configured
			? `There is no ${configured}, which the variable CHROMIUM names.`
			: 'No Chromium or Chrome found. Install one, or name it in the variable CHROMIUM.',
	);
}

/** Waits until the editor's run of a workflow is over. Throws ExpectedError when it failed. */
async function waitForRun(context: BrowserContext, baseUrl: string, workflowId: string) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const end = Date.now() + RUN_DEADLINE_MS;
	while (Date.now() < end) {
		const answer = await context.request.get(`${baseUrl}/rest/executions?filter=${filter}&limit=1`);
		const body = (await answer.json()) as { data?: { results?: Array<{ status: string }> } };
		const status = body.data?.results?.[0]?.status;
		if (status === 'success') return;
		if (status === 'error' || status === 'crashed') {
			throw new ExpectedError(`The run in the editor ended with the status "${status}".`);
		}
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new ExpectedError('The run in the editor did not end within a minute.');
}

/** Opens the workflow and waits until its nodes are there. */
async function openWorkflow(page: Page, address: string): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		await page.goto(address, { waitUntil: 'domcontentloaded' });
		const shown = await page
			.locator(NODE)
			.first()
			.waitFor({ timeout: LOAD_DEADLINE_MS })
			.then(() => true)
			.catch(() => false);
		if (shown) break;
		// Right after n8n's very first start the editor has been seen to stay empty.
		if (attempt === 3) throw new ExpectedError(`The editor stays empty: ${page.url()}`);
	}
	await page.waitForTimeout(SETTLE_MS);
}

/** Closes the messages in the corner, and fits the workflow into the window. */
async function tidyUp(page: Page): Promise<void> {
	const closeButtons = page.locator('.el-notification__closeBtn');
	while ((await closeButtons.count()) > 0) {
		await closeButtons.first().click();
		await page.waitForTimeout(300);
	}
	await page.locator('[data-test-id="zoom-to-fit"]').click();
	await page.mouse.move(5, SIZE.height / 2); // away from buttons and their tooltips
	await page.waitForTimeout(SETTLE_MS);
}

async function takePicture(demo: Demo, address: string, executablePath: string): Promise<void> {
	const { baseUrl } = demo.instance;
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const context = await browser.newContext({ viewport: SIZE });
		const login = await context.request.post(`${baseUrl}/rest/login`, {
			data: { emailOrLdapLoginId: DEMO_OWNER.email, password: DEMO_OWNER.password },
		});
		if (!login.ok()) throw new ExpectedError(`The login failed (HTTP ${login.status()}).`);
		const page = await context.newPage();
		// The editor asks for things on the internet it can do without.
		await page.route(
			(url) => url.hostname !== '127.0.0.1',
			async (route) => await route.abort(),
		);
		await openWorkflow(page, address);
		await page.locator('[data-test-id="execute-workflow-button"]').first().click();
		await waitForRun(context, baseUrl, demo.workflow.id);
		await page.waitForTimeout(SETTLE_MS);
		await tidyUp(page);
		await mkdir(dirname(PICTURE), { recursive: true });
		await page.screenshot({ path: PICTURE });
	} finally {
		await browser.close();
	}
}

const state: { demo?: Demo } = {};

async function main(): Promise<void> {
	const executablePath = findChromium();
	const demo = await Demo.prepare({
		headless: false,
		port: await freePort(),
		sandboxPort: await freePort(),
		data: join(projectRoot, '.n8n-demo', `picture-node${majorOf(process.versions.node)}`),
		fresh: true,
	});
	state.demo = demo;
	const address = await demo.openEditor();
	await step(
		'Taking the picture',
		async () => await takePicture(demo, address, executablePath),
		() => `Picture taken: ${relative(projectRoot, PICTURE)}`,
	);
	await demo.stop();
}

const unlessStopped = stopOnSignals(async () => await state.demo?.stop());

unlessStopped(main())
	.then(() => 0)
	.catch((error: unknown) => {
		console.error(error instanceof ExpectedError ? `\n${error.message}` : error);
		return 1;
	})
	.then((exitCode) => process.exit(exitCode))
	.catch(() => undefined);
