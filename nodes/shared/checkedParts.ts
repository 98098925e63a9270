/** The parts of a request that Xportcn checks before it does any work. */
export type CheckedPart = 'signature' | 'timestamp' | 'key' | 'user';

/**
 * What a refusal by Xportcn's own check is about, by a word in it; the first that fits. Its texts are
 * not public: that one which names a part of the request is about that part is inferred.
 */
export const CHECKED_PARTS: ReadonlyArray<{ part: CheckedPart; words: RegExp }> = [
	{ part: 'signature', words: /签名|signature|\bsign\b/i },
	{ part: 'timestamp', words: /时间戳|timestamp/i },
	{ part: 'key', words: /access[-_\s]{0,2}key|密钥|秘钥/i },
	{
		part: 'user',
		words: /权限|permission|user[-_\s]{0,2}id|用户(不存在|无效|被禁用|已停用)/i,
	},
];

/** The part that a text names; undefined when it names none. */
export const checkedPartIn = (text: string): CheckedPart | undefined =>
	CHECKED_PARTS.find(({ words }) => words.test(text))?.part;
