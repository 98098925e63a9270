import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toNumericId } from '../../../shared/ids';
import { succeeded } from '../../outcome/outcome';
import { call } from '../call';
import type { Operation, Task } from '../operation';
import { filledIn, isExpression, textParameter, unusable } from '../parameters';

interface AddressTask extends Task {
	/** A bigint in it is written as a bare number with all its digits. */
	request: Record<string, unknown>;
}

/** The sister API's number of an address that is not there yet. */
const NEW_ADDRESS = 0;

/**
 * Create or Update: saves an address in the address book. Path and request are the sister API's; what
 * the answer holds is not known, so it is given under `data` as it came.
 */
export const upsert: Operation<AddressTask> = {
	endpoint: 'address.upsert',
	properties: [
		{
			displayName: 'Address ID',
			name: 'addressId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1024',
			description:
				'The number of the address to update, from Xportcn. Empty or 0 for a new address.',
		},
		{
			displayName: 'Full Name',
			name: 'receiverName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Li Ming',
			description: 'Who receives the goods',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 13567102355',
			description: 'Mobile or landline number of the receiver',
		},
		{
			displayName: 'Province',
			name: 'province',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 浙江省',
			description: 'Province, in Chinese characters',
		},
		{
			displayName: 'City',
			name: 'city',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 杭州市',
			description: 'City, in Chinese characters',
		},
		{
			displayName: 'District',
			name: 'district',
			type: 'string',
			default: '',
			placeholder: 'e.g. 余杭区',
			description: 'District or county, in Chinese characters',
		},
		{
			displayName: 'Street Address',
			name: 'streetAddress',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 文一西路 969 号 3 幢',
			description: 'Street, house and door, in Chinese characters',
		},
	],

	identify: identifyAddress,

	prepare(context, itemIndex) {
		const required = (name: string, label: string) => {
			const value = textParameter(context, name, itemIndex);
			if (value !== '') return value;
			throw unusable(
				context,
				itemIndex,
				`'${label}' is empty`,
				'Fill in the whole address, also to update one: whether Xportcn keeps what is left out is not known.',
			);
		};
		return [
			{
				key: `item ${itemIndex}`,
				identity: identifyAddress(context, itemIndex),
				request: {
					id: readAddressId(context, itemIndex),
					...filledIn({
						name: required('receiverName', 'Full Name'),
						province: required('province', 'Province'),
						city: required('city', 'City'),
						district: textParameter(context, 'district', itemIndex),
						address: required('streetAddress', 'Street Address'),
						phone: required('phone', 'Phone'),
					}),
				},
			},
		];
	},

	async execute({ client }, { request }) {
		const response = await call(client, client.endpoints['address.upsert'], request, {
			mayHave: 'The address may have been saved.',
			isSingle: true,
		});
		if (!response.ok) return [response.failure];
		const { data, requestId } = response;
		return [succeeded({ data: (data ?? null) as IDataObject }, requestId)];
	},
};

/** What the items about an address are recognised by. */
function identifyAddress(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const text = (name: string) => textParameter(context, name, itemIndex);
	return filledIn({ addressId: text('addressId'), receiverName: text('receiverName') });
}

/** The number of the address. One that was meant but is missing must not turn into a new address. */
function readAddressId(context: IExecuteFunctions, itemIndex: number): number | bigint {
	const text = textParameter(context, 'addressId', itemIndex);
	if (text === String(NEW_ADDRESS)) return NEW_ADDRESS;
	if (text === '' && !isExpression(context, 'addressId')) return NEW_ADDRESS;
	const id = toNumericId(context.getNodeParameter('addressId', itemIndex, ''));
	if (id !== undefined) return id;
	throw unusable(
		context,
		itemIndex,
		`'Address ID' ${JSON.stringify(text)} is not the number of an address`,
		'Use the number that Xportcn gave the address, or 0 for a new one.',
	);
}
