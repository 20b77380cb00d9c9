import type { Transaction } from '@lantern/db/database';
import type { ActionKind, Outcome, Precision } from '@lantern/schemas/action';
import type { Locale } from '@lantern/schemas/locale';
import type { RsvpState } from '@lantern/schemas/rsvp';
import type { Pool } from 'pg';

/** An action as published, and what those who come are told of it. */
export interface ActionFacts {
  id: string;
  editionId: string;
  edition: { slug: string; kind: 'real' | 'rehearsal' };
  city: string;
  country: string;
  nameEn: string;
  nameKo: string;
  nameZh: string;
  timezone: string;
  kind: ActionKind;
  localDate: string;
  startsAt: Date | null;
  endsAt: Date | null;
  place: string | null;
  precision: Precision;
  capacity: number | null;
  calledOff: boolean;
  outcome: Outcome | null;
  /** It is past, by the edition's clock. */
  over: boolean;
  /** How often what is published of it changed, and when last; by the edition's clock. */
  revision: number;
  changedAt: Date | null;
  /** What time it is on the edition's day. */
  now: Date;
}

// What is published and nothing else: nobody is told more for having said that they come.
const FACTS = `
  SELECT v.id, v.edition_id AS "editionId", json_build_object('slug', e.slug, 'kind', e.kind) AS edition,
    v.city_slug AS city, p.country, p.name_en AS "nameEn", p.name_ko AS "nameKo", p.name_zh_hans AS "nameZh",
    p.timezone, v.kind, v.local_date AS "localDate", v.starts_at AS "startsAt", v.ends_at AS "endsAt",
    v.place, v.precision, v.capacity, v.called_off AS "calledOff", v.outcome,
    coalesce(v.ends_at, (v.local_date::date + 1)::timestamp AT TIME ZONE p.timezone)
      <= edition_now(v.edition_id) AS over,
    coalesce(n.revision, 0) AS revision, n.changed_at AS "changedAt", edition_now(v.edition_id) AS now
  FROM public_actions v JOIN editions e ON e.id = v.edition_id JOIN places p ON p.slug = v.city_slug
  LEFT JOIN action_revisions n ON n.action_id = v.id`;

/** Null: there is none, or nobody may know of it (any more). */
export async function readAction(tx: Transaction | Pool, id: string): Promise<ActionFacts | null> {
  const { rows } = await tx.query<ActionFacts>(`${FACTS} WHERE v.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Somebody's answer, as stored. */
export interface RsvpRow {
  id: string;
  actionId: string;
  emailSealed: Buffer;
  nameSealed: Buffer;
  locale: Locale;
  party: number;
  state: RsvpState;
}

const ROW = `SELECT id, action_id AS "actionId", email_sealed AS "emailSealed", name_sealed AS "nameSealed", locale,
  party, state FROM rsvps`;

/** Null if there is none (any more). */
export async function readRsvp(tx: Transaction | Pool, id: string): Promise<RsvpRow | null> {
  const { rows } = await tx.query<RsvpRow>(`${ROW} WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** An address's answer to an action. */
export async function findByAddress(
  tx: Transaction,
  actionId: string,
  emailHash: Buffer,
): Promise<RsvpRow | null> {
  const { rows } = await tx.query<RsvpRow>(`${ROW} WHERE action_id = $1 AND email_hash = $2`, [
    actionId,
    emailHash,
  ]);
  return rows[0] ?? null;
}

interface Asked extends Omit<RsvpRow, 'state'> {
  emailHash: Buffer;
  at: Date;
}

/** Stores an answer that waits for its confirmation, over one that was not given or taken back. */
export async function putPending(tx: Transaction, asked: Asked): Promise<void> {
  await tx.query(
    `INSERT INTO rsvps (id, action_id, email_hash, email_sealed, name_sealed, locale, party, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8)
     ON CONFLICT (action_id, email_hash) DO UPDATE SET email_sealed = $4, name_sealed = $5, locale = $6,
       party = $7, state = 'pending', created_at = $8, confirmed_at = NULL, cancelled_at = NULL`,
    [
      asked.id,
      asked.actionId,
      asked.emailHash,
      asked.emailSealed,
      asked.nameSealed,
      asked.locale,
      asked.party,
      asked.at,
    ],
  );
}

/** Somebody comes, or waits for a place, from `at` on. */
export async function join(
  tx: Transaction,
  { id, state, at }: { id: string; state: 'going' | 'waiting'; at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE rsvps SET state = $2, confirmed_at = $3, cancelled_at = NULL WHERE id = $1',
    [id, state, at],
  );
}

/** Those who waited have a place; their turn stays that of their confirmation. */
export async function moveUp(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query(`UPDATE rsvps SET state = 'going' WHERE id = ANY($1::uuid[])`, [ids]);
}

export async function cancel(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE rsvps SET state = 'cancelled', cancelled_at = $2 WHERE id = $1`, [id, at]);
}

export async function erase(tx: Transaction, id: string): Promise<void> {
  await tx.query('DELETE FROM rsvps WHERE id = $1', [id]);
}

/** How many people have a place. */
export async function countGoing(tx: Transaction, actionId: string): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    `SELECT coalesce(sum(party), 0)::int AS people FROM rsvps WHERE action_id = $1 AND state = 'going'`,
    [actionId],
  );
  return rows[0]?.people ?? 0;
}

/** Who waits for a place, in their turn. */
export async function readWaiting(
  tx: Transaction,
  actionId: string,
): Promise<{ id: string; party: number }[]> {
  const { rows } = await tx.query<{ id: string; party: number }>(
    `SELECT id, party FROM rsvps WHERE action_id = $1 AND state = 'waiting' ORDER BY confirmed_at, id`,
    [actionId],
  );
  return rows;
}

/** Ids of all answers; for a restore, which erases again what was erased since its backup. */
export async function rsvpIds(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM rsvps ORDER BY id');
  return rows.map(({ id }) => id);
}
