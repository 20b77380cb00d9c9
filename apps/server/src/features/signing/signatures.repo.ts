import type { Statement, Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Channel } from '@lantern/schemas/signature';
import type { Pool } from 'pg';
import { lockForTransaction } from '../../platform/advisory-lock.ts';

/** States of a row of `signatures`; `pending` ones are submissions. */
export type StoredState = 'confirmed' | 'quarantined' | 'withdrawn' | 'void';

/** A pending row, as confirming needs it. */
export interface PendingRow {
  id: string;
  generation: number;
  emailHash: Buffer;
  emailSealed: Buffer;
  nameSealed: Buffer;
  country: string;
  citySlug: string | null;
  locale: Locale;
  textId: string;
  showName: boolean;
  deliverName: boolean;
  updates: boolean;
  ref: string | null;
  mailProvider: string;
  domainHash: Buffer;
  networkHash: Buffer | null;
  createdAt: Date;
  expiresAt: Date;
}

const PENDING = `id, generation, email_hash AS "emailHash", email_sealed AS "emailSealed",
  name_sealed AS "nameSealed", country, city_slug AS "citySlug", locale, text_id AS "textId",
  show_name AS "showName", deliver_name AS "deliverName", updates, ref,
  mail_provider AS "mailProvider", domain_hash AS "domainHash", network_hash AS "networkHash",
  created_at AS "createdAt", expires_at AS "expiresAt"`;

/**
 * Puts everything that changes which signatures count into one order per edition, for all nodes. First in
 * its transaction: what is read after it stays true until the commit, and no two can deadlock.
 */
export async function lockCounting(tx: Transaction, editionId: string): Promise<void> {
  await lockForTransaction(tx, `signing/${editionId}`);
}

/** Locks pending rows, in the order of their ids. */
export async function lockPending(tx: Transaction, ids: readonly string[]): Promise<PendingRow[]> {
  const { rows } = await tx.query<PendingRow>(
    `SELECT ${PENDING} FROM submissions WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return rows;
}

/** State and number of signatures, by id. */
export async function statesOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, { state: StoredState; number: number | null; generation: number }>> {
  const { rows } = await tx.query<{
    id: string;
    state: StoredState;
    number: number | null;
    generation: number;
  }>('SELECT id, state, number, generation FROM signatures WHERE id = ANY($1::uuid[])', [ids]);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** When the petition is handed over; null for no such edition. */
export async function deliveryOf(
  tx: Transaction | Pool,
  editionId: string,
): Promise<{ deliversAt: Date } | null> {
  const { rows } = await tx.query<{ deliversAt: Date }>(
    'SELECT delivers_at AS "deliversAt" FROM editions WHERE id = $1',
    [editionId],
  );
  return rows[0] ?? null;
}

/** A submission with the verdict on it. */
export interface JudgedRow extends PendingRow {
  state: 'confirmed' | 'quarantined';
  number: number | null;
  suspicions: readonly string[];
  cause: Buffer | null;
}

/**
 * Turns submissions into signatures under the same ids, so that sealed values move as they are. The
 * network is left behind.
 */
export function movingToSignatures(judged: readonly JudgedRow[], now: Date): Statement[] {
  const ids = judged.map(({ id }) => id);
  return [
    {
      text: MOVE,
      values: [
        now,
        ids,
        judged.map(({ state }) => state),
        judged.map(({ number }) => number),
        judged.map(({ suspicions }) => suspicions.join(',')),
        judged.map(({ cause }) => cause),
      ],
    },
    { text: 'DELETE FROM submissions WHERE id = ANY($1::uuid[])', values: [ids] },
  ];
}

const MOVE = `
  INSERT INTO signatures (id, edition_id, state, number, email_hash, email_sealed, name_sealed,
    country, city_slug, locale, text_id, show_name, deliver_name, updates, ref, mail_provider,
    suspicions, cause_hash, submitted_at, confirmed_at, generation)
  SELECT s.id, s.edition_id, v.state::signature_state, v.number, s.email_hash, s.email_sealed, s.name_sealed,
    s.country, s.city_slug, s.locale, s.text_id, s.show_name, s.deliver_name, s.updates, s.ref, s.mail_provider,
    string_to_array(v.suspicions, ','), v.cause, s.created_at, $1, s.generation
  FROM unnest($2::uuid[], $3::text[], $4::int8[], $5::text[], $6::bytea[])
    AS v(id, state, number, suspicions, cause)
  JOIN submissions s ON s.id = v.id`;

/** What a signature is to the counts. */
export interface CountedRow {
  id: string;
  editionId: string;
  state: StoredState;
  number: number | null;
  country: string;
  citySlug: string | null;
  channel: Channel;
  ref: string | null;
}

export const COUNTED = `id, edition_id AS "editionId", state, number, country,
  city_slug AS "citySlug", channel, ref`;

/** Its address refuses mail for good; the first time counts. */
export async function markBounced(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.query('UPDATE signatures SET bounced_at = coalesce(bounced_at, $2) WHERE id = $1', [
    id,
    now,
  ]);
}
