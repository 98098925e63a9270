import { startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { ask, PREVIEW_REQUEST } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const CUP = { offerId: 889512351602, specId: '530ad00177264564503ec3b848650652', quantity: 1 };
const FOLDING = { offerId: 745120993418, specId: '1f0c7b9a4de2486b8a35c06d7e91f204', quantity: 4 };
const SHOES = { offerId: 682340157729, specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d', quantity: 2 };
const BODY = { ...PREVIEW_REQUEST, cargoParamList: [CUP, FOLDING, SHOES] };

async function rows(fault: Fault, body: unknown = BODY) {
	sandbox.faults.add(fault);
	const { code, data } = await ask(sandbox, 'preview', body);
	expect(code).toBe(200);
	return data;
}

describe('a row that cannot be ordered', () => {
	test('status, code and words, beside a row that can', async () => {
		const [refused, fine] = await rows({ kind: 'rowRefused' });
		expect(refused).toMatchObject({
			status: false,
			resultCode: '500_004',
			message: '商品库存不足',
			sumPayment: 8500,
		});
		expect(fine).not.toHaveProperty('status');
	});

	test.each(['1', '2', '3', '4', '5', '6', '7', '8', '9'])(
		'only the code 500_00%s',
		async (nth) => {
			const resultCode = `500_00${nth}`;
			const [, refused] = await rows({ kind: 'rowRefused', row: 1, status: null, resultCode });
			expect(refused.resultCode).toBe(resultCode);
			expect(refused).not.toHaveProperty('status');
		},
	);

	test('only the status, as text', async () => {
		const [row] = await rows({
			kind: 'rowRefused',
			status: 'false',
			resultCode: null,
			message: '',
		});
		expect(row).toMatchObject({ status: 'false', message: '' });
		expect(row).not.toHaveProperty('resultCode');
	});

	test('on the lines', async () => {
		const [row] = await rows({ kind: 'rowRefused', at: 'line', resultCode: '500_005' });
		expect(row).not.toHaveProperty('resultCode');
		expect(row.orderItemTOList).toMatchObject([
			{ offerId: CUP.offerId, resultCode: '500_005', status: false },
			{ offerId: FOLDING.offerId, resultCode: '500_005', status: false },
		]);
	});

	test('create makes the order all the same', async () => {
		await rows({ kind: 'rowRefused' });
		expect(sandbox.orders.all()).toEqual([]);
		await ask(sandbox, 'create', BODY);
		expect(sandbox.orders.all()).toHaveLength(2);
	});
});

describe('lines that are not listed', () => {
	test('nor counted', async () => {
		const data = await rows({ kind: 'linesUnlisted', listed: 1 });
		expect(data).toHaveLength(1);
		expect(data[0]).toMatchObject({
			...{ sumPaymentNoCarriage: 2900, sumCarriage: 600, sumPayment: 3500, sumTotalPayment: 3588 },
			orderItemTOList: [{ offerId: CUP.offerId }],
		});
		expect(data[0].orderItemTOList).toHaveLength(1);
	});

	test('but counted', async () => {
		const [row] = await rows({ kind: 'linesUnlisted', listed: 1, sums: 'all' });
		expect(row).toMatchObject({ sumPaymentNoCarriage: 7900, sumPayment: 8500 });
		expect(row.orderItemTOList).toHaveLength(1);
	});

	test('none at all', async () => {
		expect(await rows({ kind: 'linesUnlisted', listed: 0 })).toEqual([]);
	});
});

describe('sums in another form', () => {
	test.each([
		['text', '6400', '600'],
		['decimal', 6400.5, 600.5],
		['yuan', 64, 6],
		['yuanText', '64.00', '6.00'],
		['zero', 0, 0],
		['missing', undefined, undefined],
	] as const)('%s', async (as, sumPayment, sumCarriage) => {
		const [row] = await rows({ kind: 'sumsAs', as }, PREVIEW_REQUEST);
		expect([row.sumPayment, row.sumCarriage]).toEqual([sumPayment, sumCarriage]);
		expect(row.orderItemTOList).toMatchObject([{ amount: 5800 }]);
	});

	test('only one of them', async () => {
		const fault: Fault = { kind: 'sumsAs', as: 'yuan', sums: ['sumTotalPayment'] };
		const [row] = await rows(fault, PREVIEW_REQUEST);
		expect(row).toMatchObject({ sumPayment: 6400, sumTotalPayment: 65.61 });
	});

	test('a higher total', async () => {
		const [row] = await rows({ kind: 'totalRaised', addFen: 999_900 }, PREVIEW_REQUEST);
		expect(row).toMatchObject({ sumPayment: 6400, sumTotalPayment: 1_006_461 });
	});
});
