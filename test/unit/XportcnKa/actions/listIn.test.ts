import { parseId } from '../../../../nodes/shared/ids';
import { entriesIn, listIn, objectsIn } from '../../../../nodes/XportcnKa/actions/listIn';

const idOf = ({ id }: { id?: unknown }) => parseId(id);

describe('The list in an answer', () => {
	it.each([
		['the data itself', [1]],
		['under data', { data: [1] }],
		['under records', { records: [1], total: 1 }],
		['under list', { list: [1] }],
		['under result', { result: [1] }],
		['under the first of the names that has one', { data: null, list: [1], result: [2] }],
		['under the first that is not empty', { records: [], list: [1], result: [2] }],
	])('may be %s', (_, data) => {
		expect(listIn(data)).toEqual([1]);
	});

	it.each([null, undefined, 'x', 7, {}, { data: { list: [1] } }, { rows: [1] }])(
		'is not in %j',
		(data) => {
			expect(listIn(data)).toBeUndefined();
			expect(objectsIn(data)).toBeUndefined();
		},
	);

	it('is one of objects only if it has nothing else in it', () => {
		expect(objectsIn([{ a: 1 }, {}])).toEqual([{ a: 1 }, {}]);
		expect(objectsIn([])).toEqual([]);
		for (const other of [null, 1, 'x', [], [{}]])
			expect(objectsIn([{ a: 1 }, other])).toBeUndefined();
	});
});

describe('The entries of an answer', () => {
	it.each([
		['the one that it is, by its number', { id: '1', list: [7] }, [{ id: '1', list: [7] }]],
		['those of its list', { list: [7, 8] }, [7, 8]],
		['those of the list that it is', [7], [7]],
		['itself, when it is neither', { a: 1 }, [{ a: 1 }]],
		['nothing, as one entry', null, [null]],
	])('are %s', (_, data, entries) => {
		expect(entriesIn(data, idOf)).toEqual(entries);
	});
});
