export type CoreLine = '2.41' | '2.8';
export const CORE_LINES: Record<CoreLine, string>;
export function isCoreLine(text: string): text is CoreLine;
export function foldersOf(line: CoreLine): Record<'n8n-core' | 'n8n-workflow', string>;
export function moduleNameMapperOf(line: CoreLine): Record<string, string>;
