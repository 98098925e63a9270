import { process } from '../../tools/node';
import { ensureDebianPackages, obstacleToInstalling } from '../../tools/n8n/debian';

const packages = ['redis-server', 'postgresql'];
const step = { update: () => undefined };

describe('Debian packages', () => {
	it('can be installed by root where there is apt-get', () => {
		expect(obstacleToInstalling(packages, { apt: true, root: true })).toBeUndefined();
	});

	it('are named with the command for those who are not root', () => {
		expect(obstacleToInstalling(packages, { apt: true, root: false })).toContain(
			'sudo apt-get install --no-install-recommends redis-server postgresql',
		);
	});

	it('are named where there is no apt-get', () => {
		const obstacle = obstacleToInstalling(packages, { apt: false, root: true });
		expect(obstacle).toContain('redis-server postgresql');
		expect(obstacle).toContain('no apt-get');
	});

	describe('on a machine without apt-get', () => {
		const { PATH } = process.env;
		beforeAll(() => (process.env.PATH = '/nowhere'));
		afterAll(() => (process.env.PATH = PATH));

		it('are not asked for when what is wanted of them is there', async () => {
			await expect(ensureDebianPackages(packages, () => true, step)).resolves.toBeUndefined();
		});

		it('are a clear error when it is not', async () => {
			await expect(ensureDebianPackages(packages, () => false, step)).rejects.toThrow(
				'there is no apt-get here',
			);
		});
	});
});
