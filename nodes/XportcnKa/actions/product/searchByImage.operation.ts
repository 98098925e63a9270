import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation, Task } from '../operation';
import { limitProperty, readLimit } from '../pages';
import { filledIn, textParameter, unusable } from '../parameters';
import { simplifyProperty } from '../simplify';
import { languageProperty, simplifyProduct } from './productFields';
import { listProducts } from './productList';
import { filtersProperty, readFilters, sortProperty } from './searchFilters';

interface ImageTask extends Task {
	/** The request without the page. */
	fields: IDataObject;
	limit: number;
}

/**
 * Search by Image: products that look like a picture. Path and fields are those of clients of the
 * platform outside of KA (inferred).
 */
export const searchByImage: Operation<ImageTask> = {
	endpoint: 'product.searchByImage',
	simplify: simplifyProduct,
	properties: [
		{
			displayName: 'Image From',
			name: 'imageFrom',
			type: 'options',
			options: [
				{ name: 'Address', value: 'address' },
				{ name: 'Binary Data', value: 'binaryData' },
			],
			default: 'address',
			description: 'Where the picture is',
		},
		{
			displayName: 'Image Address',
			name: 'imageAddress',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://cbu01.alicdn.com/img/ibank/example.jpg',
			description: 'Web address of the picture. Xportcn has to be able to open it.',
			displayOptions: { show: { imageFrom: ['address'] } },
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input field that holds the picture',
			displayOptions: { show: { imageFrom: ['binaryData'] } },
		},
		limitProperty,
		languageProperty,
		simplifyProperty,
		filtersProperty,
		sortProperty,
	],

	async prepare(context, itemIndex) {
		return [
			{
				key: `item ${itemIndex}`,
				identity: {},
				fields: {
					...(await readImage(context, itemIndex)),
					...filledIn({ country: textParameter(context, 'country', itemIndex) }),
					...readFilters(context, itemIndex),
				},
				limit: readLimit(context, itemIndex, 'Change it.'),
			},
		];
	},

	execute: async ({ client }, { fields, limit }) =>
		await listProducts(client, 'product.searchByImage', fields, limit),
};

async function readImage(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	if (textParameter(context, 'imageFrom', itemIndex) === 'binaryData') {
		const field = textParameter(context, 'binaryPropertyName', itemIndex);
		context.helpers.assertBinaryData(itemIndex, field);
		const picture = await context.helpers.getBinaryDataBuffer(itemIndex, field);
		return { imageBase64: picture.toString('base64') };
	}
	const imageAddress = textParameter(context, 'imageAddress', itemIndex);
	if (/^https?:\/\/\S+$/i.test(imageAddress)) return { imageAddress };
	throw unusable(
		context,
		itemIndex,
		`'Image Address' ${JSON.stringify(imageAddress)} is not a web address`,
		'It begins with http:// or https://.',
	);
}
