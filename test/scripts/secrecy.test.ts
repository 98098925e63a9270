import {
	join,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	tmpdir,
	writeFileSync,
} from '../../tools/node';
import { searchFor } from '../../tools/e2e/secrecy';

const SECRET = 'planted-secret';
let folder: string;
let elsewhere: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'xportcn-secrecy-'));
	elsewhere = mkdtempSync(join(tmpdir(), 'xportcn-elsewhere-'));
	mkdirSync(join(folder, '.n8n', 'nodes'), { recursive: true });
	writeFileSync(join(folder, 'n8n.log'), 'Editor is now accessible\n');
});

afterEach(() => {
	for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
});

const plant = (content: string | Buffer, ...path: string[]) => {
	const file = join(folder, ...path);
	writeFileSync(file, content);
	return file;
};

it('finds nothing where nothing is, and says what it has looked into', async () => {
	const other = plant('another-secret', '.n8n', 'config');
	const { searched, found } = await searchFor(SECRET, [folder, join(folder, 'missing')]);
	expect(found).toEqual([]);
	expect(searched.sort()).toEqual([other, join(folder, 'n8n.log')].sort());
});

it('finds it in every file that has it, hidden ones and binary ones too', async () => {
	const binary = Buffer.concat([
		Buffer.from([0, 255, 0, 128]),
		Buffer.from(SECRET),
		Buffer.alloc(9),
	]);
	const planted = [
		plant(binary, '.n8n', 'database.sqlite-wal'),
		plant(`{"accessSecret":"${SECRET}"}`, '.n8n', 'nodes', '.hidden'),
		plant('', `${SECRET}.png`),
	];
	expect((await searchFor(SECRET, [folder])).found.sort()).toEqual(planted.sort());
});

it('looks into all of the folders', async () => {
	writeFileSync(join(elsewhere, 'picture.png'), SECRET);
	expect((await searchFor(SECRET, [folder, elsewhere])).found).toEqual([
		join(elsewhere, 'picture.png'),
	]);
});

it('does not follow links out of a folder', async () => {
	writeFileSync(join(elsewhere, 'theirs'), SECRET);
	symlinkSync(elsewhere, join(folder, 'node_modules'), 'junction');
	expect((await searchFor(SECRET, [folder])).found).toEqual([]);
});
