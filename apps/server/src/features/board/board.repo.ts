import type { PlannedAction } from '@lantern/schemas/alarm-plan';
import type { Board, BoardCity } from '@lantern/schemas/board';
import type { Step } from '@lantern/schemas/field';
import type { Pool } from 'pg';

/** A city as stored, with what its next step follows from. */
export interface CityRow extends Omit<BoardCity, 'next'> {
  /** Actions that were not called off; instants in ms. */
  plan: (PlannedAction & { outcomeAt: number | null })[];
  /** Steps that were heard of, and when each was last said; ms. */
  steps: [Step, number][];
}
export type BoardRow = Omit<Board, 'cities'> & { cities: CityRow[] };

// One statement, hence one moment: whoever has `seq` has the states that its events tell of.
const READ = `
  WITH planned AS (
    SELECT city_slug, count(*)::int AS actions,
      (array_agg(starts_at ORDER BY is_main DESC, starts_at))[1] AS starts_at,
      json_agg(json_build_object('id', id, 'isMain', is_main,
        'outcomeAt', CASE WHEN outcome IS NOT NULL THEN extract(epoch FROM coalesce(outcome_at, starts_at)) * 1000 END,
        'startsAt', extract(epoch FROM starts_at) * 1000, 'endsAt', extract(epoch FROM ends_at) * 1000)
        ORDER BY starts_at) AS plan
    FROM actions WHERE edition_id = $1 AND called_off_at IS NULL GROUP BY city_slug
  ), answering AS (
    SELECT city_slug, count(*) FILTER (WHERE role = 'coordinator')::int AS coordinators,
      count(*) FILTER (WHERE role = 'deputy')::int AS deputies, count(ready_at)::int AS ready
    FROM assignments WHERE edition_id = $1 AND ended_at IS NULL AND city_slug IS NOT NULL GROUP BY city_slug
  ), heard AS (
    SELECT city_slug, json_agg(json_build_array(step, extract(epoch FROM at) * 1000)) AS steps
    FROM heard_steps WHERE edition_id = $1 GROUP BY city_slug
  ), alarmed AS (
    SELECT city_slug, json_build_object('level', CASE WHEN bool_or(level = 'red') THEN 'red' ELSE 'amber' END,
      'acknowledged', bool_and(acknowledged_at IS NOT NULL)) AS alarm
    FROM alarms WHERE edition_id = $1 AND closed_at IS NULL AND kind IN ('silence', 'incident', 'help')
    GROUP BY city_slug
  )
  SELECT
    json_build_object('slug', e.slug, 'kind', e.kind, 'publishingPaused', e.publishing_paused, 'clock',
      CASE WHEN e.clock_rate IS NOT NULL THEN json_build_object(
        'realAt', e.clock_real_at, 'dayAt', e.clock_day_at, 'rate', e.clock_rate) END) AS edition,
    coalesce((SELECT seq FROM stream_heads WHERE edition_id = e.id AND stream = 'day'), 0)::int AS seq,
    to_json(statement_timestamp())#>>'{}' AS "asOf",
    coalesce((SELECT json_agg(city ORDER BY city.slug) FROM (
      SELECT c.slug, c.kind, p.country, p.timezone,
        json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS name,
        a.starts_at AS "startsAt", coalesce(a.actions, 0) AS actions, coalesce(a.plan, '[]') AS plan,
        coalesce(s.phase, 'waiting') AS phase, s.outcome, s.phase_at AS "phaseAt", s.heard_at AS "heardAt",
        coalesce(h.steps, '[]') AS steps, k.alarm, coalesce(s.open_incidents, 0) AS incidents,
        coalesce(s.disputed, false) AS disputed, s.people, s.paper, coalesce(w.coordinators, 0) AS coordinators,
        coalesce(w.deputies, 0) AS deputies, coalesce(w.ready, 0) AS ready, c.status AS published,
        c.hidden_at IS NOT NULL AS hidden, coalesce(t.total, 0) AS signatures
      FROM cities c JOIN places p ON p.slug = c.slug
      LEFT JOIN planned a ON a.city_slug = c.slug
      LEFT JOIN answering w ON w.city_slug = c.slug
      LEFT JOIN heard h ON h.city_slug = c.slug
      LEFT JOIN alarmed k ON k.city_slug = c.slug
      LEFT JOIN city_states s ON s.edition_id = c.edition_id AND s.city_slug = c.slug
      LEFT JOIN tallies t ON t.edition_id = c.edition_id AND t.dimension = 'city' AND t.key = c.slug
      WHERE c.edition_id = e.id AND c.withdrawn_at IS NULL
    ) AS city), '[]') AS cities
  FROM editions e WHERE e.id = $1`;

/** Null for an edition that is not there. */
export async function readBoard(pool: Pool, editionId: string): Promise<BoardRow | null> {
  return (await pool.query<BoardRow>(READ, [editionId])).rows[0] ?? null;
}
