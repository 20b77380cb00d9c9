import type { Locale } from '@lantern/schemas/locale';
import type { SignatureState } from '@lantern/schemas/signature';
import type { Pool } from 'pg';

/** What a mailed link speaks of: a submission, or the signature it became. */
export interface LinkRecord {
  id: string;
  editionId: string;
  state: SignatureState;
  generation: number;
  /** Null once erased. */
  emailHash: Buffer | null;
  emailSealed: Buffer | null;
  nameSealed: Buffer | null;
  locale: Locale;
  number: number | null;
  /** Only of a submission; null for signatures. */
  pending: {
    expiresAt: Date;
    resends: number;
    codeGeneration: number;
    codeIssuedAt: Date;
    codeTries: number;
    /** Null after 24 hours. */
    networkHash: Buffer | null;
  } | null;
}

interface Row extends Omit<LinkRecord, 'pending'> {
  expiresAt: Date | null;
  resends: number;
  codeGeneration: number;
  codeIssuedAt: Date;
  codeTries: number;
  networkHash: Buffer | null;
}

// The signature wins: while a confirmation commits, a reader may see neither or one, never a blend.
const FIND = `
  SELECT id, edition_id AS "editionId", state::text, generation, email_hash AS "emailHash",
    email_sealed AS "emailSealed", name_sealed AS "nameSealed", locale, number,
    NULL::timestamptz AS "expiresAt", 0 AS resends, 0 AS "codeGeneration",
    NULL::timestamptz AS "codeIssuedAt", 0 AS "codeTries", NULL::bytea AS "networkHash"
  FROM signatures WHERE id = ANY($1::uuid[])
  UNION ALL
  SELECT id, edition_id, 'pending', generation, email_hash, email_sealed, name_sealed, locale, NULL,
    expires_at, resends, code_generation, code_issued_at, code_tries, network_hash
  FROM submissions WHERE id = ANY($1::uuid[])`;

/** The records with these ids, in one statement and in their order; null for one there is not (any more). */
export async function findLinkRecords(
  pool: Pool,
  ids: readonly string[],
): Promise<(LinkRecord | null)[]> {
  const { rows } = await pool.query<Row>(FIND, [ids]);
  // Signatures come first, and the first of an id stays.
  const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    return row ? recordOf(row) : null;
  });
}

/** The record with this id; null when there is none (any more). */
export async function findLinkRecord(pool: Pool, id: string): Promise<LinkRecord | null> {
  const [record = null] = await findLinkRecords(pool, [id]);
  return record;
}

function recordOf(row: Row): LinkRecord {
  const { expiresAt, resends, codeGeneration, codeIssuedAt, codeTries, networkHash, ...record } =
    row;
  return {
    ...record,
    pending: expiresAt && {
      expiresAt,
      resends,
      codeGeneration,
      codeIssuedAt,
      codeTries,
      networkHash,
    },
  };
}

/** Whether the address of a pending submission has a signature from another one. */
export async function addressHasSigned(
  pool: Pool,
  editionId: string,
  emailHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM signatures
     WHERE edition_id = $1 AND email_hash = $2 AND state <> 'withdrawn' LIMIT 1`,
    [editionId, emailHash],
  );
  return rowCount === 1;
}
