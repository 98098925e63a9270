import type { Locator } from 'playwright-core';

import type { Editor } from './editor';

const PASSED = 'Connection tested successfully';
const FAILED = /Couldn.t connect with these settings/;
const TEST_CALL = /\/rest\/credentials\/test$/;

/** The editor's dialog for a credential. Saving it tests it. */
export class CredentialDialog {
	private constructor(
		private readonly editor: Editor,
		private readonly dialog: Locator,
	) {}

	/** Opens it for a new credential of the open node. */
	static async forNew(editor: Editor): Promise<CredentialDialog> {
		await editor.part('node-credentials-select').click();
		await editor.part('node-credentials-select-item-new').click();
		const dialog = editor.part('editCredential-modal');
		await dialog.waitFor();
		return new CredentialDialog(editor, dialog);
	}

	async fill(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.editor.part(`parameter-input-${name}`, this.dialog).locator('input').fill(value);
		}
		await this.editor.settle(); // the button that saves comes a moment later
	}

	/** Scrolls to a field. */
	async show(name: string): Promise<void> {
		await this.editor.part(`parameter-input-${name}`, this.dialog).scrollIntoViewIfNeeded();
		await this.editor.settle();
	}

	/** Out: what the test says, after saving or, when there is nothing to save, trying again. */
	async test(): Promise<string> {
		const answered = this.editor.page.waitForResponse(TEST_CALL);
		const save = this.dialog.getByRole('button', { name: 'Save', exact: true });
		if (await save.isVisible()) await save.click();
		else await this.dialog.getByTitle('Retry credential test').locator('visible=true').click();
		await answered;
		await this.editor.settle();
		// newer editors close the dialog once the test has passed
		if (!(await this.dialog.isVisible())) await this.reopen();

		if (await this.dialog.getByText(PASSED).isVisible()) return PASSED;
		await this.dialog.getByText(FAILED).waitFor();
		const more = this.dialog.getByText('More details').locator('visible=true');
		if (await more.isVisible()) await more.click();
		await this.editor.settle();
		return await this.editor.part('node-credentials-config-container', this.dialog).innerText();
	}

	/** Opens the credential that was saved; the editor tests it once more. */
	private async reopen(): Promise<void> {
		const answered = this.editor.page.waitForResponse(TEST_CALL);
		await this.editor.part('credential-edit-button').click();
		await this.dialog.waitFor();
		await answered;
		await this.editor.settle();
	}
}
