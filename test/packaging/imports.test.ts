import ts from 'typescript';
import {
	dirname,
	existsSync,
	join,
	mkdirSync,
	mkdtempSync,
	process,
	readdirSync,
	readFileSync,
	relative,
	resolve,
	rmSync,
	tmpdir,
	writeFileSync,
} from '../../tools/node';

/** What each file imports, by paths relative to a folder. */
type Imports = Map<string, string[]>;

/** The TypeScript files below some folders. */
const filesBelow = (root: string, folders: string[]): string[] =>
	folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name)),
	);

/** The files that a file imports, exports from or loads, types counted: what is not a file is none. */
function importsOf(file: string): string[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(file, 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
				names.push(node.moduleSpecifier.text);
		} else if (ts.isImportTypeNode(node)) {
			if (ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
				names.push(node.argument.literal.text);
		} else if (ts.isExternalModuleReference(node)) {
			if (ts.isStringLiteral(node.expression)) names.push(node.expression.text);
		} else if (ts.isCallExpression(node)) {
			const [argument] = node.arguments;
			const loads =
				node.expression.kind === ts.SyntaxKind.ImportKeyword ||
				(ts.isIdentifier(node.expression) && node.expression.text === 'require');
			if (loads && argument && ts.isStringLiteralLike(argument)) names.push(argument.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return names
		.filter((name) => name.startsWith('.'))
		.map((name) => resolve(dirname(file), name))
		.flatMap((path) => [`${path}.ts`, join(path, 'index.ts'), path].filter(existsSync).slice(0, 1));
}

function importsBelow(root: string, folders: string[]): Imports {
	const files = filesBelow(root, folders);
	return new Map(
		files.map((file) => [
			relative(root, file),
			importsOf(file).map((imported) => relative(root, imported)),
		]),
	);
}

/** A circle of imports, from a file back to itself, for each that there is along some way. */
function circlesIn(imports: Imports): string[][] {
	const circles: string[][] = [];
	const done = new Set<string>();
	const visit = (file: string, way: string[]): void => {
		const at = way.indexOf(file);
		if (at !== -1) {
			circles.push([...way.slice(at), file]);
			return;
		}
		if (done.has(file)) return;
		for (const imported of imports.get(file) ?? []) visit(imported, [...way, file]);
		done.add(file);
	};
	for (const file of imports.keys()) visit(file, []);
	return circles;
}

describe('No two files of the package import each other, on whatever way, types counted', () => {
	it('in nodes/ and credentials/', () => {
		const imports = importsBelow(process.cwd(), ['nodes', 'credentials']);
		expect(imports.size).toBeGreaterThan(50);
		expect(imports.get('nodes/XportcnKa/actions/order/pay.operation.ts')).toContain(
			'nodes/XportcnKa/actions/operation.ts',
		);
		expect(circlesIn(imports)).toEqual([]);
	});
});

describe('Files import nothing', () => {
	const isBelow = (folders: string[]) => (file: string) =>
		folders.some((folder) => file.startsWith(join(folder, '/')));
	const imported = (folders: string[]) => [...importsBelow(process.cwd(), folders).values()].flat();

	it('from outside of nodes/ and credentials/ when they are published', () => {
		const published = ['nodes', 'credentials'];
		const files = imported(published);
		expect(files.length).toBeGreaterThan(100);
		expect(files.filter((file) => !isBelow(published)(file))).toEqual([]);
	});

	it('of scripts/ in test/, and nothing of test/ in scripts/ and tools/', () => {
		expect(imported(['test']).filter(isBelow(['scripts']))).toEqual([]);
		expect(imported(['scripts', 'tools']).filter(isBelow(['test']))).toEqual([]);
	});
});

describe('This test', () => {
	let root: string;
	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'n8n-nodes-xportcn-imports-'));
		mkdirSync(join(root, 'src', 'deep'), { recursive: true });
	});
	afterEach(() => rmSync(root, { recursive: true, force: true }));

	const circles = (files: Record<string, string>): string[][] => {
		for (const [name, code] of Object.entries(files)) writeFileSync(join(root, 'src', name), code);
		return circlesIn(importsBelow(root, ['src']));
	};

	it.each([
		['values', "import { b } from './b';"],
		['types', "import type { B } from './b';"],
		['a type among values', "import { type B } from './b';"],
		['a type by its place', "export type A = import('./b').B;"],
		['an export', "export * from './b';"],
		['an export of types', "export type { B } from './b';"],
		['nothing but the file', "import './b';"],
		['a call', "const b = await import('./b');"],
		['require', "const b = require('./b');"],
		['import and require', "import b = require('./b');"],
	])('sees a circle by %s', (_, code) => {
		expect(circles({ 'a.ts': code, 'b.ts': "import { a } from './a';" })).toEqual([
			['src/a.ts', 'src/b.ts', 'src/a.ts'],
		]);
	});

	it('sees one over several files, folders and an index', () => {
		expect(
			circles({
				'a.ts': "import './deep';",
				'deep/index.ts': "import './c';",
				'deep/c.ts': "import '../b';",
				'b.ts': "import './a';",
			}),
		).toEqual([['src/a.ts', 'src/deep/index.ts', 'src/deep/c.ts', 'src/b.ts', 'src/a.ts']]);
	});

	it('sees that a file imports itself', () => {
		expect(circles({ 'a.ts': "import './a';" })).toEqual([['src/a.ts', 'src/a.ts']]);
	});

	it('sees none where two files share a third, or where a text only looks like an import', () => {
		expect(
			circles({
				'a.ts': "import './b'; import './c'; import 'crypto'; import x from './data.json';",
				'b.ts': "import './c'; // import './a'",
				'c.ts': 'export const text = "import \'./a\'";',
			}),
		).toEqual([]);
	});
});
