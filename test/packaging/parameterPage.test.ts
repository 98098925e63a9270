/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderPage } from './parameterPage';

const PAGE = join(process.cwd(), 'docs', 'parameters.md');

it('docs/parameters.md says what the forms hold (UPDATE_DOCS=1 writes it anew)', () => {
	const page = renderPage();
	if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
	expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
