import { oneRow } from '@lantern/db/database';
import type { Pool } from 'pg';

/** The numbers of one moment. `asOf` is the database's time at which the statement began. */
interface Numbers {
  total: number;
  version: number;
  asOf: Date;
}

export interface CountRow extends Numbers {
  /** Net change over the last 60 s. */
  perMinute: number;
}

export interface CellsRow extends Numbers {
  /** All cells of the dimension, also those nobody may see. */
  cells: Record<string, number>;
}

export interface CityRow {
  slug: string;
  kind: 'delivery' | 'solidarity';
  country: string;
  nameEn: string;
  nameKo: string;
  nameZh: string;
  lat: number;
  lng: number;
  timezone: string;
  status: 'planned' | 'there' | 'done' | 'called-off';
  outcome: string | null;
  /** How many of its actions are public. */
  actions: number;
}

export interface CitiesRow extends CellsRow {
  cities: CityRow[];
}

// An edition without a head has not counted yet: zero, at version zero.
const HEAD = `
  coalesce(head.total, 0) AS total, coalesce(head.version, 0) AS version,
  statement_timestamp() AS "asOf"`;
const FROM_EDITION = `
  FROM (SELECT $1::uuid AS id) AS edition LEFT JOIN tally_heads AS head ON head.edition_id = edition.id`;
const cellsOf = (dimension: 'country' | 'city') => `
  coalesce((SELECT json_object_agg(key, total) FROM tallies
    WHERE edition_id = edition.id AND dimension = '${dimension}'), '{}') AS cells`;

const COUNT = `
  SELECT ${HEAD}, coalesce((
    SELECT sum(net) FROM tally_history
    WHERE edition_id = edition.id AND resolution = 'second'
      AND at > statement_timestamp() - interval '60 seconds'), 0)::int AS "perMinute"
  ${FROM_EDITION}`;

const COUNTRIES = `SELECT ${HEAD}, ${cellsOf('country')} ${FROM_EDITION}`;

// Of cities only what is published: a hidden one is not listed, and its signatures are among those elsewhere.
const CITIES = `
  SELECT ${HEAD}, ${cellsOf('city')}, coalesce((
    SELECT json_agg(city ORDER BY city.slug) FROM (
      SELECT c.slug, c.kind, p.country, p.name_en AS "nameEn", p.name_ko AS "nameKo",
        p.name_zh_hans AS "nameZh", p.lat, p.lng, p.timezone, c.status, c.outcome,
        coalesce(a.actions, 0) AS actions
      FROM public_cities c JOIN places p ON p.slug = c.slug
      LEFT JOIN (SELECT city_slug, count(*)::int AS actions FROM public_actions
        WHERE edition_id = $1 GROUP BY city_slug) AS a ON a.city_slug = c.slug
      WHERE c.edition_id = edition.id
    ) AS city), '[]') AS cities
  ${FROM_EDITION}`;

export type CountsRepo = ReturnType<typeof createCountsRepo>;

/** Every read is one statement, so that its numbers are of one moment. None looks at a signature. */
export function createCountsRepo(pool: Pool) {
  return {
    readCount: (editionId: string) => oneRow<CountRow>(pool, COUNT, [editionId]),
    readCountries: (editionId: string) => oneRow<CellsRow>(pool, COUNTRIES, [editionId]),
    readCities: (editionId: string) => oneRow<CitiesRow>(pool, CITIES, [editionId]),
    readHistory: (editionId: string, span: HistorySpan) =>
      oneRow<HistoryRow>(pool, HISTORY, [editionId, span.resolution, span.window]),
    readCorrections: (editionId: string) => oneRow<CorrectionsRow>(pool, CORRECTIONS, [editionId]),
    forgetSeconds: () => pool.query(FORGET_SECONDS),
  };
}

/** Which buckets, and how far back (a PostgreSQL interval; null: all). */
export interface HistorySpan {
  resolution: 'minute' | 'hour' | 'day';
  window: string | null;
}

export interface HistoryRow extends Numbers {
  /** `at` in seconds since 1970, ascending; buckets without change are left out. */
  points: { at: number; net: number }[];
}

const HISTORY = `
  SELECT ${HEAD}, coalesce((
    SELECT json_agg(json_build_object('at', extract(epoch FROM at)::int8, 'net', net) ORDER BY at)
    FROM tally_history
    WHERE edition_id = edition.id AND resolution = $2
      AND ($3::interval IS NULL
        OR at > date_trunc($2, statement_timestamp(), 'UTC') - $3::interval)), '[]') AS points
  ${FROM_EDITION}`;

export interface CorrectionsRow extends Numbers {
  /** `day` as an ISO date, ascending, then by reason. */
  falls: { day: string; reason: string; count: number }[];
}

const CORRECTIONS = `
  SELECT ${HEAD}, coalesce((
    SELECT json_agg(json_build_object('day', day, 'reason', reason, 'count', count)
      ORDER BY day, reason)
    FROM corrections WHERE edition_id = edition.id), '[]') AS falls
  ${FROM_EDITION}`;

const FORGET_SECONDS = `
  DELETE FROM tally_history
  WHERE resolution = 'second' AND at < statement_timestamp() - interval '10 minutes'`;
