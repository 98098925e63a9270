import { existsSync, process } from '../node';
import { ensureDebianPackages } from './debian';
import { ExpectedError } from './errors';
import type { Step } from './progress';

/** The second has the characters of Chinese texts; without it they are boxes. */
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

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

const findChromium = () => USUAL_PLACES.find(existsSync);

/**
 * Makes sure that there is a Chromium or Chrome. The variable CHROMIUM names another one.
 * In: a step to report progress on. Out: where it is. Throws ExpectedError when there is none and
 * none can be installed.
 */
export async function ensureChromium(step: Step): Promise<string> {
	const configured = process.env.CHROMIUM;
	if (configured) {
		if (existsSync(configured)) return configured;
		throw new ExpectedError(`There is no ${configured}, which the variable CHROMIUM names.`);
	}
	await ensureDebianPackages(PACKAGES, () => findChromium() !== undefined, step);
	return findChromium()!;
}
