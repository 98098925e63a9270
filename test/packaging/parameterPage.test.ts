import { join, process, readFileSync, writeFileSync } from '../../tools/node';
import { renderPage } from './parameterPage';

const PAGE = join(process.cwd(), 'docs', 'parameters.md');

it('docs/parameters.md says what the forms hold (UPDATE_DOCS=1 writes it anew)', () => {
	const page = renderPage();
	if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
	expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
