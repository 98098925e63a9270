import { chance } from './chance';
import { OTHER_PATHS, SISTER_PATHS } from './endpoints';
import { SandboxInputError } from './errors';
import { DEFAULT_PROFILE, type Profile } from './profile';

const MINUTE = 60_000;

const variant = (name: string, differences: Partial<Profile>): Profile => ({
	...DEFAULT_PROFILE,
	...differences,
	name,
});

const YUAN = { list: 'yuan', details: 'yuan', create: 'fen' } as const;

/** Xportcns that could be. All invented; each decides something that the public pages leave open. */
const VARIANTS: readonly Profile[] = [
	DEFAULT_PROFILE,
	variant('seconds-only', { timestampUnit: 'seconds' }),
	variant('milliseconds-only', { timestampUnit: 'milliseconds' }),
	variant('other-signature', { stringToSign: '{accessKey}{nonceStr}{timestamp}{accessSecret}' }),
	variant('secret-first', { stringToSign: '{accessSecret}{accessKey}{timestamp}{nonceStr}' }),
	variant('unsigned-search', { searchChecksSignature: false }),
	variant('sister-paths', { paths: SISTER_PATHS }),
	variant('html-404', { paths: SISTER_PATHS, wrongPath: 'html404' }),
	variant('code-404', { paths: SISTER_PATHS, wrongPath: 'code404' }),
	variant('yuan', { amountUnit: YUAN }),
	variant('tree-1688', { detailsShape: 'tree1688' }),
	variant('no-out-order-id', { showsOutOrderId: false, list: { ignoresOutOrderId: true } }),
	variant('lagging-list', {
		list: { lagMs: MINUTE, maxPageSize: 20, order: 'modified' },
		listEnvelope: 'records',
		showsModifyTime: true,
	}),
	variant('slow-details', { paidShownAfterMs: 3 * MINUTE }),
	variant('details-never-paid', { paidShownAfterMs: null }),
	variant('late-debit', { debitAfterMs: 2 * MINUTE }),
	variant('answers-1688', { createAnswer: '1688' }),
	variant('all-different', {
		paths: OTHER_PATHS,
		timestampUnit: 'seconds',
		stringToSign: '{accessSecret}{accessKey}{nonceStr}{timestamp}',
		amountUnit: YUAN,
		listShape: 'tree1688',
		detailsShape: 'tree1688',
		showsOutOrderId: false,
		list: { ignoresOutOrderId: true, lagMs: 5000, maxPageSize: 50 },
		listEnvelope: 'result',
		createAnswer: '1688',
		paidShownAfterMs: 3 * MINUTE,
		wrongPath: 'code404',
	}),
];

/** Every named profile, by its name. */
export const PROFILES: Readonly<Record<string, Profile>> = Object.fromEntries(
	VARIANTS.map((profile) => [profile.name, profile]),
);

/** @throws SandboxInputError when there is none of that name */
export function profileNamed(name: string): Profile {
	const profile = VARIANTS.find((each) => each.name === name);
	if (profile) return profile;
	const names = VARIANTS.map((each) => each.name).join(', ');
	throw new SandboxInputError(400, `there is no profile ${name}; there are ${names}`);
}

/** A profile of which each part is drawn from the named ones, all values of a part alike. */
export function drawProfile(seed: number): Profile {
	const drawn = Object.keys(DEFAULT_PROFILE).map((key) => {
		const values = VARIANTS.map((profile) => profile[key as keyof Profile]);
		const different = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
		return [key, different[Math.floor(chance(seed, 'profile', key) * different.length)]];
	});
	return { ...(Object.fromEntries(drawn) as Profile), name: `drawn-${seed}` };
}
