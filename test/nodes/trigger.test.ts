import { resolveWebhookDescriptionField } from 'n8n-workflow';
import type { IDataObject, INode, INodeProperties } from 'n8n-workflow';

import { messageTypes } from '../../nodes/XportcnKaTrigger/messageTypes';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { pause } from '../../sandbox/clock';
import { MESSAGE_SAMPLES } from '../../sandbox/samples';
import { CORE_LINE } from '../harness/coreLine';
import { messageText, useTrigger } from '../harness/triggerScene';

const scene = useTrigger();
const OK = { status: 200, text: 'OK' };
/** What nothing may have happened looks like. */
const expectNoRun = () => expect(scene.host.started).toEqual([]);

describe('A documented message', () => {
	it('is acknowledged and starts one run, with all its fields', async () => {
		const raw = MESSAGE_SAMPLES.paid.toString();
		const before = Date.now();
		expect(await scene.host.call(raw)).toEqual(OK);

		const body = {
			orderId: '3305075341149134260',
			orderNo: 'PO202605200001',
			orderStatus: 'WAITING_FOR_SENT',
			payStatus: 2,
			totalAmount: 10000,
			shippingFee: 500,
			productAmount: 9500,
			refundAmount: 0,
			refundStatus: null,
			closeReason: null,
			tbCreateTime: '2026-05-20 15:40:00',
			payTime: '2026-05-20 15:41:00',
		};
		expect(scene.host.started).toEqual([
			{
				...body,
				totalCny: '100.00',
				shippingCny: '5.00',
				productCny: '95.00',
				refundCny: '0.00',
				tbCreateTimeIso: '2026-05-20T15:40:00+08:00',
				payTimeIso: '2026-05-20T15:41:00+08:00',
				messageType: 'ORDER_PAY_SUCCESS',
				messagePlatform: 1,
				timestamp: '1779263269913',
				messageBody: body,
				pushedAt: '2026-05-20T07:47:49.913Z',
				receivedAt: expect.any(String),
				verified: false,
				rawMessage: raw,
			},
		]);
		const receivedAt = Date.parse(scene.host.started[0].receivedAt as string);
		expect(receivedAt).toBeGreaterThanOrEqual(before);
		expect(receivedAt).toBeLessThanOrEqual(Date.now());
		expect(scene.host.logged).toEqual([]);
	});

	it.each(['application/json', 'text/plain', 'application/octet-stream', 'text/html'])(
		'starts a run also as %s',
		async (contentType) => {
			expect(await scene.host.call(messageText(), { contentType })).toEqual(OK);
			expect(scene.host.started).toHaveLength(1);
		},
	);

	it('is answered only when its run is on record', async () => {
		const steps: string[] = [];
		let recorded = () => {};
		scene.host.record = async () =>
			await new Promise((resolve) => {
				steps.push('recording');
				recorded = () => {
					steps.push('recorded');
					resolve();
				};
			});
		const answer = scene.host.call(messageText()).then(() => steps.push('answered'));
		while (steps.length === 0) await pause(1);
		recorded();
		await answer;
		expect(steps).toEqual(['recording', 'recorded', 'answered']);
	});

	it('is not acknowledged when its run cannot be recorded', async () => {
		scene.host.record = async () => await Promise.reject(new Error('database is locked'));
		expect((await scene.host.call(messageText())).status).toBe(500);
		expectNoRun();
	});
});

describe('Trigger On', () => {
	const push = async (...types: string[]) => {
		for (const type of types) expect(await scene.host.call(messageText(type))).toEqual(OK);
		return scene.host.started.map(({ messageType }) => messageType);
	};
	const ALL = messageTypes.map(({ messageType }) => messageType);

	it.each(ALL)('%s lets its own messages through, and acknowledges the others', async (type) => {
		scene.host.parameters = { events: [type] };
		expect(await push(...ALL)).toEqual([type]);
	});

	it('takes several types', async () => {
		scene.host.parameters = { events: ['ORDER_CREATE', 'ORDER_CANCEL'] };
		expect(await push(...ALL)).toEqual(['ORDER_CANCEL', 'ORDER_CREATE']);
	});

	it('Any takes every type, known or not', async () => {
		expect(await push(...ALL, 'SOMETHING_NEW')).toEqual([...ALL, 'SOMETHING_NEW']);
	});

	it('takes a type that is not in the list, given by an expression', async () => {
		scene.host.parameters = { events: ['SOMETHING_NEW'] };
		expect(await push('ORDER_CREATE', 'SOMETHING_NEW')).toEqual(['SOMETHING_NEW']);
	});
});

describe('Platform', () => {
	it.each([
		['both', [0, 1, 2, null]],
		['1688', [1, null]],
		['taobao', [0, null]],
	])('%s', async (platform, expected) => {
		scene.host.parameters = { events: ['*'], platform };
		for (const messagePlatform of [0, 1, 2, null]) {
			const message = messageText('ORDER_CREATE', { orderId: '1' }, { messagePlatform });
			expect(await scene.host.call(message)).toEqual(OK);
		}
		expect(scene.host.started.map(({ messagePlatform }) => messagePlatform)).toEqual(expected);
	});

	it.each(['1688', 'taobao', 'both'])(
		'%s lets through a message that does not say its platform',
		async (platform) => {
			scene.host.parameters = { events: ['*'], platform };
			const { messagePlatform, ...fields } = JSON.parse(messageText('ORDER_CREATE')) as IDataObject;
			expect(messagePlatform).toBe(1);
			expect(await scene.host.call(JSON.stringify(fields))).toEqual(OK);
			expect(scene.host.started).toMatchObject([{ messageType: 'ORDER_CREATE' }]);
			expect(scene.host.started[0]).not.toHaveProperty('messagePlatform');
		},
	);

	it('adds CNY amounts on 1688 only: those of Taobao messages are not documented', async () => {
		for (const messagePlatform of [0, 1]) {
			await scene.host.call(messageText('A', { totalAmount: 6400 }, { messagePlatform }));
		}
		expect(scene.host.started.map(({ totalAmount, totalCny }) => [totalAmount, totalCny])).toEqual([
			[6400, undefined],
			[6400, '64.00'],
		]);
	});
});

describe('The Verify call', () => {
	it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])(
		'by %s without a body gets 200 and starts nothing',
		async (method) => {
			const { status } = await scene.host.call(undefined, { method });
			expect(status).toBe(200);
			expectNoRun();
			expect(scene.host.logged).toEqual([]);
		},
	);

	it.each([
		['an empty object', '{}', 'application/json'],
		['an object', '{"verify":true}', 'application/json'],
		['a list', '[]', 'application/json'],
		['null', 'null', 'application/json'],
		['a type without a body', '{"messageType":"ORDER_CREATE"}', 'application/json'],
		['an empty message body', '{"messageType":"T","messageBody":""}', 'application/json'],
		['a body without a type', '{"messageBody":"{}"}', 'application/json'],
		['text', 'verify', 'text/plain'],
		['a form', 'a=1&b=2', 'application/x-www-form-urlencoded'],
		['bytes', Buffer.from([0xff, 0, 0x80]), 'application/octet-stream'],
	])('with %s gets 200, starts nothing, and leaves a note', async (_name, body, contentType) => {
		expect(await scene.host.call(body, { contentType })).toEqual(OK);
		expectNoRun();
		expect(scene.host.logged).toEqual([
			expect.stringMatching(/^Trigger: answered 200 to a request that is no message \(\d+ ch/),
		]);
	});

	it.each([
		...['', '{}', '[]', 'null', '""', ' ', ' { } ', '[\n]'].map((text) => JSON.stringify(text)),
		...['null', '{ }', '[\t]', '{}'],
	])('with the body %s gets 200, however it is printed', async (body) => {
		for (const text of [
			`{"messageType":"","messageBody":${body}}`,
			`{ "messageType" : "" , "messageBody" : ${body} }`,
			`{\r\n\t"messageType":\t"",\r\n\t"messageBody":\r\n\t\t${body}\r\n}`,
			`{"data": {"messageBody":   ${body}   , "timestamp": ""}}`,
			`[ {"messageBody": ${body}} ]`,
			JSON.stringify(`{ "messageBody" : ${body} }`),
		]) {
			expect([text, await scene.host.call(text)]).toEqual([text, OK]);
		}
		expectNoRun();
	});

	it('as a form with empty fields gets 200', async () => {
		const contentType = 'application/x-www-form-urlencoded';
		for (const form of ['messageType=&messageBody=', 'messageBody=&timestamp=1']) {
			expect(await scene.host.call(form, { contentType })).toEqual(OK);
		}
		expectNoRun();
	});

	it('by PUT starts nothing even with a message: messages come by POST', async () => {
		expect((await scene.host.call(messageText(), { method: 'PUT' })).status).toBe(200);
		expectNoRun();
	});
});

describe('A secret that is an expression', () => {
	it.each(['={{ $vars.nothing }}', '={{ undefined }}', '={{ "" }}', '={{ "opensesame" }}'])(
		'(%s), which the form does not take, lets nobody in',
		async (secretInUrl) => {
			scene.host.parameters = { events: ['*'], secretInUrl };
			for (const query of ['', 'secret=', 'secret=undefined', 'secret=opensesame']) {
				expect((await scene.host.call(messageText(), { query })).status).toBe(401);
			}
			expectNoRun();
		},
	);
});

describe('Trigger On as an expression', () => {
	it.each([
		['={{ "ORDER_PAY_SUCCESS" }}', 1],
		['={{ ["ORDER_PAY_SUCCESS"] }}', 1],
		['={{ "ORDER_PAY_SUCCESS_OTHER" }}', 0],
	])('%s starts %d', async (events, runs) => {
		scene.host.parameters = { events };
		expect((await scene.host.call(messageText())).status).toBe(200);
		expect(scene.host.started).toHaveLength(runs);
	});
});

describe('A filter that says nothing', () => {
	it.each<[string, IDataObject, string]>([
		['nothing chosen', {}, "Nothing is chosen in 'Trigger On'"],
		['an expression without a result', { events: '={{ undefined }}' }, 'Nothing is chosen'],
		['an empty text', { events: ['={{ "" }}'] }, 'Nothing is chosen'],
		[
			'a platform that is none',
			{ events: ['*'], platform: '={{ undefined }}' },
			"'Platform' is none of",
		],
	])('(%s) takes no message for unwanted: it is pushed again', async (_name, parameters, why) => {
		scene.host.parameters = parameters;
		expect(await scene.host.call(messageText())).toEqual({
			status: 500,
			text: 'The settings of the trigger cannot be read',
		});
		expectNoRun();
		expect(scene.host.logged).toEqual([
			expect.stringContaining(`Trigger: refused a message: ${why}`),
		]);
		expect((await scene.host.call('{}')).status).toBe(200);
	});
});

describe('A message that cannot be read', () => {
	const whole = messageText();
	it.each([
		['cut off', whole.slice(0, -10), 'text/plain', 'it is like a message'],
		['whose body is cut off', whole.replace('}"', '"'), 'application/json', 'messageBody is not'],
		[
			'whose body is text',
			'{"messageType":"T","messageBody":"hello"}',
			'application/json',
			'messageBody is not JSON',
		],
		['in a list', `[${whole}]`, 'application/json', 'it is like a message'],
		['inside another', `{"data":${whole}}`, 'application/json', 'it is like a message'],
		['quoted twice', JSON.stringify(whole), 'text/plain', 'it is like a message'],
		['without a type', '{"messageBody":"{\\"a\\":1}"}', 'application/json', 'it is like a message'],
		['deep inside', `{"a":[{"b":${JSON.stringify(whole)}}]}`, 'text/plain', 'it is like a message'],
		['cut off before its body', '{"messageType":"T","messageBody" :', 'text/plain', 'it is like'],
		[
			'as a form',
			`messageType=T&messageBody={}`,
			'application/x-www-form-urlencoded',
			'it is like',
		],
		['in a form', whole, 'multipart/form-data; boundary=x', 'it came in no form that can be read'],
		['too long', messageText('T', 'x'.repeat(1_000_000)), 'application/json', 'it is too long'],
		[
			'nested without end',
			JSON.stringify({ messageType: 'T', messageBody: '['.repeat(5000) + ']'.repeat(5000) }),
			'application/json',
			'messageBody is not JSON',
		],
	])('(%s) gets 400, is logged, and starts nothing', async (_name, text, contentType, reason) => {
		const answer = await scene.host.call(text, { contentType });
		expect(answer).toEqual({ status: 400, text: 'The message cannot be read' });
		expectNoRun();
		expect(scene.host.logged).toHaveLength(1);
		expect(scene.host.logged[0]).toContain(`Trigger: refused a message: ${reason}`);
	});

	it('is not remembered: whole, it starts its run', async () => {
		await scene.host.call(whole.slice(0, -10), { contentType: 'text/plain' });
		expect(await scene.host.call(whole)).toEqual(OK);
		expect(scene.host.started).toHaveLength(1);
	});

	it('never gets its text into the log', async () => {
		await scene.host.call('sneaky "messageBody"', { contentType: 'text/plain' });
		await scene.host.call('{"messageType":"T","messageBody":"sneaky"}');
		expect(scene.host.logged).toHaveLength(2);
		expect(scene.host.logged.join()).not.toContain('sneaky');
	});

	it('because it is too large, gets 400 and starts nothing', async () => {
		scene.host.bodyLimit = 50;
		const contentType = 'application/octet-stream';
		expect((await scene.host.call(whole, { contentType })).status).toBe(400);
		expectNoRun();
		expect(scene.host.logged).toEqual([
			'Trigger: refused a message: it came in no form that can be read (0 characters)',
		]);
	});
});

describe('Secret in URL', () => {
	beforeEach(() => {
		scene.host.parameters = { events: ['*'], secretInUrl: 'open-sesame' };
	});

	it.each([
		['none', ''],
		['an empty one', 'secret='],
		['another one', 'secret=open-sesamE'],
		['a part of it', 'secret=open'],
		['more than it', 'secret=open-sesame1'],
		['two', 'secret=open-sesame&secret=open-sesame'],
		['it under another name', 'Secret=open-sesame'],
	])('%s: 401, and no run', async (_name, query) => {
		for (const method of ['POST', 'GET']) {
			const { status, text } = await scene.host.call(messageText(), { method, query });
			expect([status, text]).toEqual([
				401,
				'The secret is missing in the URL, or it is another one',
			]);
		}
		expectNoRun();
		expect(scene.host.database.staticData).toBe('{}');
	});

	it('the right one: 200, also beside other parameters, and it is in no item', async () => {
		expect(await scene.host.call(messageText(), { query: 'a=1&secret=open-sesame' })).toEqual(OK);
		expect(
			await scene.host.call(undefined, { method: 'GET', query: 'secret=open-sesame' }),
		).toEqual(OK);
		expect(scene.host.started).toHaveLength(1);
		expect(JSON.stringify(scene.host.started)).not.toContain('sesame');
	});

	it('not set: what the URL carries does not matter', async () => {
		scene.host.parameters = { events: ['*'], secretInUrl: '' };
		expect(await scene.host.call(messageText(), { query: 'secret=x' })).toEqual(OK);
	});

	it('in the path: 200 for the URL that the editor shows, and for Verify there', async () => {
		scene.host.parameters = { events: ['*'], secretInUrl: 'opensesame' };
		const path = 'webhook/opensesame';
		expect(await scene.host.call(messageText(), { path })).toEqual(OK);
		expect(await scene.host.call(undefined, { path: `${path}/`, method: 'GET' })).toEqual(OK);
		expect(scene.host.started).toHaveLength(1);
	});

	it.each(['webhook/opensesam', 'webhook/webhook', 'opensesame'])(
		'another path (%s): no run, and no 200',
		async (path) => {
			scene.host.parameters = { events: ['*'], secretInUrl: 'opensesame' };
			for (const method of ['POST', 'GET']) {
				expect((await scene.host.call(messageText(), { path, method })).status).toBe(404);
			}
			expectNoRun();
		},
	);

	it('that is a part of every path lets nobody in without it', async () => {
		scene.host.parameters = { events: ['*'], secretInUrl: 'webhook' };
		expect((await scene.host.call(messageText())).status).toBe(401);
		expect((await scene.host.call(messageText(), { path: 'webhook/webhook' })).status).toBe(200);
	});
});

describe('Switching the workflow on and off', () => {
	it.each(['checkExists', 'create', 'delete'] as const)('%s has nothing to do', async (method) => {
		expect(await scene.host.lifecycle(method)).toBe(true);
		expect(scene.host.database.staticData).toBe('{}');
	});

	it.each<[IDataObject, string]>([
		[{ secretInUrl: 'my secret&1' }, "'Secret in URL' takes letters and digits only"],
		[{ secretInUrl: 'open-sesame' }, "'Secret in URL' takes letters and digits only"],
		[{ secretInUrl: ' opensesame' }, "'Secret in URL' takes letters and digits only"],
		[{ secretInUrl: '芝麻开门' }, "'Secret in URL' takes letters and digits only"],
		[{ secretInUrl: '  ' }, "'Secret in URL' takes letters and digits only"],
		[{ secretInUrl: '={{ $vars.secret }}' }, "'Secret in URL' takes letters and digits only"],
		[{ dropRepeats: 'true' }, "'Drop Repeats' is neither on nor off"],
		[{ dropRepeats: '={{ undefined }}' }, "'Drop Repeats' is neither on nor off"],
		[{ events: [] }, "Nothing is chosen in 'Trigger On'"],
		[{ events: '={{ undefined }}' }, "Nothing is chosen in 'Trigger On'"],
		[{ platform: 'amazon' }, "'Platform' is none of 1688, taobao and both"],
	])('%j is refused when the workflow is published', async (parameters, message) => {
		scene.host.parameters = { events: ['*'], ...parameters };
		await expect(scene.host.lifecycle('checkExists')).rejects.toMatchObject({
			name: 'NodeOperationError',
			message,
			description: expect.stringMatching(/^[A-Z].*\.$/),
		});
	});

	it.each<IDataObject>([
		{ secretInUrl: 'OpenSesame1688' },
		{ dropRepeats: '={{ false }}' },
		{ platform: '={{ "taobao" }}' },
		{ events: '={{ "ORDER_CREATE" }}' },
	])('%j can be published', async (parameters) => {
		scene.host.parameters = { events: ['*'], ...parameters };
		expect(await scene.host.lifecycle('checkExists')).toBe(true);
	});
});

describe('The panel', () => {
	const { description } = new XportcnKaTrigger();
	const property = (name: string) =>
		description.properties.find((each) => each.name === name) as INodeProperties;
	const options = () => property('events').options as unknown as IDataObject[];

	it('says step by step how the URL is registered by hand', () => {
		const steps = property('registrationNotice').displayName;
		for (const word of ['Production URL', 'Secret', 'Activate', 'callback URL', 'Verify', 'Save'])
			expect(steps).toContain(word);
	});

	it('is of one version, for which n8n evaluates no expression of its own at each request', () => {
		expect(description.version).toBe(2);
		expect(description.defaultVersion).toBeUndefined();
	});

	it('shows one URL, that of messages, and shows it first', () => {
		const shown = description.webhooks?.filter(({ ndvHideUrl }) => ndvHideUrl !== true);
		expect(shown).toEqual([description.webhooks?.[0]]);
		expect(shown).toMatchObject([{ name: 'default', httpMethod: 'POST' }]);
	});

	it('lists every type, under a name without brackets, and says of the inferred ones that they are', () => {
		const [any, ...types] = options();
		expect(any).toMatchObject({ name: 'Any Message', value: '*' });
		expect(types.map(({ name, value }) => [value, name])).toEqual(
			messageTypes.map(({ messageType, name }) => [messageType, name]),
		);
		for (const { messageType, provenance } of messageTypes) {
			const option = types.find(({ value }) => value === messageType);
			expect(option?.name).toMatch(/^[A-Za-z0-9 ]+$/);
			expect(String(option?.description).startsWith('Inferred: ')).toBe(provenance === 'inferred');
			expect(option?.description).toContain(messageType);
		}
		const names = types.map(({ name }) => String(name));
		expect(names).toEqual([...new Set(names)].sort());
		expect(messageTypes.filter(({ provenance }) => provenance === 'documented')).toHaveLength(5);
	});

	it.each<[IDataObject[string], string]>([
		[['ORDER_PAY_SUCCESS'], 'Order Paid'],
		[['ORDER_CREATE', 'SOMETHING_NEW', '*'], 'Order Created, SOMETHING_NEW, Any Message'],
		['={{ "ORDER_CANCEL" }}', 'Order Cancelled'],
	])('says on the canvas what it waits for: %j is %s', (events, subtitle) => {
		expect(scene.host.evaluated({ events }, String(description.subtitle))).toBe(subtitle);
	});

	// n8n 2.8 has no such resolver
	(CORE_LINE === '2.41' ? it : it.skip).each<IDataObject>([
		{},
		{ secretInUrl: '' },
		{ secretInUrl: 'opensesame' },
	])('n8n 2.41 finds the same webhooks without its expression engine (%j)', (parameters) => {
		for (const webhook of description.webhooks ?? []) {
			for (const field of ['path', 'httpMethod'] as const) {
				const node = { parameters } as unknown as INode;
				const native = resolveWebhookDescriptionField(node, webhook, field);
				expect(native.resolved).toBe(webhook[field].startsWith('='));
				if (!native.resolved) continue;
				expect(native.value).toBe(scene.host.evaluated(parameters, webhook[field]));
			}
		}
	});

	it('takes no expression for the secret: the editor would show another URL than n8n registers', () => {
		expect(property('secretInUrl').noDataExpression).toBe(true);
	});

	it('drops repeats and takes both platforms unless told otherwise, and is in English', () => {
		expect(property('dropRepeats').default).toBe(true);
		expect(property('platform').default).toBe('both');
		expect(property('events').description).toBeUndefined();
		expect(JSON.stringify(description)).not.toMatch(/[一-鿿]/);
	});
});
