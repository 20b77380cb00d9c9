import { oneRow, type Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { DomainError } from '../../platform/domain-error.ts';

export type CityKind = 'delivery' | 'solidarity';
export type PublishedState = 'planned' | 'there' | 'done' | 'called-off';

/** A city whose row stays locked until the transaction ends. */
export interface LockedCity {
  kind: CityKind;
  status: PublishedState;
  hiddenAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  /** Its edition is put away. */
  archived: boolean;
  /** Nothing of the edition is published for now. */
  publishingPaused: boolean;
}

/**
 * The edition first, and shared: whoever pauses publishing waits for those who plan, and they for him; once it is
 * paused, nothing more comes out. Throws `not-found`.
 */
export async function lockCity(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<LockedCity> {
  const { archived, publishingPaused } = await oneRow<
    Pick<LockedCity, 'archived' | 'publishingPaused'>
  >(
    tx,
    `SELECT archived_at IS NOT NULL AS archived, publishing_paused AS "publishingPaused"
     FROM editions WHERE id = $1 FOR SHARE`,
    [editionId],
  );
  const { rows } = await tx.query<Omit<LockedCity, 'archived' | 'publishingPaused'>>(
    `SELECT kind::text AS kind, status::text AS status, hidden_at AS "hiddenAt",
       withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"
     FROM cities WHERE edition_id = $1 AND slug = $2 FOR NO KEY UPDATE`,
    [editionId, city],
  );
  const [found] = rows;
  if (!found) throw new DomainError('not-found');
  return { ...found, archived, publishingPaused };
}

/** What the public is shown of a city: as one text to compare, and by action. */
export interface Published {
  text: string;
  /** By the action's id. */
  actions: ReadonlyMap<string, string>;
  calledOff: boolean;
}

/** Reads the published projection, and nothing else. */
export async function readPublished(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<Published> {
  const row = await oneRow<{
    text: string;
    actions: { id: string; told: string }[];
    calledOff: boolean;
  }>(
    tx,
    `WITH shown AS (
       SELECT a.id, to_jsonb(a)::text AS told FROM public_actions a
       WHERE a.edition_id = $1 AND a.city_slug = $2 ORDER BY a.id)
     SELECT coalesce((SELECT to_jsonb(c)::text FROM public_cities c
         WHERE c.edition_id = $1 AND c.slug = $2), '') ||
         coalesce((SELECT string_agg(told, ',') FROM shown), '') AS text,
       coalesce((SELECT json_agg(shown) FROM shown), '[]') AS actions,
       EXISTS (SELECT FROM public_cities c
         WHERE c.edition_id = $1 AND c.slug = $2 AND c.status = 'called-off') AS "calledOff"`,
    [editionId, city],
  );
  return { ...row, actions: new Map(row.actions.map(({ id, told }) => [id, told])) };
}

/** What time it is on the edition's day. */
export async function readDayNow(tx: Transaction, editionId: string): Promise<Date> {
  const { at } = await oneRow<{ at: Date }>(tx, 'SELECT edition_now($1::uuid) AS at', [editionId]);
  return at;
}

/** Cities that plan something, in order. */
export async function listCitySlugs(tx: Transaction, editionId: string): Promise<string[]> {
  const { rows } = await tx.query<{ slug: string }>(
    `SELECT DISTINCT city_slug AS slug FROM actions WHERE edition_id = $1 ORDER BY city_slug`,
    [editionId],
  );
  return rows.map(({ slug }) => slug);
}

export async function setPublishedState(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  { status, at }: { status: PublishedState; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE cities SET status = $3::published_state, outcome = NULL, status_at = $4
     WHERE edition_id = $1 AND slug = $2`,
    [editionId, city, status, at],
  );
}

export async function setKind(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  kind: CityKind,
): Promise<void> {
  await tx.query('UPDATE cities SET kind = $3::city_kind WHERE edition_id = $1 AND slug = $2', [
    editionId,
    city,
    kind,
  ]);
}

/** Whether there is a mission that may be gone to. */
export async function hasOfferedMission(tx: Transaction, city: string): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM missions WHERE place_slug = $1 AND offered', [
    city,
  ]);
  return rowCount !== 0;
}

/** `at` null: shown again. */
export async function setHidden(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  at: Date | null,
): Promise<void> {
  await tx.query('UPDATE cities SET hidden_at = $3 WHERE edition_id = $1 AND slug = $2', [
    editionId,
    city,
    at,
  ]);
}

/** Null: it takes part again. */
export async function setWithdrawn(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  withdrawn: { at: Date; reason: string } | null,
): Promise<void> {
  await tx.query(
    'UPDATE cities SET withdrawn_at = $3, withdrawn_reason = $4 WHERE edition_id = $1 AND slug = $2',
    [editionId, city, withdrawn?.at ?? null, withdrawn?.reason ?? null],
  );
}

/** Names of a place as the public JSON gives them. */
const NAME = `json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans)`;
interface PlaceName {
  en: string;
  ko: string;
  'zh-Hans': string;
}

/** A city in the list of all. */
export interface ListedCity {
  slug: string;
  kind: CityKind;
  country: string;
  name: PlaceName;
  timezone: string;
  status: PublishedState;
  outcome: string | null;
  hidden: boolean;
  withdrawn: boolean;
  /** Actions that are not called off. */
  actions: number;
  /** Of the main action, on the city's clock. */
  mainDate: string | null;
  mainTime: string | null;
  /** Who answers for it now, and how many of them are ready. */
  people: number;
  ready: number;
  /** Its mission's, if it has one that may be gone to. */
  hasMission: boolean;
}

const LIST = `
  SELECT c.slug, c.kind::text AS kind, p.country, ${NAME} AS name, p.timezone, c.status::text AS status, c.outcome,
    c.hidden_at IS NOT NULL AS hidden, c.withdrawn_at IS NOT NULL AS withdrawn,
    coalesce(a.actions, 0)::int AS actions, a."mainDate", a."mainTime",
    coalesce(s.people, 0)::int AS people, coalesce(s.ready, 0)::int AS ready,
    EXISTS (SELECT FROM missions m WHERE m.place_slug = c.slug AND m.offered) AS "hasMission"
  FROM cities c JOIN places p ON p.slug = c.slug
  LEFT JOIN (SELECT city_slug, count(*) FILTER (WHERE called_off_at IS NULL) AS actions,
      min(local_date) FILTER (WHERE is_main) AS "mainDate", min(local_time) FILTER (WHERE is_main) AS "mainTime"
    FROM actions WHERE edition_id = $1 GROUP BY city_slug) a ON a.city_slug = c.slug
  LEFT JOIN (SELECT city_slug, count(*) AS people, count(*) FILTER (WHERE ready_at IS NOT NULL) AS ready
    FROM assignments WHERE edition_id = $1 AND ended_at IS NULL GROUP BY city_slug) s ON s.city_slug = c.slug
  WHERE c.edition_id = $1 ORDER BY c.slug`;

/** All cities of an edition. */
export async function listCities(pool: Pool, editionId: string): Promise<ListedCity[]> {
  const { rows } = await pool.query<ListedCity>(LIST, [editionId]);
  return rows;
}

/** One city, with its mission. */
export interface ReadCity {
  slug: string;
  kind: CityKind;
  country: string;
  name: PlaceName;
  timezone: string;
  status: PublishedState;
  outcome: string | null;
  hiddenAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  publishingPaused: boolean;
  mission: { name: string; address: string | null; offered: boolean } | null;
}

/** Null if the edition has no such city. */
export async function readCity(
  pool: Pool,
  { editionId, city }: CityOfEdition,
): Promise<ReadCity | null> {
  const { rows } = await pool.query<ReadCity>(
    `SELECT c.slug, c.kind::text AS kind, p.country, ${NAME} AS name, p.timezone, c.status::text AS status,
       c.outcome, c.hidden_at AS "hiddenAt", c.withdrawn_at AS "withdrawnAt",
       c.withdrawn_reason AS "withdrawnReason", e.publishing_paused AS "publishingPaused",
       (SELECT json_build_object('name', m.name_en, 'address', m.address, 'offered', m.offered)
         FROM missions m WHERE m.place_slug = c.slug ORDER BY m.offered DESC, m.kind LIMIT 1) AS mission
     FROM cities c JOIN places p ON p.slug = c.slug JOIN editions e ON e.id = c.edition_id
     WHERE c.edition_id = $1 AND c.slug = $2`,
    [editionId, city],
  );
  return rows[0] ?? null;
}

/** The zone of a city's place. */
export async function readZone(tx: Transaction, city: string): Promise<string> {
  const { timezone } = await oneRow<{ timezone: string }>(
    tx,
    'SELECT timezone FROM places WHERE slug = $1',
    [city],
  );
  return timezone;
}

/** Somebody who answers for a city. */
export interface CityPerson {
  id: string;
  accountId: string;
  role: 'coordinator' | 'deputy';
  kitReadAt: Date | null;
  deputyNamedAt: Date | null;
  timeSetAt: Date | null;
  silenceAgreedAt: Date | null;
  pinsSetAt: Date | null;
  readyAt: Date | null;
}

/** Who answers for a city now, coordinators first. */
export async function readPeople(
  pool: Pool,
  { editionId, city }: CityOfEdition,
): Promise<CityPerson[]> {
  const { rows } = await pool.query<CityPerson>(
    `SELECT id, account_id AS "accountId", role, kit_read_at AS "kitReadAt",
       deputy_named_at AS "deputyNamedAt", time_set_at AS "timeSetAt",
       silence_agreed_at AS "silenceAgreedAt", pins_set_at AS "pinsSetAt", ready_at AS "readyAt"
     FROM assignments WHERE edition_id = $1 AND city_slug = $2 AND ended_at IS NULL
     ORDER BY role, created_at`,
    [editionId, city],
  );
  return rows;
}

/** A city that somebody answers for. */
export interface OwnCity {
  edition: string;
  city: string;
  name: PlaceName;
  country: string;
  role: 'coordinator' | 'deputy';
  ready: boolean;
}

/** The cities an account answers for, those of the current edition first; none of editions that are put away. */
export async function readOwnCities(pool: Pool, accountId: string): Promise<OwnCity[]> {
  const { rows } = await pool.query<OwnCity>(
    `SELECT e.slug AS edition, c.slug AS city, ${NAME} AS name, p.country, a.role,
       a.ready_at IS NOT NULL AS ready
     FROM assignments a JOIN editions e ON e.id = a.edition_id
     JOIN cities c ON c.edition_id = a.edition_id AND c.slug = a.city_slug JOIN places p ON p.slug = c.slug
     WHERE a.account_id = $1 AND a.ended_at IS NULL AND e.archived_at IS NULL
     ORDER BY e.is_current DESC, e.date DESC, c.slug`,
    [accountId],
  );
  return rows;
}
