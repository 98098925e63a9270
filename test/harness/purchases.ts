import type { IDataObject } from 'n8n-workflow';

/** The purchase of the vendor's own preview sample, as parameters of the node. */
export const SAMPLE_ADDRESS = {
	fullName: 'test',
	mobile: '13567102355',
	phone: '',
	postCode: '532600',
	cityText: '崇左市',
	provinceText: '凭祥市区',
	areaText: '凭祥市区',
	townText: '广西壮族自治区省',
	address: '测试',
	districtCode: '451481',
};

export const SAMPLE_LINE = {
	offerId: '889512351602',
	specId: '530ad00177264564503ec3b848650652',
	quantity: 2,
};

/** A product of the sandbox's catalogue by another seller than the sample's. */
export const OTHER_SELLERS_LINE = {
	offerId: '682340157729',
	specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d',
	quantity: 1,
};

/** Parameters that buy the sample; `changes` replaces some. */
export const buying = (changes: IDataObject = {}): IDataObject => ({
	itemsInput: 'fields',
	items: { item: [SAMPLE_LINE] },
	addressInput: 'fields',
	address: SAMPLE_ADDRESS,
	flow: 'fenxiaonew',
	...changes,
});
