import type { Locator } from 'playwright-core';

import type { Editor } from './editor';

/** More of them in a row than this nobody presses. */
const MOST_TABS = 12;

/** A person at the editor, whose work is counted. */
export class Person {
	clicks = 0;
	drags = 0;
	/** Keys pressed to go on to the next field. */
	tabs = 0;

	constructor(private readonly editor: Editor) {}

	async click(target: Locator): Promise<void> {
		await target.click();
		this.clicks++;
		await this.editor.settle();
	}

	/** Goes on to a field by the Tab key, or else clicks into it, and types. */
	async type(target: Locator, text: string): Promise<void> {
		if (!(await this.tabTo(target))) await this.click(target);
		await this.editor.page.keyboard.type(text);
		await this.editor.settle();
	}

	async drag(field: string, parameter: string): Promise<void> {
		await this.editor.dragField(field, parameter);
		this.drags++;
	}

	private async tabTo(target: Locator): Promise<boolean> {
		const isThere = async () =>
			await target.evaluate((element) => element === element.ownerDocument.activeElement);
		const isInField = await this.editor.page.evaluate(
			"['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName)",
		);
		if (!isInField) return false;
		for (let pressed = 0; pressed <= MOST_TABS; pressed++) {
			if (await isThere()) return true;
			await this.editor.page.keyboard.press('Tab');
			this.tabs++;
		}
		return false;
	}
}
