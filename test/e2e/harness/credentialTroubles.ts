import type { Sandbox } from '../../../sandbox';

/** Something that is wrong with a credential, or between it and the vendor. */
export interface Trouble {
	name: string;
	/** What is wrong on the vendor's side. */
	arrange(sandbox: Sandbox): void;
	/** What is wrong in the credential. */
	change: Record<string, string>;
	/** What the test says about it. */
	message: string;
}

const nothing = () => undefined;
const HOUR_MS = 3_600_000;

/** Port 9 is set aside for throwing things away: nobody listens there. */
const NOBODY = 'http://127.0.0.1:9/api';

export const troubles: Trouble[] = [
	{
		name: 'a wrong key',
		arrange: nothing,
		change: { accessKey: 'f'.repeat(32) },
		message: "look at 'Access Key' first",
	},
	{
		name: 'a wrong secret',
		arrange: nothing,
		change: { accessSecret: 'not the secret' },
		message: "look at 'Access Secret' first",
	},
	{
		name: 'the wrong unit of the timestamp',
		arrange: (sandbox) => {
			sandbox.timestampUnit = 'seconds';
		},
		change: {},
		message: "look at 'Timestamp Unit' first",
	},
	{
		name: 'a clock that is off by an hour',
		arrange: (sandbox) => {
			sandbox.clockOffsetMs = HOUR_MS;
		},
		change: {},
		message: "This machine's clock is",
	},
	{
		name: 'a wrong address',
		arrange: nothing,
		change: { baseUrl: NOBODY },
		message: 'Nothing answered at 127.0.0.1:9',
	},
	{
		name: 'an address that answers HTML',
		arrange: (sandbox) => sandbox.faults.add({ kind: 'html', times: 0 }),
		change: {},
		message: "not as Xportcn's API does",
	},
];
