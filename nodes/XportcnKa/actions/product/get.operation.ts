import type { IDataObject } from 'n8n-workflow';

import { toNumericId } from '../../../shared/ids';
import { succeeded } from '../../outcome/outcome';
import { parseIdList } from '../idList';
import type { IdParameter } from '../idList';
import { isInvalid } from '../operation';
import type { Operation, Task } from '../operation';
import { filledIn, textParameter } from '../parameters';
import { readOne } from '../readOne';
import type { Subject } from '../readOne';
import { readParameter } from '../readParameter';
import { simplifyProperty } from '../simplify';
import { offerIdIn } from './offerId';
import {
	languageProperty,
	offerIdOf,
	offerLocator,
	productJson,
	simplifyProduct,
} from './productFields';

interface ProductTask extends Task {
	offerId: string;
	/** Fields of the request besides the product. */
	extra: IDataObject;
}

const OFFER_ID: IdParameter = {
	name: 'offerId',
	label: 'Offer ID',
	parse: offerIdIn,
	empty: ["'Offer ID' is empty", 'Drag the field that holds the product number here.'],
	example: 'Use the number of the product, for example 889512351602, or the address of its page.',
	keepAsText: 'Make the step that gives it keep product numbers as text.',
};

const PRODUCT: Subject = {
	idOf: offerIdOf,
	notFound:
		"Xportcn returned no details for this product. Check the Offer ID, and 'Endpoint Paths' in the credential.",
	anotherOne:
		"The answer was about another product than this one. Check 'Endpoint Paths' in the credential.",
};

/** Get: each product with what Xportcn tells about it, its variants among them. */
export const get: Operation<ProductTask> = {
	endpoint: 'product.get',
	simplify: simplifyProduct,
	properties: [offerLocator, languageProperty, simplifyProperty],

	prepare(context, itemIndex) {
		const extra = filledIn({ country: textParameter(context, 'country', itemIndex) });
		const value = readParameter(context, 'offerId', itemIndex);
		return parseIdList(context, itemIndex, OFFER_ID, value).map((task) =>
			isInvalid(task)
				? task
				: { ...task, key: JSON.stringify([task.key, extra]), offerId: task.key, extra },
		);
	},

	async execute({ client }, { offerId, extra }) {
		const request = { offerId: toNumericId(offerId), ...extra };
		const read = await readOne(client, client.endpoints['product.get'], request, offerId, PRODUCT);
		return [read.ok ? succeeded(productJson(read.entry), read.requestId) : read.failure];
	},
};
