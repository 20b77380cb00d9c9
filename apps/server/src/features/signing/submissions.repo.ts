import type { Transaction } from '@lantern/db/database';
import { DAY_MS, KEPT } from '@lantern/schemas/retention';
import type { Pool } from 'pg';
import type { SubmissionRow } from './submission-row.ts';

/** Pending signatures are deleted after this. */
const PENDING_MS = KEPT.unconfirmedDays * DAY_MS;
/** Between two mails for the same submission. */
export const RESEND_GAP_MS = 60_000;
/** Mails a submission may ask for again. */
export const MAX_RESENDS = 5;
/** Guesses a code survives. */
export const MAX_TRIES = 5;

/** A row to insert. A code that is not mailed has no tries left, so that nobody can guess it. */
export type NewSubmission = SubmissionRow & { mailed: boolean };

export interface StoredSubmission {
  /** Id of the row that was asked for and of the one that holds it, often the same. */
  askedId: string;
  id: string;
  generation: number;
  inserted: boolean;
  /** A code was issued just now: for a new row, or because a repeat is due another mail. */
  renewed: boolean;
}

const COLUMNS: readonly [column: string, type: string, value: (row: NewSubmission) => unknown][] = [
  ['id', 'uuid', ({ id }) => id],
  ['edition_id', 'uuid', ({ editionId }) => editionId],
  ['email_hash', 'bytea', ({ emailHash }) => emailHash],
  ['snapshot_hash', 'bytea', ({ snapshotHash }) => snapshotHash],
  ['email_sealed', 'bytea', ({ emailSealed }) => emailSealed],
  ['name_sealed', 'bytea', ({ nameSealed }) => nameSealed],
  ['country', 'text', ({ country }) => country],
  ['city_slug', 'text', ({ citySlug }) => citySlug],
  ['locale', 'text', ({ locale }) => locale],
  ['text_id', 'uuid', ({ textId }) => textId],
  ['show_name', 'bool', ({ showName }) => showName],
  ['deliver_name', 'bool', ({ deliverName }) => deliverName],
  ['updates', 'bool', ({ updates }) => updates],
  ['ref', 'text', ({ ref }) => ref],
  ['mail_provider', 'text', ({ mailProvider }) => mailProvider],
  ['domain_hash', 'bytea', ({ domainHash }) => domainHash],
  ['network_hash', 'bytea', ({ networkHash }) => networkHash],
  ['code_tries', 'int', ({ mailed }) => (mailed ? 0 : MAX_TRIES)],
];
const NAMES = COLUMNS.map(([column]) => column).join(', ');
const ARRAYS = COLUMNS.map(([, type], index) => `$${index + 5}::${type}[]`).join(', ');

// The same submission again is a wish for another mail, under the same limits as pressing "resend".
// It meets its likeness only from the same network: whoever else types my words gets a row of their
// own, and so no power over mine.
const RENEWS = `(EXCLUDED.code_tries = 0 AND s.code_issued_at <= $1::timestamptz - $3::interval AND s.resends < $4)`;
const INSERT = `
  INSERT INTO submissions AS s (${NAMES}, code_issued_at, created_at, expires_at)
  SELECT t.*, $1, $1, $2 FROM unnest(${ARRAYS}) AS t(${NAMES})
  ON CONFLICT (edition_id, email_hash, snapshot_hash) DO UPDATE SET
    expires_at = EXCLUDED.expires_at,
    code_generation = s.code_generation + ${RENEWS}::int,
    resends = s.resends + ${RENEWS}::int,
    code_tries = CASE WHEN ${RENEWS} THEN 0 ELSE s.code_tries END,
    code_issued_at = CASE WHEN ${RENEWS} THEN $1 ELSE s.code_issued_at END
  WHERE s.network_hash = EXCLUDED.network_hash
  RETURNING s.id, s.email_hash, s.snapshot_hash, s.generation, old.id IS NULL AS inserted,
    old.code_generation IS DISTINCT FROM s.code_generation AS renewed`;

interface ReturnedRow {
  id: string;
  email_hash: Buffer;
  snapshot_hash: Buffer;
  generation: number;
  inserted: boolean;
  renewed: boolean;
}

/** Two rows with this key are one submission. */
export const submissionKey = (row: { emailHash: Buffer; snapshotHash: Buffer }): string =>
  `${row.emailHash.toString('latin1')}${row.snapshotHash.toString('latin1')}`;

/**
 * Stores `rows` of one edition (no two with the same {@link submissionKey}, sorted by it) in one statement. A row whose
 * likeness came from another network is missing from the answer.
 */
export async function insertSubmissions(
  tx: Transaction,
  rows: readonly NewSubmission[],
  now: Date,
): Promise<StoredSubmission[]> {
  if (rows.length === 0) return [];
  const asked = new Map(rows.map((row) => [submissionKey(row), row.id]));
  const result = await tx.query<ReturnedRow>({
    name: 'signing-insert-submissions',
    text: INSERT,
    values: [
      now,
      new Date(now.getTime() + PENDING_MS),
      `${RESEND_GAP_MS} milliseconds`,
      MAX_RESENDS,
      ...COLUMNS.map(([, , value]) => rows.map(value)),
    ],
  });
  return result.rows.map((row) => ({
    askedId:
      asked.get(submissionKey({ emailHash: row.email_hash, snapshotHash: row.snapshot_hash })) ??
      row.id,
    id: row.id,
    generation: row.generation,
    inserted: row.inserted,
    renewed: row.renewed,
  }));
}

/** Whether `slug` is one of the edition's cities. */
export async function cityExists(pool: Pool, editionId: string, slug: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'SELECT 1 FROM cities WHERE edition_id = $1 AND slug = $2',
    [editionId, slug],
  );
  return rowCount === 1;
}

/** The signature each of these addresses already has, withdrawn ones aside; keyed by hex. */
export async function signaturesOfAddresses(
  tx: Transaction | Pool,
  editionId: string,
  emailHashes: readonly Buffer[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; email_hash: Buffer }>(
    `SELECT id, email_hash FROM signatures
     WHERE edition_id = $1 AND email_hash = ANY($2::bytea[]) AND state <> 'withdrawn'`,
    [editionId, emailHashes],
  );
  return new Map(rows.map(({ id, email_hash }) => [email_hash.toString('hex'), id]));
}
