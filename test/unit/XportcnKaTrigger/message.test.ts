import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { parseLossless } from '../../../nodes/shared/losslessJson';
import { messageJson } from '../../../nodes/XportcnKaTrigger/item';
import { readMessage } from '../../../nodes/XportcnKaTrigger/message';
import type { Message } from '../../../nodes/XportcnKaTrigger/message';
import { keyOf } from '../../../nodes/XportcnKaTrigger/repeats';

const ID = '3305075341149134260';

function messageIn(text: string): Message {
	const reading = readMessage(text);
	if (reading.kind !== 'message') throw new Error(`this is ${reading.kind}`);
	return reading.message;
}

const itemFor = (text: string): IDataObject => messageJson(messageIn(text), 0);

/** A message around the text of a body. */
const around = (bodyText: string, more: object = {}): string =>
	JSON.stringify({
		messageType: 'ORDER_CREATE',
		messageBody: bodyText,
		messagePlatform: 1,
		...more,
	});

describe('readMessage', () => {
	it('throws at no text', () => {
		const almost = fc
			.tuple(fc.json(), fc.nat(), fc.string())
			.map(([json, at, text]) => around(json).slice(0, at) + text);
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json(), almost), (text) => {
				const reading = readMessage(text);
				if (reading.kind === 'message') messageJson(reading.message, 0);
			}),
			{ numRuns: 500 },
		);
	});

	it('reads whatever JSON stands in any of the fields, and makes an item of it', () => {
		const value = fc.jsonValue();
		fc.assert(
			fc.property(value, value, value, (messageBody, messagePlatform, timestamp) => {
				const reading = readMessage(
					JSON.stringify({ messageType: 'T', messageBody, messagePlatform, timestamp }),
				);
				if (reading.kind === 'message') messageJson(reading.message, 0);
			}),
		);
	});

	it('takes what says nothing for no message, however it is printed', () => {
		const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 4 });
		const nothing = fc.constantFrom('""', '"{}"', '"[]"', '"null"', 'null', '{}', '[]', '" "');
		const type = fc.constantFrom('""', 'null', '"ORDER_CREATE"');
		fc.assert(
			fc.property(
				fc.array(blanks, { minLength: 9, maxLength: 9 }),
				nothing,
				type,
				(gaps, none, kind) => {
					// with a type, an empty object in a text is the body of a message
					fc.pre(kind !== '"ORDER_CREATE"' || !/^"[^" ]/.test(none));
					const parts = ['{', '"messageType"', ':', kind, ',', '"messageBody"', ':', none, '}'];
					const text = parts.map((part, at) => gaps[at] + part).join('');
					expect(readMessage(text)).toEqual({ kind: 'noMessage' });
					expect(readMessage(JSON.stringify(text))).toEqual({ kind: 'noMessage' });
				},
			),
		);
	});

	it('never takes for no message what holds a body, however it is printed and wrapped', () => {
		const body = fc.constantFrom('{"orderId":"1"}', '[1]', '0', 'false', '"text"', '"{\\"a\\":1}"');
		const wraps = [
			(text: string) => `[${text}]`,
			(text: string) => `{"data": ${text} }`,
			(text: string) => JSON.stringify(text),
			(text: string) => JSON.stringify({ data: text }),
			(text: string) => text.slice(0, -1),
		];
		fc.assert(
			fc.property(body, fc.array(fc.constantFrom(...wraps), { maxLength: 5 }), (inner, wrapped) => {
				const text = wrapped.reduce(
					(each, wrap) => wrap(each),
					`{ "messageType" : "" , "messageBody" : ${inner} }`,
				);
				expect(readMessage(text).kind).toBe('unreadable');
			}),
		);
	});

	it('is done with the longest of texts, whatever they are made of', () => {
		const pieces = [
			'"messageBody"',
			' ',
			'\\',
			'"',
			':',
			'=',
			'[',
			'{"messageBody":',
			'"messageBody\\"",',
		];
		for (const beginning of ['', '"messageBody"', '{"messageBody":"', '["']) {
			for (const piece of pieces) {
				const text = (beginning + piece.repeat(1_000_000 / piece.length)).slice(0, 1_000_000);
				expect(readMessage(text).kind).toMatch(/^(noMessage|unreadable)$/);
			}
		}
		const texts = (count: number) => JSON.stringify(Array(count).fill('{messageBody'));
		expect(readMessage(texts(60_000)).kind).toBe('unreadable');
		expect(readMessage(texts(50)).kind).toBe('noMessage');
	});

	it('makes an item of a platform and a push time that cannot be turned into text', () => {
		const odd = { toString: 1, valueOf: 1 };
		expect(itemFor(around('{"totalAmount":1}', { messagePlatform: odd, timestamp: odd }))).toEqual(
			expect.objectContaining({ messagePlatform: odd, timestamp: odd, pushedAt: null }),
		);
	});

	it('takes a body that is an object already', () => {
		expect(itemFor(`{"messageType":"T","messageBody":{"orderId":${ID}}}`)).toMatchObject({
			orderId: ID,
			messageBody: { orderId: ID },
		});
	});
});

describe('messageJson', () => {
	it('keeps every digit of every number, in the body and around it', () => {
		const digits = fc.bigInt({ min: 10n ** 15n, max: 10n ** 22n }).map(String);
		fc.assert(
			fc.property(digits, digits, (inside, outside) => {
				const raw = around(`{"orderId":${inside},"deep":[{"id":${inside}}]}`).replace(
					'"messagePlatform":1',
					`"messagePlatform":1,"messageId":${outside}`,
				);
				const item = itemFor(raw);
				expect(item.orderId).toBe(inside);
				expect(String((item.deep as IDataObject[])[0].id)).toBe(inside);
				expect(String(item.messageId)).toBe(outside);
				expect(item.rawMessage).toBe(raw);
			}),
		);
	});

	it('loses no field of a body, whatever its name, and gives every free name its value', () => {
		const added = new Set(Object.keys(itemFor(around('{"orderId":"1"}'))).concat('error'));
		const names = fc.oneof(
			fc.string(),
			fc.constantFrom(...added, '__proto__', 'constructor', 'toString', 'totalCny'),
		);
		fc.assert(
			fc.property(fc.dictionary(names, fc.jsonValue()), (body) => {
				const bodyText = JSON.stringify(body);
				const parsed = parseLossless(bodyText);
				const item = itemFor(around(bodyText));
				expect(JSON.stringify(item.messageBody)).toBe(JSON.stringify(parsed));
				const taken = new Set([...added, 'totalCny', 'vendorError']);
				for (const name of Object.keys(body).filter((each) => !taken.has(each))) {
					expect(Object.keys(item)).toContain(name);
					expect(Object.getOwnPropertyDescriptor(item, name)?.value).toEqual(
						Object.getOwnPropertyDescriptor(parsed, name)?.value,
					);
				}
			}),
		);
	});

	it("lets the message's own fields and the added ones win over the body's, which stay below", () => {
		const body = { messageType: 'mine', timestamp: 'mine', verified: true, totalAmount: 1 };
		const item = itemFor(around(JSON.stringify({ ...body, totalCny: 'mine' })));
		expect(item).toMatchObject({
			messageType: 'ORDER_CREATE',
			verified: false,
			totalCny: '0.01',
			messageBody: { ...body, totalCny: 'mine' },
		});
	});

	it('never makes an item that n8n takes for an error of its own', () => {
		const item = itemFor(around('{"error":"x"}', { error: 'y' }));
		expect(item.error).toBeUndefined();
		expect(item).toMatchObject({ vendorError: 'x', messageBody: { error: 'x' } });
	});

	it.each([
		['a list', '[1]', [1]],
		['a number', '7', 7],
		['nothing', 'null', null],
	])('keeps a body that is %s', (_name, bodyText, messageBody) => {
		expect(itemFor(around(bodyText))).toMatchObject({ messageType: 'ORDER_CREATE', messageBody });
	});

	it('lets nothing from outside stand for what is added, or for the body', () => {
		const item = itemFor(
			around(
				'{"orderId":"3305075341149134260","totalAmount":6400,"payTime":"2026-05-20 15:41:00"}',
				{
					...{ orderId: '2', totalCny: '0.01', payTimeIso: 'x', verified: true, rawMessage: '' },
				},
			),
		);
		expect(item).toMatchObject({
			orderId: '3305075341149134260',
			totalCny: '64.00',
			payTimeIso: '2026-05-20T15:41:00+08:00',
			verified: false,
		});
		expect(item.rawMessage).not.toBe('');
	});

	it('makes text of an order number that came as a small number', () => {
		expect(itemFor(around('{"orderId":1234567890123}')).orderId).toBe('1234567890123');
		expect(itemFor(around('{"orderId":"not a number"}')).orderId).toBeNull();
		expect(itemFor(around('{"orderId":"1,2,3"}')).orderId).toBeNull();
		expect(itemFor(around('{"refundId":"TQ1"}'))).not.toHaveProperty('orderId');
	});

	it.each<[string, unknown]>([
		['["3305075341149134260","3305075341149134261"]', null],
		['{"a":1}', null],
		['"3305075341149134260,3305075341149134261"', null],
		['true', null],
		['null', null],
		['3305075341149134260', ID],
		['" 3305075341149134260 "', ID],
	])('makes one order number or none of %s beside the body, too', (given, orderId) => {
		for (const body of ['{"refundId":"TQ1"}', '[]', '"text"', '7']) {
			const text = `{"messageType":"T","messageBody":${JSON.stringify(body)},"orderId":${given}}`;
			expect([body, itemFor(text).orderId]).toEqual([body, orderId]);
		}
		const inBody = `{"messageType":"T","messageBody":{"orderId":${ID}},"orderId":${given}}`;
		expect(itemFor(inBody).orderId).toBe(ID);
		const noneInBody = `{"messageType":"T","messageBody":{"orderId":null},"orderId":${given}}`;
		expect(itemFor(noneInBody).orderId).toBeNull();
	});

	it('begins with the order number', () => {
		expect(Object.keys(itemFor(around('{"orderNo":"PO1","orderId":"1"}')))[0]).toBe('orderId');
	});

	it.each([
		['"2026-05-20 15:40:00"', '2026-05-20T15:40:00+08:00'],
		['"2026-13-20 15:40:00"', undefined],
		['"2026-05-20 25:40:00"', undefined],
		['"2026-05-20"', undefined],
		['"about 2026-05-20 15:40:00"', undefined],
		['1779263269913', undefined],
		['null', undefined],
	])('the time %s as ISO 8601: %s', (value, iso) => {
		expect(itemFor(around(`{"anyTime":${value}}`)).anyTimeIso).toBe(iso);
	});

	it.each([
		['"1779263269913"', '2026-05-20T07:47:49.913Z'],
		['1779263269913', '2026-05-20T07:47:49.913Z'],
		['"1779263269"', null],
		['"soon"', null],
		['null', null],
	])('the push time %s: %s', (timestamp, pushedAt) => {
		expect(itemFor(around('{"a":1}', { timestamp: JSON.parse(timestamp) })).pushedAt).toBe(
			pushedAt,
		);
	});
});

describe('keyOf', () => {
	it('tells messages apart by type, platform and body, and by nothing else', () => {
		const message = fc.record({
			messageType: fc.constantFrom('A', 'B'),
			messagePlatform: fc.constantFrom(0, 1),
			messageBody: fc.constantFrom('{"a":1}', '{"a":2}', '{"b":1}'),
			timestamp: fc.constantFrom('1', '2'),
		});
		fc.assert(
			fc.property(message, message, (one, other) => {
				const areTheSame =
					JSON.stringify({ ...one, timestamp: '' }) === JSON.stringify({ ...other, timestamp: '' });
				const keys = [one, other].map((each) => keyOf(messageIn(JSON.stringify(each))));
				expect(keys[0] === keys[1]).toBe(areTheSame);
				expect(keys[0]).toHaveLength(12);
			}),
		);
	});
});
