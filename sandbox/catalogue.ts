/** A product on sale in the sandbox. One spec per product is enough here. */
export interface Product {
	readonly offerId: number;
	/** null: a product without variants, ordered without specId. */
	readonly specId: string | null;
	readonly skuId: number | null;
	readonly openOfferId: string;
	readonly priceFen: number;
	readonly seller: string;
	readonly subject: string;
}

const CUPS = '永康市晨露杯业有限公司';
const SHOES = '温州市步行者鞋业有限公司';
const HOME = '义乌市万家日用品商行';
const MACHINES = '宁波海川塑料机械有限公司';

/** Numbers and price of the first product are the vendor's sample; all else is invented. */
export const CATALOGUE: readonly Product[] = [
	{
		offerId: 889512351602,
		specId: '530ad00177264564503ec3b848650652',
		skuId: 5736673805656,
		openOfferId: '+vIWvlcT2JMpWVABRdm+WQ==',
		priceFen: 2900,
		seller: CUPS,
		subject: '304不锈钢保温杯 500ml 便携直身杯',
	},
	{
		offerId: 745120993418,
		specId: '1f0c7b9a4de2486b8a35c06d7e91f204',
		skuId: 5210348876123,
		openOfferId: 'Qm7cXk2LrT9uVbE4aHs0Dg==',
		priceFen: 1250,
		seller: CUPS,
		subject: '硅胶折叠水杯 旅行便携 350ml',
	},
	{
		offerId: 682340157729,
		specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d',
		skuId: 4988120367741,
		openOfferId: 'z8YhPq1NwJ5oKfR3tCx6Ug==',
		priceFen: 4580,
		seller: SHOES,
		subject: '男鞋 春季透气网面休闲运动鞋',
	},
	{
		offerId: 701928346615,
		specId: 'c4a8250f9e1b4d7396e07a5bd3182f6e',
		skuId: 5067719924380,
		openOfferId: 'L4vSdB8eGyM2iZnW7jOa9Q==',
		priceFen: 3390,
		seller: HOME,
		subject: 'LED护眼台灯 可充电 学生宿舍',
	},
	{
		offerId: 655018274930,
		specId: null,
		skuId: null,
		openOfferId: 'T6kFuI0xVqP5sElA3wRb1Q==',
		priceFen: 5600,
		seller: HOME,
		subject: '快递包装纸箱 五层加厚 100个装',
	},
	{
		offerId: 812006543377,
		specId: '70d5f2b84c6e4913a7c21e9b5f0d8a46',
		skuId: 5501876290034,
		openOfferId: 'J9gHtC2rXoN7yUmD4pLe8w==',
		// 380,000.00 CNY: more than the default balance, for a payment that is refused
		priceFen: 38_000_000,
		seller: MACHINES,
		subject: '全自动卧式注塑机 200吨 伺服节能',
	},
];
