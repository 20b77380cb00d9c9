import type { CauseState } from '@lantern/schemas/quarantine';
import {
  readCauses,
  readLargeCountries,
  readSuspects,
  readWaiting,
  type CauseRow,
} from './causes.repo.ts';
import type { SigningDeps } from './signing.seams.ts';

/** Signatures on one page of a cause. */
const PAGE = 50;

/** Whose signatures to read. */
export interface CausePage {
  causeHash: string;
  state: CauseState;
  /** The last id of the page before; null for the first page. */
  after: string | null;
  /** Slug; the current edition when absent. */
  edition?: string | undefined;
}

/** What a person looks at before deciding. Never a name or an address. Throws `edition-unknown`. */
export function createCauses(deps: SigningDeps) {
  const { pool, petition, leastShown } = deps;
  const idOf = async (edition?: string) => (await petition.edition(edition)).id;
  const causes = async (state: CauseState, edition?: string) => {
    const rows = await readCauses(pool, { editionId: await idOf(edition), state });
    return rows.map((row) => told(row, leastShown));
  };
  return {
    /** What waits, by cause, the largest first. */
    quarantine: (edition?: string) => causes('quarantined', edition),
    /** What was let count and can still be taken out, by cause. */
    released: (edition?: string) => causes('confirmed', edition),
    waiting: async (edition?: string) => readWaiting(pool, await idOf(edition)),
    /** A cause's signatures, page by page; `next` asks for the following one, null at the end. */
    quarantined: async ({ edition, ...page }: CausePage) => {
      const scope = { editionId: await idOf(edition), ...page };
      const [rows, large] = await Promise.all([
        readSuspects(pool, { ...scope, limit: PAGE + 1 }),
        readLargeCountries(pool, { ...scope, least: leastShown }),
      ]);
      const signatures = rows.slice(0, PAGE).map((row) => ({
        ...row,
        state: page.state,
        country: large.has(row.country) ? row.country : null,
        submittedAt: row.submittedAt.toISOString(),
        confirmedAt: row.confirmedAt.toISOString(),
      }));
      return { signatures, next: rows.length > PAGE ? (signatures.at(-1)?.id ?? null) : null };
    },
  };
}

/** Instants as ISO; countries too small to be named are summed up in `elsewhere`. */
function told(row: CauseRow, leastShown: number) {
  const named = row.countries.filter(({ total }) => total >= leastShown);
  const shown = named.reduce((sum, { total }) => sum + total, 0);
  return {
    ...row,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    countries: named,
    elsewhere: row.count - shown,
  };
}
