/** One variant of a product: what is ordered and has a price. */
export interface Sku {
	/** null: the product has no variants and is ordered without specId. */
	readonly specId: string | null;
	readonly skuId: number | null;
	readonly priceFen: number;
	readonly stock: number;
	/** What tells it from the others, `{ 颜色: '白色' }` for example. */
	readonly attributes: Readonly<Record<string, string>>;
}

/** A product on sale in the sandbox. */
export interface Product {
	readonly offerId: number;
	readonly openOfferId: string;
	readonly seller: string;
	readonly category: Category;
	readonly subject: string;
	readonly subjectTrans: string;
	/** Words of the search's `filter` that fit. They are 1688's; that they are the vendor's is inferred. */
	readonly services: readonly string[];
	readonly monthSold: number;
	/** In percent. */
	readonly rePurchaseRate: number;
	/** At least one. */
	readonly skus: readonly Sku[];
}

interface Category {
	readonly id: number;
	readonly name: string;
}

const CUPS = '永康市晨露杯业有限公司';
const SHOES = '温州市步行者鞋业有限公司';
const LEATHER = '泉州市鸿运皮具厂';
const HOME = '义乌市万家日用品商行';
const MACHINES = '宁波海川塑料机械有限公司';

const DRINKWARE = { id: 1036959, name: '保温杯壶' };
const MENS_SHOES = { id: 1035985, name: '男鞋' };
const LIGHTS = { id: 1034802, name: '台灯' };
const PACKAGING = { id: 1038614, name: '纸箱' };
const MOULDING = { id: 1033271, name: '注塑机' };

/** Numbers and price of the first product's first variant are the vendor's sample; all else is invented. */
export const CATALOGUE: readonly Product[] = [
	{
		offerId: 889512351602,
		openOfferId: '+vIWvlcT2JMpWVABRdm+WQ==',
		seller: CUPS,
		category: DRINKWARE,
		subject: '304不锈钢保温杯 500ml 便携直身杯',
		subjectTrans: '304 stainless steel thermos cup, 500 ml, portable, straight',
		services: ['totalEpScoreLv1', 'shipInToday', 'shipIn24Hours', 'noReason7DReturn'],
		monthSold: 5210,
		rePurchaseRate: 31.5,
		skus: [
			{
				specId: '530ad00177264564503ec3b848650652',
				skuId: 5736673805656,
				priceFen: 2900,
				stock: 4200,
				attributes: { 颜色: '不锈钢本色' },
			},
			{
				specId: '6c1e94b07fd84a3392ab5d18e07c4f21',
				skuId: 5736673805657,
				priceFen: 3100,
				stock: 1650,
				attributes: { 颜色: '象牙白' },
			},
			{
				specId: 'b27d3f8850c94e1f9d6ea40b7318c5fa',
				skuId: 5736673805658,
				priceFen: 3100,
				stock: 0,
				attributes: { 颜色: '墨绿色' },
			},
		],
	},
	{
		offerId: 745120993418,
		openOfferId: 'Qm7cXk2LrT9uVbE4aHs0Dg==',
		seller: CUPS,
		category: DRINKWARE,
		subject: '硅胶折叠水杯 旅行便携 350ml',
		subjectTrans: 'Folding silicone cup for travelling, 350 ml',
		services: ['totalEpScoreLv2', 'shipIn24Hours', 'noReason7DReturn', 'isOnePsale'],
		monthSold: 9340,
		rePurchaseRate: 22.8,
		skus: [
			{
				specId: '1f0c7b9a4de2486b8a35c06d7e91f204',
				skuId: 5210348876123,
				priceFen: 1250,
				stock: 9800,
				attributes: { 颜色: '天蓝色' },
			},
			{
				specId: '4ea9c2d1b6f74058a3170e9d5cb82f63',
				skuId: 5210348876124,
				priceFen: 1250,
				stock: 7300,
				attributes: { 颜色: '浅粉色' },
			},
		],
	},
	{
		offerId: 682340157729,
		openOfferId: 'z8YhPq1NwJ5oKfR3tCx6Ug==',
		seller: SHOES,
		category: MENS_SHOES,
		subject: '男鞋 春季透气网面休闲运动鞋',
		subjectTrans: "Men's shoes, breathable mesh sneakers for spring",
		services: ['totalEpScoreLv1', 'shipIn48Hours', 'certifiedFactory'],
		monthSold: 760,
		rePurchaseRate: 12.4,
		skus: [
			{
				specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d',
				skuId: 4988120367741,
				priceFen: 4580,
				stock: 320,
				attributes: { 颜色: '黑色', 尺码: '42' },
			},
			{
				specId: 'e05b7c19d38a4f62b94c1da7608f2e35',
				skuId: 4988120367742,
				priceFen: 4580,
				stock: 275,
				attributes: { 颜色: '黑色', 尺码: '43' },
			},
		],
	},
	{
		offerId: 730465918206,
		openOfferId: 'W2nGyB7cKeM5xTqZ0rLd4A==',
		seller: LEATHER,
		category: MENS_SHOES,
		subject: '男鞋 头层牛皮商务正装皮鞋',
		subjectTrans: "Men's shoes, full-grain leather, for business",
		services: ['totalEpScoreLv3', 'certifiedFactory', 'isSelect'],
		monthSold: 95,
		rePurchaseRate: 18.1,
		skus: [
			{
				specId: '28f4d0a6c71b49e58e3d92b05fa6147c',
				skuId: 5133907462815,
				priceFen: 12800,
				stock: 140,
				attributes: { 颜色: '棕色', 尺码: '42' },
			},
		],
	},
	{
		offerId: 701928346615,
		openOfferId: 'L4vSdB8eGyM2iZnW7jOa9Q==',
		seller: HOME,
		category: LIGHTS,
		subject: 'LED护眼台灯 USB充电 学生宿舍',
		subjectTrans: 'LED desk lamp, USB rechargeable, for students',
		services: ['totalEpScoreLv2', 'shipInToday', 'isOnePsaleFreePost', 'new30'],
		monthSold: 1820,
		rePurchaseRate: 27,
		skus: [
			{
				specId: 'c4a8250f9e1b4d7396e07a5bd3182f6e',
				skuId: 5067719924380,
				priceFen: 3390,
				stock: 860,
				attributes: { 颜色: '白色' },
			},
		],
	},
	{
		offerId: 655018274930,
		openOfferId: 'T6kFuI0xVqP5sElA3wRb1Q==',
		seller: HOME,
		category: PACKAGING,
		subject: '快递包装纸箱 五层加厚 100个装',
		subjectTrans: 'Shipping cartons, five layers, pack of 100',
		services: ['totalEpScoreLv1', 'shipInToday', 'shipIn24Hours', '1688Selection'],
		monthSold: 15600,
		rePurchaseRate: 54.2,
		skus: [{ specId: null, skuId: null, priceFen: 5600, stock: 15000, attributes: {} }],
	},
	{
		offerId: 812006543377,
		openOfferId: 'J9gHtC2rXoN7yUmD4pLe8w==',
		seller: MACHINES,
		category: MOULDING,
		subject: '全自动卧式注塑机 200吨 伺服节能',
		subjectTrans: 'Automatic injection moulding machine, 200 t',
		services: ['totalEpScoreLv2', 'certifiedFactory', 'isQqyx'],
		monthSold: 2,
		rePurchaseRate: 3.5,
		skus: [
			{
				specId: '70d5f2b84c6e4913a7c21e9b5f0d8a46',
				skuId: 5501876290034,
				// 380,000.00 CNY: more than the default balance, for a payment that is refused
				priceFen: 38_000_000,
				stock: 3,
				attributes: { 锁模力: '200吨' },
			},
		],
	},
];
