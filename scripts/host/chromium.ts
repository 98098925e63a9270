/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { ExpectedError } from './errors';

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

/** Out: where Chromium or Chrome is, or undefined. The variable CHROMIUM names another one. */
export function findChromium(): string | undefined {
	const configured = process.env.CHROMIUM;
	if (!configured) return USUAL_PLACES.find(existsSync);
	if (existsSync(configured)) return configured;
	throw new ExpectedError(`There is no ${configured}, which the variable CHROMIUM names.`);
}

/** Out: where Chromium or Chrome is. Throws ExpectedError when there is none. */
export async function ensureChromium(): Promise<string> {
	const found = findChromium();
	if (found) return found;
	throw new ExpectedError('No Chromium or Chrome found. Install one, or name it in CHROMIUM.');
}
