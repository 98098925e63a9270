/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- demo values, worth nothing */
/** What a buyer copies from the vendor's console. The secret is never sent, only signed with. */
export interface SandboxKeys {
	userId: string;
	accessKey: string;
	accessSecret: string;
}

/** Keys the sandbox accepts unless told otherwise. Demo values: they open nothing but a sandbox. */
export const DEMO_KEYS: Readonly<SandboxKeys> = {
	userId: '1000000000001',
	accessKey: 'dec0de00dec0de00dec0de00dec0de00',
	accessSecret: 'demo-access-secret-of-the-sandbox',
};
