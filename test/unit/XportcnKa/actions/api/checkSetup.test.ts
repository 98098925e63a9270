import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { DEFAULT_STRING_TO_SIGN } from '../../../../../credentials/signing';
import { endpoints } from '../../../../../nodes/shared/endpoints';
import { checkSetup } from '../../../../../nodes/XportcnKa/actions/api/checkSetup.operation';
import {
	OTHER_PATHS,
	STRINGS_TO_SIGN,
	WRONG_STRING_TO_SIGN,
} from '../../../../../nodes/XportcnKa/actions/api/setup/guesses';
import { isFailed } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type {
	CredentialChanges,
	XportcnClient,
} from '../../../../../nodes/XportcnKa/transport/client';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, answer, page, unanswered } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

/** One request as a server sees it. */
interface Asked {
	path: string;
	body: IDataObject;
	stringToSign: string;
	timestampUnit: string;
}
type Server = (asked: Asked, nth: number) => HttpResult;

const SEARCH = endpoints['product.search'].path;
const LIST = endpoints['order.getMany'].path;
const DETAILS = endpoints['order.get'].path;

/** One line of what Check Setup says. */
interface Line extends IDataObject {
	check: string;
	verdict: string;
	whatToDo: string;
}

/** Runs Check Setup, with one sample order for each item, against a server. */
async function run(server: Server, samples: Array<string | undefined> = [undefined]) {
	const asked: Asked[] = [];
	const clientWith = (changes: CredentialChanges): XportcnClient => ({
		...scriptedClient(() => page(500)).client,
		rule: {
			timestampUnit: 'milliseconds',
			stringToSign: DEFAULT_STRING_TO_SIGN,
			endpointPaths: {},
			...(changes as object),
		},
		with: clientWith,
		async send({ path }, body) {
			const { timestampUnit, stringToSign } = this.rule;
			asked.push({ path, body: body as IDataObject, timestampUnit, stringToSign });
			return server(asked[asked.length - 1], asked.length);
		},
	});
	const tasks = samples.map((orderId, index) => ({
		task: { key: `${index}`, identity: {}, sample: { orderId, total: undefined } },
		context: { client: clientWith({}), settings: undefined },
	}));
	const results = await checkSetup.executeAll?.(tasks, {} as IExecuteFunctions);
	const linesOf = (key: string): Line[] =>
		(results?.get(key) ?? []).map((result) => ({
			...(result.json as unknown as Line),
			failedReason: isFailed(result) ? result.failedReason : undefined,
		}));
	const lines = linesOf('0');
	return {
		asked,
		lines,
		linesOf,
		credential: lines.filter(({ check }) => check.startsWith('Credential')),
		summary: lines[lines.length - 1],
	};
}

const verdictsOf = (lines: Array<{ verdict: string }>) => lines.map(({ verdict }) => verdict);

/** A server that takes one rule of signing, and answers every read. */
const takes =
	(
		stringToSign: string,
		{ badSignature = answer(401, { msg: '签名错误' }), work = accepted([]) } = {},
	): Server =>
	(asked) =>
		asked.stringToSign === stringToSign ? work : badSignature;

const BUSY: Array<[string, HttpResult]> = [
	['code 429', answer(429)],
	['code 500', answer(500)],
	['HTTP 503 with code 1', answer(1, { httpStatus: 503 })],
	['HTTP 429 with code 429', answer(429, { httpStatus: 429 })],
	['words of "too often" under another code', answer(400, { msg: '请求过于频繁' })],
	['words of "system busy"', answer(-1, { msg: '系统繁忙,请稍后再试' })],
	['a gateway', page(502)],
	['nobody', unanswered('timeout')],
];

describe('"Too busy" is no answer', () => {
	it.each(BUSY)('to a rule of signing: %s', async (_, busy) => {
		const { credential, summary } = await run(({ stringToSign, timestampUnit }) =>
			timestampUnit === 'milliseconds' &&
			[WRONG_STRING_TO_SIGN, DEFAULT_STRING_TO_SIGN].includes(stringToSign)
				? answer(401, { msg: '签名错误' })
				: busy,
		);
		expect(verdictsOf(credential)).toEqual(['failed']);
		expect(credential[0].whatToDo).toContain('Not every other one could be tried');
		expect(summary).toMatchObject({
			stringToSign: DEFAULT_STRING_TO_SIGN,
			timestampUnit: 'milliseconds',
		});
	});

	it.each(BUSY)('of a rule: the right one is found behind it: %s', async (_, busy) => {
		const right = STRINGS_TO_SIGN[3];
		const server = takes(right);
		const { summary } = await run((asked) =>
			asked.stringToSign === STRINGS_TO_SIGN[1] ? busy : server(asked, 0),
		);
		expect(summary).toMatchObject({ verdict: 'corrected', stringToSign: right });
	});

	it.each(BUSY)('of a path: %s', async (_, busy) => {
		const server = takes(DEFAULT_STRING_TO_SIGN);
		const { lines } = await run((asked, nth) =>
			asked.path === DETAILS ? busy : server(asked, nth),
		);
		const line = lines.find(({ check }) => check === 'Path of Order → Get');
		expect(line).toMatchObject({ verdict: 'failed', path: DETAILS });
		expect(line?.whatToDo).toContain('This could not be checked.');
	});

	it.each(BUSY)('of another path: the right one is found behind it: %s', async (_, busy) => {
		const [first, second] = OTHER_PATHS['order.get'] ?? [];
		const server = takes(DEFAULT_STRING_TO_SIGN);
		const { lines, summary } = await run((asked, nth) => {
			if (asked.path === DETAILS) return answer(404, { httpStatus: 404 });
			return asked.path === first ? busy : server(asked, nth);
		});
		expect(lines.find(({ check }) => check === 'Path of Order → Get')).toMatchObject({
			verdict: 'corrected',
			path: second,
		});
		expect(JSON.parse(String(summary.endpointPaths))).toEqual({ 'order.get': second });
	});

	it.each(BUSY)('to the first request: the credential is not blamed: %s', async (_, busy) => {
		const { credential, asked } = await run(() => busy);
		expect(verdictsOf(credential)).toEqual(['failed']);
		expect(credential[0].whatToDo).toContain('The credential could not be checked.');
		expect(asked).toHaveLength(1);
	});
});

describe('A rule that is refused no more', () => {
	it.each([
		['user', 'user-id无权限', /User ID/],
		['key', 'access-key不存在', /Access Key/],
	])('for the signature, but for the %s, is right, and the check ends', async (_, msg, advice) => {
		const right = STRINGS_TO_SIGN[2];
		const { credential, summary, lines, asked } = await run(
			takes(right, { work: answer(403, { msg }) }),
		);
		expect(verdictsOf(credential)).toEqual(['corrected', 'failed']);
		expect(credential[0].whatToDo).toContain('see Failed');
		expect(credential[1]).toMatchObject({ failedReason: msg });
		expect(credential[1].whatToDo).toMatch(advice);
		expect(summary).toMatchObject({ verdict: 'corrected', stringToSign: right });
		expect(lines).toHaveLength(3);
		expect(asked[asked.length - 1].stringToSign).toBe(right);
	});

	it('for the signature, but in words that nobody knows, is not taken for right', async () => {
		const msg = '非法请求';
		const { credential, summary } = await run(
			takes(STRINGS_TO_SIGN[2], { work: answer(401, { msg }) }),
		);
		expect(verdictsOf(credential)).toEqual(['failed']);
		expect(credential[0]).toMatchObject({ failedReason: msg });
		expect(credential[0].whatToDo).toContain('ask for the rule of signing');
		expect(summary.stringToSign).toBe(DEFAULT_STRING_TO_SIGN);
	});

	it('but finds no product is right', async () => {
		const right = STRINGS_TO_SIGN[1];
		const { credential, summary } = await run(
			takes(right, { work: answer(400, { msg: '商品不存在' }) }),
		);
		expect(verdictsOf(credential)).toEqual(['corrected']);
		expect(summary.stringToSign).toBe(right);
	});
});

describe('A wrong signature that is refused for another reason', () => {
	const inOtherWords = answer(400, { msg: '非法请求' });

	it('and again so, while the right one is accepted, shows that the rule is right', async () => {
		const { credential, asked } = await run(
			takes(DEFAULT_STRING_TO_SIGN, { badSignature: inOtherWords }),
		);
		expect(verdictsOf(credential)).toEqual(['works']);
		expect(asked.slice(0, 3).map(({ stringToSign }) => stringToSign)).toEqual([
			...[WRONG_STRING_TO_SIGN, DEFAULT_STRING_TO_SIGN, WRONG_STRING_TO_SIGN],
		]);
	});

	it('only once shows nothing: the order list has to tell', async () => {
		const { credential } = await run(({ path, stringToSign }, nth) => {
			if (nth === 1) return inOtherWords;
			const isWrong = path === LIST && stringToSign !== DEFAULT_STRING_TO_SIGN;
			return isWrong ? answer(401, { msg: '签名错误' }) : accepted([]);
		});
		expect(credential.map(({ verdict, path }) => [verdict, path])).toEqual([
			['skipped', SEARCH],
			['works', LIST],
		]);
	});

	it('only once, at the list too, leaves the rule unchecked', async () => {
		const { credential, summary } = await run((_, nth) =>
			nth === 1 || nth === 4 ? inOtherWords : accepted([]),
		);
		expect(verdictsOf(credential)).toEqual(['skipped']);
		expect(summary.whatToDo).not.toContain('needs no change');
	});
});

describe('A search that takes any signature', () => {
	const [otherList] = OTHER_PATHS['order.getMany'] ?? [];
	const searchTakesAny =
		(list: (asked: Asked) => HttpResult): Server =>
		(asked) =>
			asked.path === SEARCH ? accepted([]) : list(asked);

	it('has the order list tell, wherever that is', async () => {
		const { credential, lines, summary } = await run(
			searchTakesAny((asked) => {
				if (asked.path === LIST) return answer(404, { httpStatus: 404 });
				return takes(STRINGS_TO_SIGN[1])(asked, 0);
			}),
		);
		expect(verdictsOf(credential)).toEqual(['skipped', 'corrected']);
		expect(lines.find(({ check }) => check === 'Path of Order → Get Many')).toMatchObject({
			verdict: 'corrected',
			path: otherList,
		});
		expect(summary).toMatchObject({
			stringToSign: STRINGS_TO_SIGN[1],
			endpointPaths: JSON.stringify({ 'order.getMany': otherList }),
		});
	});

	it('goes on where the list refuses in words that nobody knows', async () => {
		const { credential, lines } = await run(
			searchTakesAny(({ path }) => (path === LIST ? answer(400, { msg: '参数' }) : accepted([]))),
		);
		expect(verdictsOf(credential)).toEqual(['skipped']);
		expect(lines.map(({ check }) => check)).toContain('Path of Product → Get');
	});
});

describe('A search at another path', () => {
	const [otherSearch] = OTHER_PATHS['product.search'] ?? [];

	it('is a correction', async () => {
		const { credential, summary } = await run((asked, nth) =>
			asked.path === SEARCH
				? answer(404, { httpStatus: 404 })
				: takes(DEFAULT_STRING_TO_SIGN)(asked, nth),
		);
		expect(credential).toMatchObject([{ verdict: 'corrected', path: otherSearch }]);
		expect(summary).toMatchObject({
			verdict: 'corrected',
			endpointPaths: JSON.stringify({ 'product.search': otherSearch }),
		});
	});
});

describe('The summary', () => {
	it('says what was not checked', async () => {
		const { lines, summary } = await run(takes(DEFAULT_STRING_TO_SIGN));
		const skipped = lines.filter(({ verdict }) => verdict === 'skipped');
		expect(skipped.length).toBeGreaterThan(0);
		expect(summary.whatToDo).not.toContain('needs no change');
		for (const { check } of skipped) expect(summary.whatToDo).toContain(check);
	});

	it('says that the rest was not checked where the credential is refused', async () => {
		const { summary } = await run(() => answer(401, { msg: 'access-key不存在' }));
		expect(summary.whatToDo).toContain(
			'paths, order details and the unit of amounts were not checked',
		);
	});
});

describe('The most requests', () => {
	it('hold for all items together, and what was not asked is skipped', async () => {
		const samples = Array.from({ length: 6 }, (_, index) => `330050435058313426${index}`);
		const { asked, linesOf } = await run(takes(DEFAULT_STRING_TO_SIGN), samples);
		expect(asked).toHaveLength(30);
		const last = linesOf('5');
		expect(verdictsOf(last)).toEqual(['skipped', 'works']);
		expect(last[0].whatToDo).toContain('The most requests of one run are used up');
		expect(last[1].whatToDo).not.toContain('needs no change');
	});
});
