import { dirname, existsSync, join, process, readdirSync, readFileSync } from '../../tools/node';

import { readPage } from './docBlocks';

const root = process.cwd();
const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (file: string): string[] =>
	[...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

it.each(pages)('%s links to files and sections that are there', (page) => {
	const links = [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
	const own = links.filter((link) => !/^[a-z]+:/.test(link));
	const dead = own.filter((link) => {
		const [path, anchor] = link.split('#');
		const file = path === '' ? join(root, page) : join(root, dirname(page), path);
		if (!existsSync(file)) return true;
		return anchor !== undefined && !anchorsOf(file).includes(anchor);
	});
	expect(dead).toEqual([]);
});

it('every page of docs/ is linked from the README', () => {
	const readme = readPage('README.md');
	expect(
		pages.filter((page) => page.startsWith('docs')).filter((page) => !readme.includes(`](${page}`)),
	).toEqual([]);
});
