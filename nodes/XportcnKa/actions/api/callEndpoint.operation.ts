import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import type { Endpoint } from '../../../shared/endpoints';
import { stringifyLossless } from '../../../shared/losslessJson';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import { succeeded } from '../../outcome/outcome';
import { isEndpointPath } from '../endpointPath';
import type { Ask, Operation } from '../operation';
import { objectParameter, textParameter, unusable } from '../parameters';
import { at } from '../settings';

interface CallAsk extends Ask {
	endpoint: Endpoint;
	/** JSON text, as it is sent. */
	body: string;
}

/** All calls of the KA API are POST (documented: the vendor's menu). */
const CHOSEN: Endpoint = {
	path: '/',
	provenance: 'given',
	source: "the parameter 'Path'",
	effect: 'write',
};

/**
 * Call Endpoint: any call that has no operation of its own. One item per call, with what Xportcn
 * answered under `data`, as it came: nothing in it can hide or replace a field of this node's.
 */
export const callEndpoint: Operation<CallAsk> = {
	endpoint: CHOSEN,
	properties: [
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. /open/purchase/page',
			description:
				"Path of the call below the credential's Base URL, from Xportcn's documentation. It may end with a query string.",
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
				'Whether the call changes anything in Xportcn. Such a call is never sent twice, and is unknown when its answer is not clear. Switch it off for calls that only read: they are tried up to three times.',
		},
	],

	identify: (context, itemIndex) => ({ path: textParameter(context, 'path', itemIndex) }),

	prepare(context, itemIndex) {
		const path = readPath(context, itemIndex);
		const isWrite = context.getNodeParameter('changesSomething', itemIndex, true) !== false;
		return [
			{
				key: `item ${itemIndex}`,
				identity: { path },
				endpoint: { ...at(CHOSEN, path), effect: isWrite ? 'write' : 'read' },
				body: readBody(context, itemIndex),
			},
		];
	},

	async execute({ client }, [{ endpoint, body }]) {
		const reply = await client.send(endpoint, body);
		const accepted = acceptedAnswer(reply);
		if (accepted) {
			const { data, requestId } = accepted.envelope;
			return [[succeeded({ data: (data ?? null) as IDataObject }, requestId)]];
		}
		// how many things a body is about is not known, so only a refusal of the whole call is a plain no
		const write = { mayHave: 'It may have been carried out, or a part of it.', orders: Infinity };
		return [[failureOf(reply, endpoint.effect === 'write' ? write : undefined, "'Path'")]];
	},
};

function readPath(context: IExecuteFunctions, itemIndex: number): string {
	const path = textParameter(context, 'path', itemIndex);
	if (!isEndpointPath(path) || path === '/') {
		throw unusable(
			context,
			itemIndex,
			`'Path' ${JSON.stringify(path)} is not a path`,
			`Start it with a slash and leave out the Base URL, for example ${endpoints['order.get'].path}.`,
		);
	}
	if (isOwnWrite(path)) {
		throw unusable(
			context,
			itemIndex,
			`'Path' ${path} has an operation of its own in this node`,
			'Use that one: it reads what the answer says about each order, and settles what stays unclear.',
		);
	}
	return path;
}

/**
 * Whether an operation of this node's writes at a path, however the path is written and wherever the
 * Base URL ends. One whose path and fields are inferred may need another body than ours, so it can
 * be called.
 */
function isOwnWrite(path: string): boolean {
	const plain = path
		.split('?')[0]
		.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		// a server may ignore what stands behind a semicolon
		.replace(/;[^/]*/g, '')
		.split('/')
		.filter((part) => part !== '' && part !== '.')
		.join('/')
		.toLowerCase();
	return Object.values<Endpoint>(endpoints).some(
		({ effect, provenance, path: own }) =>
			effect === 'write' && provenance === 'documented' && `/${plain}`.endsWith(own),
	);
}

/** The body as text. One that was written as text keeps every character. */
function readBody(context: IExecuteFunctions, itemIndex: number): string {
	const fields = objectParameter(context, 'body', 'Body', itemIndex) ?? {};
	const written = context.getNodeParameter('body', itemIndex, '') as unknown;
	return typeof written === 'string' && written.trim() !== '' ? written : stringifyLossless(fields);
}
