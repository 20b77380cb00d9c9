import type { Wall } from '@lantern/schemas/wall';
import { WALL_EVENTS } from '@lantern/schemas/wall';
import type { Pool } from 'pg';

/** What the wall shows, as the database has it; the schema of the answer says what of it is told. */
export type WallRow = Omit<Wall, 'build' | 'viewer'>;

// One statement, hence one moment: whoever has `seq` has the states that its events tell of. Duress is asked for
// nowhere, and nothing sealed is.
const READ = `
  WITH edition AS (
    SELECT id, slug, kind::text AS kind, date, clock_real_at, clock_day_at, clock_rate FROM editions WHERE id = $1
  ), open_alarms AS (
    SELECT id, city_slug, kind, level, acknowledged_at IS NOT NULL AS acknowledged,
      -- An outcome's subject names its action besides.
      CASE WHEN kind = 'silence' THEN split_part(subject, '/', 1) END AS step,
      CASE WHEN kind = 'silence' THEN due_at ELSE raised_at END AS since
    FROM alarms WHERE edition_id = $1 AND closed_at IS NULL AND kind IN ('silence', 'incident', 'help')
  ), calls AS (
    SELECT city_slug, kind = 'silence' AS silent, level, acknowledged, since FROM open_alarms
    UNION ALL
    SELECT city_slug, false, 'red', true, happened_at FROM incidents WHERE edition_id = $1 AND closed_at IS NULL
  ), calling AS (
    SELECT city_slug, json_build_object(
      'why', CASE WHEN bool_and(silent) THEN 'silence' ELSE 'trouble' END,
      'since', coalesce(min(since) FILTER (WHERE NOT silent), min(since)),
      'level', CASE WHEN bool_or(level = 'red') THEN 'red' ELSE 'amber' END,
      'acknowledged', bool_and(acknowledged)) AS call
    FROM calls GROUP BY city_slug
  ), mains AS (
    SELECT DISTINCT ON (city_slug) city_slug, starts_at, called_off_at IS NOT NULL AS called_off
    FROM actions WHERE edition_id = $1
    ORDER BY city_slug, called_off_at IS NOT NULL, is_main DESC, starts_at
  )
  SELECT
    json_build_object('slug', e.slug, 'kind', e.kind, 'date', e.date, 'clock',
      CASE WHEN e.clock_rate IS NOT NULL THEN json_build_object(
        'realAt', e.clock_real_at, 'dayAt', e.clock_day_at, 'rate', e.clock_rate) END) AS edition,
    (SELECT epoch FROM installation) AS epoch,
    coalesce((SELECT seq FROM stream_heads WHERE edition_id = e.id AND stream = 'day'), 0)::int AS seq,
    to_json(statement_timestamp())#>>'{}' AS "asOf",
    json_build_object(
      'total', coalesce(h.total, 0), 'version', coalesce(h.version, 0),
      'perMinute', (SELECT coalesce(sum(net), 0) FROM tally_history
        WHERE edition_id = e.id AND resolution = 'second' AND at > statement_timestamp() - interval '60 seconds'),
      'lastHour', (SELECT json_agg(coalesce(t.net, 0) ORDER BY minute)
        FROM generate_series(date_trunc('minute', statement_timestamp()) - interval '59 minutes',
          date_trunc('minute', statement_timestamp()), '1 minute') AS minute
        LEFT JOIN tally_history t ON t.edition_id = e.id AND t.resolution = 'minute' AND t.at = minute)) AS number,
    coalesce((SELECT json_agg(city ORDER BY city.slug) FROM (
      SELECT c.slug, c.kind, json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS name,
        p.lat, p.lng, m.starts_at AS "startsAt",
        CASE WHEN m.called_off THEN 'called-off' ELSE coalesce(s.phase, 'waiting') END AS phase,
        s.outcome, s.phase_at AS "phaseAt", k.call AS calling
      FROM cities c JOIN places p ON p.slug = c.slug
      LEFT JOIN mains m ON m.city_slug = c.slug
      LEFT JOIN city_states s ON s.edition_id = c.edition_id AND s.city_slug = c.slug
      LEFT JOIN calling k ON k.city_slug = c.slug
      WHERE c.edition_id = e.id AND c.withdrawn_at IS NULL
        AND (m.city_slug IS NOT NULL OR s.seq > 0 OR k.call IS NOT NULL)
    ) AS city), '[]') AS cities,
    coalesce((SELECT json_agg(json_build_object('id', id, 'city', city_slug, 'kind', kind, 'step', step,
        'level', level, 'since', since, 'acknowledged', acknowledged)
      ORDER BY acknowledged, level = 'red' DESC, since) FROM open_alarms), '[]') AS alarms,
    coalesce((SELECT json_agg(event) FROM (
      SELECT payload::jsonb || jsonb_build_object('seq', seq, 'at', at, 'kind', kind) AS event
      FROM events WHERE edition_id = e.id AND stream = 'day' AND kind IN ('check-in', 'alarm')
      ORDER BY seq DESC LIMIT ${WALL_EVENTS}
    ) AS newest), '[]') AS events
  FROM edition e LEFT JOIN tally_heads h ON h.edition_id = e.id`;

/** Reads what the wall shows; writes nothing. */
export function createWallRepo(pool: Pool) {
  return {
    /** Null for an edition that is not there. */
    read: async (editionId: string): Promise<WallRow | null> =>
      (await pool.query<WallRow>(READ, [editionId])).rows[0] ?? null,
  };
}
export type WallRepo = ReturnType<typeof createWallRepo>;
