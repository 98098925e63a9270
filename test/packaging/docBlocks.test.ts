import { join, process, readFileSync, writeFileSync } from '../../tools/node';
import { docBlocks, withBlock, withoutBlocks } from './docBlocks';

it.each(docBlocks.map((block) => [block.page, block.name, block] as const))(
	'%s: the block "%s" is what the code says (UPDATE_DOCS=1 writes it anew)',
	(page, _, block) => {
		const file = join(process.cwd(), page);
		const wanted = withBlock(readFileSync(file, 'utf8'), block);
		if (process.env.UPDATE_DOCS === '1') writeFileSync(file, wanted);
		expect(readFileSync(file, 'utf8')).toBe(wanted);
	},
);

it('what is written by hand is what is outside of the blocks', () => {
	const text =
		'one\n<!-- a: x -->\n\ntwo\n\n<!-- /a -->\nthree\n<!-- b-c: x -->\nfour\n<!-- /b-c -->\n';
	expect(withoutBlocks(text).split(/\s+/).filter(Boolean)).toEqual(['one', 'three']);
});
