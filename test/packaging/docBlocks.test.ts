import { join, process, readFileSync, writeFileSync } from '../../tools/node';
import { docBlocks } from './docBlocks';

it.each(docBlocks.map((block) => [block.page, block.name, block] as const))(
	'%s: the block "%s" is what the code says (UPDATE_DOCS=1 writes it anew)',
	(page, name, { render }) => {
		const file = join(process.cwd(), page);
		const text = readFileSync(file, 'utf8');
		const block = new RegExp(`(<!-- ${name}: [^>]*-->\n)[^]*(<!-- /${name} -->)`);
		expect(text).toMatch(block);
		const wanted = text.replace(
			block,
			(_, start: string, end: string) => `${start}\n${render()}\n\n${end}`,
		);
		if (process.env.UPDATE_DOCS === '1') writeFileSync(file, wanted);
		expect(readFileSync(file, 'utf8')).toBe(wanted);
	},
);
