import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { dependsOnItem } from '../../../credentials/perItem';
import { createClient, CREDENTIAL_TYPE } from '../transport/client';
import type { ClientSettings, XportcnClient } from '../transport/client';

/** The account of one item: its client, or why its credential cannot be used. */
export type Account = { client: XportcnClient } | { error: Error };

/**
 * The account of every input item. A credential whose fields depend on the item is read for each of
 * them; any other is read once, for n8n takes it from its database every time.
 * @throws UserError for a credential that cannot be used for any of the items
 */
export async function openAccounts(
	context: IExecuteFunctions,
	settings: ClientSettings,
): Promise<(itemIndex: number) => Account> {
	const read = async (itemIndex: number) =>
		await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL_TYPE, itemIndex);
	const first = await read(0);
	if (!dependsOnItem(first)) {
		const account: Account = { client: createClient(context, first, settings) };
		return () => account;
	}

	const accounts = new Map<string, Account>();
	const ofItems: Account[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const credential = itemIndex === 0 ? first : await read(itemIndex);
		const key = JSON.stringify(credential);
		const account = accounts.get(key) ?? open(context, credential, settings);
		accounts.set(key, account);
		ofItems.push(account);
	}
	const unusable = ofItems.flatMap((account) => ('error' in account ? [account.error] : []));
	if (unusable.length > 0 && unusable.length === ofItems.length) throw unusable[0];
	return (itemIndex) => ofItems[itemIndex];
}

function open(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
	settings: ClientSettings,
): Account {
	try {
		return { client: createClient(context, credential, settings) };
	} catch (error) {
		return { error: error as Error };
	}
}
