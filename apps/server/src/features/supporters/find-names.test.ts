import { expect, test } from 'vitest';
import { findNames } from './find-names.ts';
import type { ListedRow, Place } from './supporters.repo.ts';

/** `count` rows, newest first; every third is called Ann. */
function listOf(count: number) {
  const asked: (Place | null)[] = [];
  const rows = Array.from({ length: count }, (_, n): ListedRow => {
    const confirmedAt = new Date(1_800_000_000_000 - n * 1_000);
    return { id: String(n), nameSealed: Buffer.alloc(0), confirmedAt, hiddenAt: null };
  });
  const nextPage = async ({ after, most }: { after: Place | null; most: number }) => {
    asked.push(after);
    const start = after ? Number(after.id) + 1 : 0;
    return rows.slice(start, start + most);
  };
  const nameOf = ({ id }: { id: string }) => (Number(id) % 3 === 0 ? `Ann ${id}` : `Bo ${id}`);
  return { asked, names: { nextPage, nameOf } };
}

test('without words the newest are read in one page', async () => {
  const { asked, names } = listOf(50);
  const { found, more } = await findNames(names, { search: ' ', most: 10 });
  expect(found.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(more).toBe(true);
  expect(asked).toEqual([null]);
});

test('a search goes on from page to page until it has enough, and no further', async () => {
  const { asked, names } = listOf(5_000);
  const rare = await findNames(names, { search: 'ann 4998', most: 10 });
  expect(rare).toMatchObject({ found: [{ name: 'Ann 4998' }], more: false });
  expect(asked.map((after) => after?.id ?? null)).toEqual([
    null,
    '999',
    '1999',
    '2999',
    '3999',
    '4999',
  ]);
  asked.length = 0;
  expect(await findNames(names, { search: 'ANN', most: 10 })).toMatchObject({ more: true });
  expect(asked).toHaveLength(1);
});
