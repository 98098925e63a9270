import { yesNoParameter } from '../../../../nodes/XportcnKa/actions/parameters';
import { executeContext } from '../../../harness/executeContext';

describe('A parameter that is a switch', () => {
	const read = (changesSomething: unknown) =>
		yesNoParameter(
			executeContext({
				...{ resource: 'api', operation: 'callEndpoint', path: '/x' },
				...(changesSomething === undefined ? {} : { changesSomething: changesSomething as string }),
			}),
			'changesSomething',
			'Changes Something',
			0,
			true,
		);

	it('is what it says, and its default where nothing is written', () => {
		expect([read(true), read(false), read('={{ 1 > 2 }}'), read(undefined)]).toEqual([
			...[true, false],
			...[false, true],
		]);
	});

	it.each(['true', 'false', 0, 1, null, '', '={{ "false" }}', '={{ $json.nope }}'])(
		'cannot be %j: nothing that looks like a no may switch a guard off',
		(written) => {
			expect(() => read(written)).toThrow("'Changes Something' must be true or false [item 0]");
		},
	);
});
