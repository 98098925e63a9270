/* eslint-disable @n8n/community-nodes/no-restricted-globals */

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `yyyy-MM-dd HH:mm:ss` in China time (UTC+8). Format documented, zone inferred. */
export function chinaTime(ms: number): string {
	return new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Waits. The timer alone never keeps a process alive: the listening server does. */
export async function pause(ms: number): Promise<void> {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}
