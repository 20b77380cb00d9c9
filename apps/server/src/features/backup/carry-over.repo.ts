import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** What the database that is about to be replaced holds. */
export interface Standing {
  /** Rows that a person would miss: signatures, submissions, accounts, audit entries. */
  rows: number;
  /** Connections of others to it. */
  others: number;
}

const TELLING = ['signatures', 'submissions', 'users', 'erasures', 'audit_log'];

/** Looks at the target before anything is changed. */
export async function lookAt(pool: Pool): Promise<Standing> {
  const { rows: present } = await pool.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass('public.' || name) IS NOT NULL`,
    [TELLING],
  );
  let total = 0;
  for (const { name } of present) {
    const { rows } = await pool.query<{ count: number }>(`SELECT count(*) FROM public.${name}`);
    total += rows[0]?.count ?? 0;
  }
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend'
       AND application_name <> current_setting('application_name')`,
  );
  return { rows: total, others: rows[0]?.count ?? 0 };
}

/** An entry of the erasure ledger, as the tables hold it. */
export interface KeptErasure {
  id: string;
  kind: 'erase' | 'withdraw' | 'unsubscribe';
  recordHash: Buffer;
  addressHash: Buffer | null;
  at: Date;
}

/** What must not be forgotten of the database that is replaced. */
export interface CarriedOver {
  erasures: KeptErasure[];
  /** Tally heads, so that neither versions nor signer numbers are used again for something else. */
  heads: { editionId: string; version: number; lastNumber: number }[];
  /** Accounts that are frozen now, whatever they were when the backup was taken. */
  frozen: { id: string; frozenAt: Date }[];
}

/** Reads it inside the restoring transaction, before the tables go; from then on no lock is waited for long. */
export async function readCarriedOver(tx: Transaction): Promise<CarriedOver> {
  await tx.query(`SET LOCAL lock_timeout = '10s'`);
  return {
    erasures: await ifThere<KeptErasure>(
      tx,
      'erasures',
      `SELECT id, kind, record_hash AS "recordHash", address_hash AS "addressHash", at
       FROM erasures ORDER BY at`,
    ),
    heads: await ifThere(
      tx,
      'tally_heads',
      `SELECT edition_id AS "editionId", version, last_number AS "lastNumber" FROM tally_heads`,
    ),
    frozen: await ifThere(
      tx,
      'users',
      `SELECT id, frozen_at AS "frozenAt" FROM users WHERE frozen_at IS NOT NULL`,
    ),
  };
}

/** Keeps which mails have been dealt with since, until the transaction ends. */
export async function keepMailOutcomes(tx: Transaction): Promise<void> {
  await tx.query(`CREATE TEMP TABLE kept_outcomes (job_id uuid PRIMARY KEY) ON COMMIT DROP`);
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public.mail_outcomes') IS NOT NULL AS there`,
  );
  if (rows[0]?.there)
    await tx.query('INSERT INTO kept_outcomes SELECT DISTINCT job_id FROM mail_outcomes');
}

async function ifThere<Row extends object>(
  tx: Transaction,
  table: string,
  query: string,
): Promise<Row[]> {
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public.' || $1) IS NOT NULL AS there`,
    [table],
  );
  if (!rows[0]?.there) return [];
  return (await tx.query<Row>(query)).rows;
}
