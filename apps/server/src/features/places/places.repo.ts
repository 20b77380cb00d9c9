import type { Pool } from 'pg';
import type { Outcome, ActionKind, Precision } from '@lantern/schemas/action';
import type { PUBLISHED_STATES } from '@lantern/schemas/public-json';

/** A place as it is known to everyone. */
interface Place {
  slug: string;
  country: string;
  nameEn: string;
  nameKo: string;
  nameZh: string;
  lat: number;
  lng: number;
  timezone: string;
}

/** A city as published. */
export interface CityRow extends Place {
  kind: 'delivery' | 'solidarity';
  status: (typeof PUBLISHED_STATES)[number];
  outcome: Outcome | null;
  statusAt: Date | null;
  /** Somebody answers for it; never who. */
  hasPeople: boolean;
  /** Whether a letter may be handed in there without danger; of a solidarity city always true. */
  offered: boolean;
}

/** An action as published: null is what nobody is told. */
export interface ActionRow {
  id: string;
  kind: ActionKind;
  isMain: boolean;
  localDate: string;
  localTime: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  place: string | null;
  precision: Precision;
  details: string | null;
  detailsLocale: string | null;
  capacity: number | null;
  calledOff: boolean;
  outcome: Outcome | null;
  outcomeAt: Date | null;
  /** All places are taken; false where nobody has to say that they come. */
  full: boolean;
  /** It is past, by the edition's clock. */
  over: boolean;
}

/** A mission that may be offered. */
export interface MissionRow extends Place {
  mission: string;
  kind: 'embassy' | 'consulate-general' | 'consulate' | 'office';
  name: string;
  address: string | null;
  jurisdiction: string | null;
  countries: string[];
}

const PLACE = `p.slug, p.country, p.name_en AS "nameEn", p.name_ko AS "nameKo",
  p.name_zh_hans AS "nameZh", p.lat, p.lng, p.timezone`;
// Of who answers for a city the public learns that there is somebody, since it may write to them.
const CITY = `${PLACE}, c.kind::text AS kind, c.status::text AS status, c.outcome, c.status_at AS "statusAt",
  EXISTS (SELECT FROM assignments a WHERE a.edition_id = c.edition_id AND a.city_slug = c.slug
    AND a.ended_at IS NULL) AS "hasPeople",
  (c.kind = 'solidarity' OR EXISTS (SELECT FROM missions m WHERE m.place_slug = c.slug AND m.offered)) AS offered`;

/** A city of an edition as published; null: there is none, or nobody may know of it. */
export async function readCity(
  pool: Pool,
  editionId: string,
  city: string,
): Promise<CityRow | null> {
  const { rows } = await pool.query<CityRow>(
    `SELECT ${CITY} FROM public_cities c JOIN places p ON p.slug = c.slug
     WHERE c.edition_id = $1 AND c.slug = $2`,
    [editionId, city],
  );
  return rows[0] ?? null;
}

/** Every city of an edition that is public, with the kinds of its public actions. */
export async function readCities(
  pool: Pool,
  editionId: string,
): Promise<(CityRow & { actions: ActionKind[] })[]> {
  const { rows } = await pool.query<CityRow & { actions: ActionKind[] }>(
    `SELECT ${CITY}, coalesce(a.kinds, '{}') AS actions
     FROM public_cities c JOIN places p ON p.slug = c.slug
     LEFT JOIN (SELECT city_slug, array_agg(DISTINCT kind) AS kinds FROM public_actions
       WHERE edition_id = $1 AND NOT called_off GROUP BY city_slug) AS a ON a.city_slug = c.slug
     WHERE c.edition_id = $1 ORDER BY c.slug`,
    [editionId],
  );
  return rows;
}

const ACTION = `v.id, v.kind, v.is_main AS "isMain", v.local_date AS "localDate", v.local_time AS "localTime",
  v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.place, v.precision, v.details,
  v.details_locale AS "detailsLocale", v.capacity, v.called_off AS "calledOff", v.outcome,
  v.outcome_at AS "outcomeAt",
  v.capacity IS NOT NULL AND v.capacity <= coalesce((SELECT sum(r.party) FROM rsvps r
    WHERE r.action_id = v.id AND r.state = 'going'), 0) AS full,
  coalesce(v.ends_at, (v.local_date::date + 1)::timestamp AT TIME ZONE p.timezone)
    <= edition_now(v.edition_id) AS over`;

/** A city's actions as published, in the order of their beginnings. */
export async function readActions(
  pool: Pool,
  editionId: string,
  city: string,
): Promise<ActionRow[]> {
  const { rows } = await pool.query<ActionRow>(
    `SELECT ${ACTION} FROM public_actions v JOIN places p ON p.slug = v.city_slug
     WHERE v.edition_id = $1 AND v.city_slug = $2
     ORDER BY v.local_date, v.local_time NULLS LAST, v.is_main DESC, v.id`,
    [editionId, city],
  );
  return rows;
}

const MISSION = `SELECT m.slug AS mission, ${PLACE}, m.kind::text AS kind, m.name_en AS name, m.address, m.jurisdiction,
  m.jurisdiction_countries AS countries FROM missions m JOIN places p ON p.slug = m.place_slug WHERE m.offered`;

/** The missions that may be written to. */
export async function readOfferedMissions(pool: Pool): Promise<MissionRow[]> {
  const { rows } = await pool.query<MissionRow>(`${MISSION} ORDER BY m.slug`);
  return rows;
}
