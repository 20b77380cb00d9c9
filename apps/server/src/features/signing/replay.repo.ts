import type { Transaction } from '@lantern/db/database';
import type { ErasureEntry } from './signing.seams.ts';

/** A submission or signature, as far as the ledger speaks of it. */
export interface LedgerSubject {
  id: string;
  editionId: string;
  emailHash: Buffer | null;
  submittedAt: Date;
  pending: boolean;
}

const PAGE = 5_000;

/** Every submission and signature, in bounded memory. */
export async function* allSubjects(tx: Transaction): AsyncGenerator<LedgerSubject[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await tx.query<LedgerSubject>(
      `(SELECT id, edition_id AS "editionId", email_hash AS "emailHash", submitted_at AS "submittedAt",
          false AS pending
        FROM signatures WHERE id > $1 ORDER BY id LIMIT $2)
       UNION ALL
       (SELECT id, edition_id, email_hash, created_at, true FROM submissions WHERE id > $1 ORDER BY id LIMIT $2)
       ORDER BY id LIMIT $2`,
      [after, PAGE],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/** Those entries that this database has not had. */
export async function unknownEntries(
  tx: Transaction,
  entries: readonly ErasureEntry[],
): Promise<ErasureEntry[]> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM erasures WHERE id = ANY($1::uuid[])',
    [entries.map(({ id }) => id)],
  );
  const known = new Set(rows.map(({ id }) => id));
  return entries.filter(({ id }) => !known.has(id));
}
