import type { Transaction } from '@lantern/db/database';
import type { ActionKind, Outcome, Precision, PublishFrom } from '@lantern/schemas/action';
import type { PublicPart } from '@lantern/schemas/action-public';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';

/** What a plan says of an action, its place sealed. */
export interface PlannedAction {
  kind: ActionKind;
  localDate: string;
  localTime: string;
  startsAt: Date;
  endsAt: Date;
  placeSealed: Buffer | null;
  neighbourhood: string | null;
  precision: Precision;
  publish: PublishFrom;
  delayMinutes: number;
  capacity: number | null;
  details: string | null;
  detailsLocale: Locale | null;
}

/** An action as stored. */
export interface StoredAction extends PlannedAction {
  id: string;
  citySlug: string;
  isMain: boolean;
  calledOffAt: Date | null;
  outcome: Outcome | null;
  publicSince: Date | null;
  publicPlace: string | null;
  publicTime: string | null;
  publicOutcome: Outcome | null;
  updatedAt: Date;
  /** People who said that they come. */
  coming: number;
}

const COLUMNS = `a.id, a.city_slug AS "citySlug", a.kind, a.local_date AS "localDate", a.local_time AS "localTime",
  a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.is_main AS "isMain", a.place_sealed AS "placeSealed",
  a.neighbourhood, a.precision, a.publish, a.delay_minutes AS "delayMinutes", a.capacity, a.details,
  a.details_locale AS "detailsLocale", a.called_off_at AS "calledOffAt", a.outcome,
  a.public_since AS "publicSince", a.public_place AS "publicPlace", a.public_time AS "publicTime",
  a.public_outcome AS "publicOutcome", a.updated_at AS "updatedAt",
  coalesce((SELECT sum(r.party) FROM rsvps r WHERE r.action_id = a.id AND r.state = 'going'), 0)::int AS coming`;

/** A city's actions in the order they begin. */
export async function readStoredActions(
  db: Transaction | Pool,
  { editionId, city }: CityOfEdition,
): Promise<StoredAction[]> {
  const { rows } = await db.query<StoredAction>(
    `SELECT ${COLUMNS} FROM actions a WHERE a.edition_id = $1 AND a.city_slug = $2
     ORDER BY a.starts_at, a.id`,
    [editionId, city],
  );
  return rows;
}

export async function readStoredAction(tx: Transaction, id: string): Promise<StoredAction | null> {
  const { rows } = await tx.query<StoredAction>(
    `SELECT ${COLUMNS} FROM actions a WHERE a.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

interface Stamp {
  now: Date;
  /** Account id. */
  by: string;
}

const planColumns = (plan: PlannedAction) => [
  plan.kind,
  plan.localDate,
  plan.localTime,
  plan.startsAt,
  plan.endsAt,
  plan.placeSealed,
  plan.neighbourhood,
  plan.precision,
  plan.publish,
  plan.delayMinutes,
  plan.capacity,
  plan.details,
  plan.detailsLocale,
];

export async function insertAction(
  tx: Transaction,
  { editionId, city, id }: CityOfEdition & { id: string },
  { plan, now, by }: Stamp & { plan: PlannedAction },
): Promise<void> {
  await tx.query(
    `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, place_sealed,
       neighbourhood, precision, publish, delay_minutes, capacity, details, details_locale, created_at, created_by,
       updated_at, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $17, $18)`,
    [id, editionId, city, ...planColumns(plan), now, by],
  );
}

export async function updateAction(
  tx: Transaction,
  id: string,
  { plan, now, by }: Stamp & { plan: PlannedAction },
): Promise<void> {
  await tx.query(
    `UPDATE actions SET kind = $2, local_date = $3, local_time = $4, starts_at = $5, ends_at = $6,
       place_sealed = $7, neighbourhood = $8, precision = $9, publish = $10, delay_minutes = $11, capacity = $12,
       details = $13, details_locale = $14, updated_at = $15, updated_by = $16
     WHERE id = $1`,
    [id, ...planColumns(plan), now, by],
  );
}

/** Makes one action its city's main one, and no other. */
export async function makeMain(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  id: string,
): Promise<void> {
  await tx.query(
    'UPDATE actions SET is_main = false WHERE edition_id = $1 AND city_slug = $2 AND is_main AND id <> $3',
    [editionId, city, id],
  );
  await tx.query('UPDATE actions SET is_main = true WHERE id = $1', [id]);
}

/** Calls actions off, or has them stand again (`at` null). */
export async function setCalledOff(
  tx: Transaction,
  ids: readonly string[],
  { at, now, by }: Stamp & { at: Date | null },
): Promise<void> {
  await tx.query(
    `UPDATE actions SET called_off_at = $2, updated_at = $3, updated_by = $4 WHERE id = ANY($1::uuid[])`,
    [ids, at, now, by],
  );
}

/** Whether anybody may have relied on it: it was public, somebody comes, or the field spoke of it. */
export async function isReliedOn(tx: Transaction, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM actions a WHERE a.id = $1 AND (a.public_since IS NOT NULL
       OR EXISTS (SELECT FROM rsvps r WHERE r.action_id = a.id)
       OR EXISTS (SELECT FROM field_commands f WHERE f.action_id = a.id))`,
    [id],
  );
  return rowCount !== 0;
}

export async function deleteAction(tx: Transaction, id: string): Promise<void> {
  await tx.query('DELETE FROM actions WHERE id = $1', [id]);
}

/** Stores what the public is told; null: nothing. Never later than the edition's own clock, or it would wait. */
export async function writePublicPart(
  tx: Transaction,
  { actionId, part, at }: { actionId: string; part: PublicPart | null; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE actions SET public_since = CASE WHEN $2::boolean
         THEN coalesce(public_since, least($5::timestamptz, edition_now(edition_id))) END,
       public_place = $3, public_time = $4
     WHERE id = $1`,
    [actionId, part !== null, part?.place ?? null, part?.time ?? null, at],
  );
}

/** Not public until it is projected again. */
export async function putAside(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE actions SET public_since = NULL, public_place = NULL, public_time = NULL
     WHERE id = ANY($1::uuid[])`,
    [ids],
  );
}
