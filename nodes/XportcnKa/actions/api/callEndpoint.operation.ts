import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { EndpointId, endpoints as allEndpoints } from '../../../shared/endpoints';
import { stringifyLossless } from '../../../shared/losslessJson';
import { effectOfPath, isEndpointPath, writesAt } from '../../../shared/paths';
import { succeeded } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { call } from '../call';
import type { Operation, Task } from '../operation';
import {
	objectParameter,
	refuseLostDigits,
	textParameter,
	unusable,
	yesNoParameter,
} from '../parameters';
import { notSent } from '../tasks';

interface CallTask extends Task {
	path: string;
	/** JSON text, as it is sent. */
	body: string;
	isWrite: boolean;
}

/**
 * Call Endpoint: any call that has no operation of its own. All calls of the KA API are POST
 * (documented: the vendor's menu). One item per call, with what Xportcn answered under `data`, as it
 * came: nothing in it can hide or replace a field of this node's.
 */
export const callEndpoint: Operation<CallTask> = {
	fixedInToolMode: ['path', 'changesSomething'],
	properties: [
		{
			displayName:
				"Succeeded means only that Xportcn accepted the call. Check 'data' for entries it refused.",
			name: 'callNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. /open/purchase/page',
			description:
				"Path of the call below the credential's Base URL, from Xportcn's documentation. The whole address is taken as well.",
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			description:
				'The fields of the request, a JSON object. It is sent as written, with every digit of its numbers.',
		},
		{
			displayName: 'Changes Something',
			name: 'changesSomething',
			type: 'boolean',
			default: true,
			description:
				'Whether the call changes anything in Xportcn. Such a call is sent only once, and is unknown when its answer is not clear. Switch it off for calls that only read: they may be tried again.',
		},
	],

	identify: (context, itemIndex) => ({ path: textParameter(context, 'path', itemIndex) }),

	prepare(context, itemIndex) {
		const path = readPath(context, itemIndex);
		return [
			{
				key: `item ${itemIndex}`,
				identity: { path },
				path,
				isWrite: yesNoParameter(context, 'changesSomething', 'Changes Something', itemIndex, true),
				body: readBody(context, itemIndex),
			},
		];
	},

	async execute({ client }, { path, body, isWrite }) {
		const relative = belowBaseUrl(path, client);
		if (relative === undefined) return [notSent('INVALID_INPUT', NOT_A_PATH(path))];
		const own = operationAt(relative, client);
		if (own !== undefined) return [notSent('INVALID_INPUT', HAS_AN_OPERATION(own))];

		// whoever says that a call only reads does not know of a path that it is one of a write
		const effect = isWrite ? 'write' : effectOfPath(relative, client.endpoints);
		// how many things a body is about is not known, so only a refusal of the whole call is a plain no
		const write = effect === 'write' ? { mayHave: MAY_HAVE, isSingle: false } : undefined;
		const endpoint = { path: relative, effect };
		const response = await call(client, endpoint, body, write, { foreign: true });
		if (!response.ok) return [response.failure];
		const { data, requestId } = response;
		return [succeeded({ data: (data ?? null) as IDataObject }, requestId)];
	},
};

const MAY_HAVE = 'It may have been done, or a part of it.';

const NOT_A_PATH = (path: string) =>
	new Error(
		`'Path' ${JSON.stringify(path)} is not a path of this API. Start it with a slash, for example /open/purchase/page.`,
	);
const HAS_AN_OPERATION = (name: string) =>
	new Error(
		`'Path' belongs to ${name}, which is an operation of this node. Use that one: it reads what the answer says about each order, and settles what stays unclear.`,
	);

/** What is written as the path. Whether it is one is known with the credential. */
function readPath(context: IExecuteFunctions, itemIndex: number): string {
	const path = textParameter(context, 'path', itemIndex);
	if (path !== '' && path !== '/') return path;
	throw unusable(
		context,
		itemIndex,
		"'Path' is empty",
		"Copy the path of the call from Xportcn's documentation, for example /open/purchase/page.",
	);
}

/** The path below the Base URL: of a whole address, of a text without its slash, or as it is. */
function belowBaseUrl(path: string, { baseUrl }: XportcnClient): string | undefined {
	const relative = path.startsWith(`${baseUrl}/`) ? path.slice(baseUrl.length) : path;
	const withSlash = /^[\w-]+\//.test(relative) ? `/${relative}` : relative;
	return isEndpointPath(withSlash) ? withSlash : undefined;
}

type DocumentedWrite = {
	[Id in EndpointId]: (typeof allEndpoints)[Id] extends {
		provenance: 'documented';
		effect: 'write';
	}
		? Id
		: never;
}[EndpointId];

/** The operations of this node that need their own reading of an answer, as a user knows them. */
const OWN_WRITES: Readonly<Record<DocumentedWrite, string>> = {
	'order.pay': 'Order → Pay',
	'order.create': 'Order → Create',
};

/**
 * The operation of this node whose path this is, however it is written. An operation whose path and
 * fields are inferred may need another body than ours, so it can be called.
 */
const operationAt = (path: string, { endpoints }: XportcnClient): string | undefined =>
	writesAt(path, endpoints)
		.map((id) => (OWN_WRITES as Partial<Record<EndpointId, string>>)[id])
		.find((name) => name !== undefined);

/** The body as text. One that was written as text keeps every character. */
function readBody(context: IExecuteFunctions, itemIndex: number): string {
	const fields = objectParameter(context, 'body', 'Body', itemIndex) ?? {};
	const written = context.getNodeParameter('body', itemIndex, '') as unknown;
	if (typeof written === 'string' && written.trim() !== '') return written;
	refuseLostDigits(context, itemIndex, 'Body', written);
	return stringifyLossless(fields);
}
