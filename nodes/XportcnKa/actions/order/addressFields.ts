import type { INodeProperties } from 'n8n-workflow';

const field = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	required = false,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
	...(required ? { required } : {}),
	displayOptions: { show: { addressInput: ['fields'] } },
});

/** Who receives the goods in China, in the order of an envelope. */
export const addressFields: INodeProperties[] = [
	field('Full Name', 'fullName', 'e.g. 李明', 'Who receives the goods', true),
	field(
		'Mobile',
		'mobile',
		'e.g. 13567102355',
		'Mobile number of the receiver. Fill in this one or Phone.',
	),
	field(
		'Phone',
		'phone',
		'e.g. 0571-85022088',
		'Landline number of the receiver, if there is no mobile number',
	),
	field('Province', 'provinceText', 'e.g. 浙江省', 'Province, in Chinese characters', true),
	field('City', 'cityText', 'e.g. 杭州市', 'City, in Chinese characters', true),
	field('District', 'areaText', 'e.g. 余杭区', 'District or county, in Chinese characters'),
	field('Town', 'townText', 'e.g. 五常街道', 'Town or street office, in Chinese characters'),
	field(
		'Street Address',
		'streetAddress',
		'e.g. 文一西路 969 号 3 幢',
		'Street, house and door, in Chinese characters',
		true,
	),
	field('Postal Code', 'postCode', 'e.g. 311121', 'Chinese postal code, 6 digits'),
	field('District Code', 'districtCode', 'e.g. 330110', 'Chinese division code, 6 digits'),
];

const ADDRESS_EXAMPLE = `{
  "fullName": "",
  "mobile": "",
  "provinceText": "",
  "cityText": "",
  "areaText": "",
  "townText": "",
  "address": "",
  "districtCode": "",
  "postCode": ""
}`;

export const addressJson: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	required: true,
	type: 'json',
	default: ADDRESS_EXAMPLE,
	description:
		'Who receives the goods in China, and where, a JSON object with the names of Xportcn',
	displayOptions: { show: { addressInput: ['json'] } },
};
