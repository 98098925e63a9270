import { itemsOf, parseRun } from '../../tools/n8n/run';

const run = {
	status: 'success',
	data: {
		resultData: {
			runData: {
				Pay: [
					{ data: { main: [[{ json: { orderId: '1' } }], [{ json: { orderId: '2' } }]] } },
					{ data: { main: [null, [{ json: { orderId: '3' } }]] } },
				],
			},
		},
	},
};
const printed = JSON.stringify(run, null, 2);

describe("the output of n8n's execute command", () => {
	it('is found between log lines', () => {
		expect(parseRun(`Ready { "a": 1 }\n${printed}\nBye {}\n`)).toEqual(run);
	});

	it('is undefined when n8n printed no result', () => {
		expect(parseRun('Error: {\n no')).toBeUndefined();
		expect(parseRun('')).toBeUndefined();
	});

	it('gives the items of all runs of a node, output by output', () => {
		const parsed = parseRun(printed)!;
		expect(itemsOf(parsed, 'Pay', 0).map(({ json }) => json.orderId)).toEqual(['1']);
		expect(itemsOf(parsed, 'Pay', 1).map(({ json }) => json.orderId)).toEqual(['2', '3']);
		expect(itemsOf(parsed, 'Nothing', 0)).toEqual([]);
	});
});
