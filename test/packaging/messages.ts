/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Stands for what varies in a message. */
export const GAP = '…';

/** A text of two or more words in the code. */
export interface Message {
	/** With a gap for each value that is put in. */
	text: string;
	/** "file:line". */
	where: string;
}

/** How a text is compared: blanks around a gap, and line breaks, do not count. */
export const comparable = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/ ?…[… ]*/g, GAP)
		.trim();

/**
 * Every text in the code that could be shown to a person, but for the forms. Whatever has two words
 * counts, wherever it stands: a rule that knew the places where messages are made would miss the one
 * that is made in a new place.
 */
export const messagesIn = (folders: string[]): Message[] =>
	folders
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ts'))
				.map((name) => join(folder, name)),
		)
		.sort()
		.flatMap((file) => messagesOf(file, readFileSync(file, 'utf8')));

/** The same for the source text of one file. */
export function messagesOf(file: string, code: string): Message[] {
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const messages: Message[] = [];
	const visit = (node: ts.Node): void => {
		if (isOfAForm(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
		const text = textOf(node);
		if (text !== undefined && hasTwoWords(text) && !isJson(text)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			messages.push({ text: comparable(text), where: `${file}:${line + 1}` });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return messages;
}

/** A literal's text. The values in a template are gaps; literals within them are visited by themselves. */
function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.head.text + node.templateSpans.map(({ literal }) => GAP + literal.text).join('');
}

/** Words, and values that are put in where one could stand. Names of fields and of things have one. */
const hasTwoWords = (text: string): boolean =>
	/ /.test(text) && /\p{L}{2}/u.test(text) && (text.match(/\p{L}{2,}|…/gu) ?? []).length > 1;

/** Samples of JSON that stand in a form. */
function isJson(text: string): boolean {
	try {
		return typeof JSON.parse(text) === 'object';
	} catch {
		return false;
	}
}

/**
 * Whether something describes a form, for the editor: a property or a node (`displayName`), an entry
 * of a list (`name` and `value`), or where a path is from (`source`).
 */
function isOfAForm(node: ts.Node): boolean {
	if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) {
		if (['displayName', 'source'].includes(node.name.getText())) return true;
	}
	if (!ts.isObjectLiteralExpression(node)) return false;
	const names = node.properties.map(({ name }) => name?.getText());
	return names.includes('displayName') || (names.includes('name') && names.includes('value'));
}
