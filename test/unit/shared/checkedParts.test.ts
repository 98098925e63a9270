import { checkedPartIn } from '../../../nodes/shared/checkedParts';
import { reasonIn } from '../../../nodes/XportcnKa/outcome/reasons';

it.each([
	['签名错误', 'signature'],
	['SIGNATURE_MISMATCH', 'signature'],
	['sign error', 'signature'],
	['时间戳过期', 'timestamp'],
	['timestamp格式错误', 'timestamp'],
	['access-key不存在', 'key'],
	['access_key unknown', 'key'],
	['accessKey unknown', 'key'],
	['密钥无效', 'key'],
	['user-id无权限', 'user'],
	['user_id unknown', 'user'],
	['Permission denied', 'user'],
	['用户被禁用', 'user'],
])('%s is about the %s, for the credential and the node alike', (text, part) => {
	expect(checkedPartIn(text)).toBe(part);
	expect(reasonIn(text)).toMatchObject({ kind: 'credential', about: part });
});

it.each(['', '参数错误', 'assignment failed', 'design'])('%j names no part', (text) => {
	expect(checkedPartIn(text)).toBeUndefined();
});
