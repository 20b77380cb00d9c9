import type { ListedRow, Place, SealedName } from './supporters.repo.ts';

/** Rows read and opened at a time: a few milliseconds of decryption, then others have their turn. */
const PAGE_ROWS = 1_000;

interface Names {
  nextPage: (page: { after: Place | null; most: number }) => Promise<ListedRow[]>;
  nameOf: (row: SealedName) => string;
}

interface Sought {
  search: string;
  most: number;
}

interface Found {
  found: (ListedRow & { name: string })[];
  /** There are others beyond `most`. */
  more: boolean;
}

/**
 * The newest `most` names that hold `search`. Names are sealed one by one, so the database cannot search
 * them: they are opened page by page, and the search ends with the page that holds enough.
 */
export async function findNames(names: Names, { search, most }: Sought): Promise<Found> {
  const wanted = comparable(search);
  const rows = wanted === '' ? most + 1 : PAGE_ROWS;
  const found: Found['found'] = [];
  let after: Place | null = null;
  for (;;) {
    const page: ListedRow[] = await names.nextPage({ after, most: rows });
    for (const row of page) {
      const name = names.nameOf(row);
      if (comparable(name).includes(wanted)) found.push({ ...row, name });
    }
    const last = page.at(-1);
    const atEnd = page.length < rows || !last;
    if (atEnd || found.length > most)
      return { found: found.slice(0, most), more: found.length > most };
    after = { confirmedAt: last.confirmedAt, id: last.id };
  }
}

/** What two spellings of a name have in common: no accents, no case, one kind of space. */
const comparable = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLocaleLowerCase('und')
    .replaceAll(/\s+/gu, ' ')
    .trim();
