import { UnrecognizedNodeTypeError } from 'n8n-core';
import { NodeApiError, UserError } from 'n8n-workflow';
import { version as workflowVersion } from 'n8n-workflow/package.json';

import { CORE_LINE } from './coreLine';
import { foldersOf } from './coreLines.cjs';
import type { CoreLine } from './coreLines.cjs';
import './engine';
import { xportcnNode } from './workflows';

/** What jest.config.js says of the project that this runs in. */
declare const WANTED_CORE_LINE: CoreLine;

/** The folders of these two packages that code was loaded from so far. */
function loadedFolders(): string[] {
	const pattern = /^(.*\/(?:n8n-core(?:-[\d.]+)?|n8n-workflow))\/dist\//;
	const files = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
	return [...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))].sort();
}

it('loads n8n-core and n8n-workflow of its line, and no other copy of either', () => {
	expect(CORE_LINE).toBe(WANTED_CORE_LINE);
	expect(workflowVersion.startsWith(`${WANTED_CORE_LINE}.`)).toBe(true);
	expect(loadedFolders()).toEqual(
		Object.values(foldersOf(WANTED_CORE_LINE))
			.map((folder) => folder.replaceAll('\\', '/'))
			.sort(),
	);
	expect(new UnrecognizedNodeTypeError('any', 'thing')).toBeInstanceOf(UserError);
});

it('behaves as its line does: on 2.8 an error of the API loses its cause', () => {
	const cause = new Error('connect ECONNREFUSED 127.0.0.1:9');
	const error = new NodeApiError(xportcnNode('Xportcn', {}), cause as never);
	expect(error.cause).toBe(CORE_LINE === '2.8' ? undefined : cause);
});
