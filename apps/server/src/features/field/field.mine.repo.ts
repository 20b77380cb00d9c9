import type { ActionKind, Outcome, Precision, PublishFrom } from '@lantern/schemas/action';
import type { CityPhase, FieldKind } from '@lantern/schemas/field';
import type { FieldCity } from '@lantern/schemas/field-mine';
import type { Pool } from 'pg';

/** A city that an account answers for. */
export interface CityRow {
  editionId: string;
  slug: string;
  kind: 'delivery' | 'solidarity';
  country: string;
  nameEn: string;
  nameKo: string;
  nameZh: string;
  timezone: string;
  role: FieldCity['role'];
  pinsSet: boolean;
  phase: CityPhase;
  outcome: Outcome | null;
  phaseAt: Date | null;
  heardAt: Date | null;
  safeHomeAt: Date | null;
  people: number | null;
  paper: number | null;
  disputed: boolean;
  seq: number;
  other: FieldCity['other'];
}

const MINE = `SELECT a.edition_id, a.city_slug FROM assignments a
  WHERE a.account_id = $1 AND a.ended_at IS NULL AND a.city_slug IS NOT NULL`;

/** In the order of the editions' days, then by name. */
export async function readCitiesOf(pool: Pool, accountId: string): Promise<CityRow[]> {
  const { rows } = await pool.query<CityRow>(
    `SELECT a.edition_id AS "editionId", c.slug, c.kind::text AS kind, p.country, p.name_en AS "nameEn",
       p.name_ko AS "nameKo", p.name_zh_hans AS "nameZh", p.timezone, a.role, a.pins_set_at IS NOT NULL AS "pinsSet",
       coalesce(s.phase, 'waiting') AS phase, s.outcome, s.phase_at AS "phaseAt", s.heard_at AS "heardAt",
       s.safe_home_at AS "safeHomeAt", s.people, s.paper, coalesce(s.disputed, false) AS disputed,
       coalesce(s.seq, 0) AS seq,
       (SELECT CASE WHEN count(*) = 0 THEN 'nobody' WHEN count(o.ready_at) = count(*) THEN 'ready' ELSE 'not-ready' END
        FROM assignments o WHERE o.edition_id = a.edition_id AND o.city_slug = a.city_slug AND o.ended_at IS NULL
          AND o.account_id <> a.account_id) AS other
     FROM assignments a JOIN editions e ON e.id = a.edition_id
     JOIN cities c ON c.edition_id = a.edition_id AND c.slug = a.city_slug JOIN places p ON p.slug = c.slug
     LEFT JOIN city_states s ON s.edition_id = a.edition_id AND s.city_slug = a.city_slug
     WHERE a.account_id = $1 AND a.ended_at IS NULL ORDER BY e.date, p.name_en`,
    [accountId],
  );
  return rows;
}

/** An action of those cities, as it is planned. */
export interface ActionRow {
  editionId: string;
  citySlug: string;
  id: string;
  kind: ActionKind;
  isMain: boolean;
  localDate: string;
  localTime: string;
  startsAt: Date;
  endsAt: Date;
  placeSealed: Buffer | null;
  neighbourhood: string | null;
  precision: Precision;
  publish: PublishFrom;
  delayMinutes: number;
  calledOff: boolean;
  outcome: Outcome | null;
  outcomeAt: Date | null;
}

/** In the order of their times. */
export async function readActionsOf(pool: Pool, accountId: string): Promise<ActionRow[]> {
  const { rows } = await pool.query<ActionRow>(
    `SELECT edition_id AS "editionId", city_slug AS "citySlug", id, kind, is_main AS "isMain",
       local_date AS "localDate", local_time AS "localTime", starts_at AS "startsAt", ends_at AS "endsAt",
       place_sealed AS "placeSealed", neighbourhood, precision, publish, delay_minutes AS "delayMinutes",
       called_off_at IS NOT NULL AS "calledOff", outcome, outcome_at AS "outcomeAt"
     FROM actions WHERE (edition_id, city_slug) IN (${MINE}) ORDER BY starts_at, id`,
    [accountId],
  );
  return rows;
}

/** What arrived of a city, without its words. */
export interface CommandRow {
  editionId: string;
  citySlug: string;
  id: string;
  who: 'you' | 'other' | 'staff';
  byStaff: boolean;
  kind: FieldKind;
  step: string | null;
  scope: 'self' | 'group';
  actionId: string | null;
  outcome: Outcome | null;
  people: number | null;
  paper: number | null;
  corrects: string | null;
  happenedAt: Date;
  bounded: boolean;
  receivedAt: Date;
  seq: number;
  disputed: boolean;
  settled: boolean;
}

/** In the order in which they came. */
export async function readCommandsOf(pool: Pool, accountId: string): Promise<CommandRow[]> {
  const { rows } = await pool.query<CommandRow>(
    `SELECT edition_id AS "editionId", city_slug AS "citySlug", id,
       CASE WHEN kind = 'override' THEN 'staff' WHEN coalesce(on_behalf_of, account_id) = $1 THEN 'you' ELSE 'other' END
         AS who,
       on_behalf_of IS NOT NULL AS "byStaff", kind, step, scope, action_id AS "actionId", outcome, people, paper,
       corrects, happened_at AS "happenedAt", bounded, received_at AS "receivedAt", seq, disputed,
       settled_at IS NOT NULL AS settled
     FROM field_commands WHERE (edition_id, city_slug) IN (${MINE}) ORDER BY edition_id, city_slug, seq`,
    [accountId],
  );
  return rows;
}
