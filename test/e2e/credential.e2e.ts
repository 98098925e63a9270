import { credentialFor } from '../harness/scene';
import { troubles } from './harness/credentialTroubles';
import { useScene } from './harness/scene';

const scene = useScene();

describe('the credential, tested through the REST API', () => {
	it.each(['milliseconds', 'seconds'])('is green with good keys, in %s', async (timestampUnit) => {
		const data = credentialFor(scene.sandbox.baseUrl, { timestampUnit });
		expect(await scene.n8n.testCredential(scene.credential, data)).toMatchObject({ status: 'OK' });
	});

	it.each(troubles)('is red with $name and says what to look at', async (trouble) => {
		trouble.arrange(scene.sandbox);
		const data = credentialFor(scene.sandbox.baseUrl, trouble.change);
		const { status, message } = await scene.n8n.testCredential(scene.credential, data);
		expect([status, message]).toEqual(['Error', expect.stringContaining(trouble.message)]);
		expect(message).not.toContain(data.accessSecret);
	});

	it('has a message of its own for each', () => {
		expect(new Set(troubles.map(({ message }) => message)).size).toBe(troubles.length);
	});

	it('hands the secret to nobody who reads it back', async () => {
		const { id } = scene.credential;
		const stored = await scene.n8n.call('get', `/credentials/${id}?includeData=true`);
		expect(JSON.stringify(stored)).toContain(scene.sandbox.keys.accessKey);
		expect(JSON.stringify(stored)).not.toContain(scene.sandbox.keys.accessSecret);
	});
});
