import type { Sandbox } from '../../../sandbox';

/** Something that is wrong with a credential, or between it and the vendor. */
export interface Trouble {
	name: string;
	/** What is wrong on the vendor's side. */
	arrange(sandbox: Sandbox): void;
	/** What is wrong in the credential, as a person types it. */
	change(sandbox: Sandbox): Record<string, string>;
	/** What the test says about it. */
	message: string;
}

const nothing = () => undefined;
const noChange = () => ({});
const HOUR_MS = 3_600_000;

/** Port 9 is set aside for throwing things away: nobody listens there. */
const NOBODY = 'http://127.0.0.1:9/api';

export const troubles: Trouble[] = [
	{
		name: 'a wrong key',
		arrange: nothing,
		change: () => ({ accessKey: 'f'.repeat(32) }),
		message: "look at 'Access Key' first",
	},
	{
		name: 'a wrong secret',
		arrange: nothing,
		change: () => ({ accessSecret: 'not the secret' }),
		message: "look at 'Access Secret' first. If it is right, use API -> Check Setup",
	},
	{
		name: 'a character that nobody sees in the key',
		arrange: nothing,
		change: ({ keys }) => ({
			accessKey: `${keys.accessKey.slice(0, 8)}\u200b${keys.accessKey.slice(8)}`,
		}),
		message: "'Access Key' in the Xportcn API credential has an odd character in it: an invisible",
	},
	{
		name: 'a sub-account that may not search',
		arrange: (sandbox) =>
			sandbox.faults.add({ kind: 'code', code: 403, msg: '无权限访问', when: 'before', times: 0 }),
		change: noChange,
		message: 'then the credential may be fine all the same',
	},
	{
		name: 'a code that nobody knows, with data',
		arrange: (sandbox) =>
			sandbox.faults.add({
				kind: 'raw',
				body: '{"code":20001,"msg":"ok","data":{"data":[]}}',
				times: 0,
			}),
		change: noChange,
		message: 'Xportcn refused a test call (HTTP 200, code 20001: ok)',
	},
	{
		name: 'an address without /api',
		arrange: nothing,
		change: ({ baseUrl }) => ({ baseUrl: baseUrl.replace(/\/api$/, '') }),
		message: "There is nothing at this address (HTTP 404). 'Base URL' should end in /api",
	},
	{
		name: 'the wrong unit of the timestamp',
		arrange: (sandbox) => {
			sandbox.timestampUnit = 'seconds';
		},
		change: noChange,
		message: "look at 'Timestamp Unit' first",
	},
	{
		name: 'a clock that is off by an hour',
		arrange: (sandbox) => {
			sandbox.clockOffsetMs = HOUR_MS;
		},
		change: noChange,
		message: "This machine's clock is",
	},
	{
		name: 'a wrong address',
		arrange: nothing,
		change: () => ({ baseUrl: NOBODY }),
		message: 'Nothing answered at 127.0.0.1:9',
	},
	{
		name: 'an address that answers HTML',
		arrange: (sandbox) => sandbox.faults.add({ kind: 'html', times: 0 }),
		change: noChange,
		message: "not as Xportcn's API does",
	},
];
