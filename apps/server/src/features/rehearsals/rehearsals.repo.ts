import type { Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import { REHEARSAL_DOMAIN } from '@lantern/schemas/rehearsal';

export interface LockedRehearsal {
  id: string;
  kind: 'real' | 'rehearsal';
  isCurrent: boolean;
}

/** The edition of that name, locked until the transaction ends; null if there is none. */
export async function lockRehearsal(
  tx: Transaction,
  slug: string,
): Promise<LockedRehearsal | null> {
  const { rows } = await tx.query<LockedRehearsal>(
    `SELECT id, kind::text AS kind, is_current AS "isCurrent" FROM editions WHERE slug = $1 FOR UPDATE`,
    [slug],
  );
  return rows[0] ?? null;
}

export async function setClock(tx: Transaction, id: string, clock: DayClock): Promise<void> {
  await tx.query(
    'UPDATE editions SET clock_real_at = $2, clock_day_at = $3, clock_rate = $4 WHERE id = $1',
    [id, clock.realAt, clock.dayAt, clock.rate],
  );
}

/** Accounts made for that rehearsal: their addresses are nobody's. */
export async function readPeople(tx: Transaction, slug: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM users WHERE email LIKE $1', [
    addressesOf(slug),
  ]);
  return rows.map(({ id }) => id);
}

/** Where an account's id or address stands; passkeys and sessions go with the account itself. */
export async function wipePeople(
  tx: Transaction,
  accounts: readonly string[],
  slug: string,
): Promise<void> {
  for (const table of ['person_contacts', 'push_subscriptions'])
    await tx.query(`DELETE FROM ${table} WHERE account_id = ANY($1)`, [accounts]);
  await tx.query('DELETE FROM approvals WHERE requested_by = ANY($1)', [accounts]);
  await tx.query('DELETE FROM invitations WHERE email LIKE $1', [addressesOf(slug)]);
  await tx.query('DELETE FROM users WHERE id = ANY($1)', [accounts]);
}

const addressesOf = (slug: string) =>
  `%@${slug.replaceAll('_', String.raw`\_`)}.${REHEARSAL_DOMAIN}`;

/**
 * Deletes an edition with every row that names it. The tables are read from the catalogue, those that point at others
 * first, so that a table added later is wiped as well.
 */
export async function wipeEdition(tx: Transaction, id: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(TABLES_OF_EDITIONS);
  for (const { name } of rows) await tx.query(`DELETE FROM "${name}" WHERE edition_id = $1`, [id]);
  await tx.query('DELETE FROM editions WHERE id = $1', [id]);
}

const TABLES_OF_EDITIONS = `
  WITH RECURSIVE ranked AS (
    SELECT c.oid, 0 AS depth FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION
    SELECT k.conrelid, r.depth + 1 FROM ranked r
    JOIN pg_constraint k ON k.confrelid = r.oid AND k.contype = 'f' AND k.conrelid <> r.oid
    WHERE r.depth < 20
  )
  SELECT c.relname AS name FROM pg_class c JOIN ranked r USING (oid)
  WHERE EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'edition_id' AND NOT a.attisdropped)
  GROUP BY c.relname ORDER BY max(r.depth) DESC, c.relname`;
