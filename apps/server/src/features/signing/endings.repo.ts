import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { COUNTED, type CountedRow, type StoredState } from './signatures.repo.ts';
import type { ErasureEntry, ErasureKind } from './signing.seams.ts';

/** Records of one edition, by id or by address. */
export interface RecordChoice {
  editionId: string;
  recordIds: readonly string[];
  emailHashes: readonly Buffer[];
}

const CHOSEN = 'edition_id = $1 AND (id = ANY($2::uuid[]) OR email_hash = ANY($3::bytea[]))';
const chosen = ({ editionId, recordIds, emailHashes }: RecordChoice) => [
  editionId,
  recordIds,
  emailHashes,
];

/** Locks signatures, in the order of their ids. */
export async function lockSignatures(tx: Transaction, choice: RecordChoice): Promise<CountedRow[]> {
  const { rows } = await tx.query<CountedRow>(
    `SELECT ${COUNTED} FROM signatures WHERE ${CHOSEN} ORDER BY id FOR UPDATE`,
    chosen(choice),
  );
  return rows;
}

/** Ends signatures; `withdrawn` frees the address for a new one. */
export async function setState(
  tx: Transaction,
  ids: readonly string[],
  { state, now }: { state: StoredState; now: Date },
): Promise<void> {
  await tx.query(
    `UPDATE signatures SET state = $2::signature_state, decided_at = $3 WHERE id = ANY($1::uuid[])`,
    [ids, state, now],
  );
}

/** Removes what is personal; country, city and number stay, since they are in the counts. */
export async function forget(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `UPDATE signatures SET email_hash = NULL, email_sealed = NULL, name_sealed = NULL, show_name = false,
       deliver_name = false, updates = false, ref = NULL, mail_provider = 'other', cause_hash = NULL,
       erased_at = coalesce(erased_at, $2)
     WHERE id = ANY($1::uuid[])`,
    [ids, now],
  );
}

/** Deletes pending submissions. */
export async function deletePending(tx: Transaction, choice: RecordChoice): Promise<void> {
  await tx.query(
    `DELETE FROM submissions WHERE id IN (
       SELECT id FROM submissions WHERE ${CHOSEN} ORDER BY id FOR UPDATE)`,
    chosen(choice),
  );
}

/** All editions, in one order for all who lock several. */
export async function editionIds(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM editions ORDER BY id');
  return rows.map(({ id }) => id);
}

/** No updates, and no reminder of a pending one. */
export async function stopMails(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  await tx.query('UPDATE signatures SET updates = false WHERE id = ANY($1::uuid[])', [ids]);
  await tx.query(
    `UPDATE submissions SET updates = false, reminded_at = coalesce(reminded_at, $2)
     WHERE id = ANY($1::uuid[])`,
    [ids, now],
  );
}

/** Adds entries to the ledger's table; those it has already are left alone. */
export async function recordErasures(
  tx: Transaction,
  entries: readonly ErasureEntry[],
): Promise<void> {
  await tx.query(
    `INSERT INTO erasures (id, kind, record_hash, address_hash, at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::timestamptz[])
     ON CONFLICT (id) DO NOTHING`,
    [
      entries.map(({ id }) => id),
      entries.map(({ kind }) => kind),
      entries.map(({ recordHash }) => recordHash),
      entries.map(({ addressHash }) => addressHash),
      entries.map(({ at }) => at),
    ],
  );
}

/** Whether the ledger's table has a record under one of `kinds`. */
export async function hasErasure(
  pool: Pool,
  recordHash: Buffer,
  kinds: readonly ErasureKind[],
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'SELECT FROM erasures WHERE record_hash = $1 AND kind = ANY($2::text[]) LIMIT 1',
    [recordHash, kinds],
  );
  return rowCount === 1;
}
