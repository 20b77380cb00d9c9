import type { Pool } from 'pg';

/** A mission that may be gone to, and what is known of who goes there. */
export interface CoverageRow {
  mission: string;
  kind: 'embassy' | 'consulate-general' | 'consulate' | 'office';
  city: string;
  cityName: { en: string; ko: string; 'zh-Hans': string };
  country: string;
  withdrawnAt: Date | null;
  /** Actions that stand. */
  actions: number;
  /** Coordinators who are ready; people who answer for it now. */
  readyCoordinators: number;
  people: number;
  /** Applications that wait for a word, or were granted since it was last given up. */
  claims: number;
  /** When the last of those who answered for it stopped. */
  endedAt: Date | null;
  /** Exact. */
  signersOfCountry: number;
  signersOfCity: number;
}

// After a withdrawal only what came since then counts. A granted application has become an assignment, or will:
// where that has ended, it says nothing any more.
const READ = `
  WITH answering AS (
    SELECT city_slug, count(*) FILTER (WHERE a.ended_at IS NULL AND a.role = 'coordinator' AND ready_at IS NOT NULL)
        AS ready, count(*) FILTER (WHERE a.ended_at IS NULL) AS people, max(a.ended_at) AS ended_at
    FROM assignments a JOIN cities c ON c.edition_id = a.edition_id AND c.slug = a.city_slug
    WHERE a.edition_id = $1 AND (c.withdrawn_at IS NULL OR a.created_at > c.withdrawn_at OR a.ended_at IS NOT NULL)
    GROUP BY city_slug
  ), planned AS (
    SELECT city_slug, count(*) AS actions FROM actions
    WHERE edition_id = $1 AND called_off_at IS NULL GROUP BY city_slug
  )
  SELECT m.slug AS mission, m.kind::text AS kind, p.slug AS city, p.country,
    json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS "cityName",
    c.withdrawn_at AS "withdrawnAt", coalesce(d.actions, 0)::int AS actions,
    coalesce(w.ready, 0)::int AS "readyCoordinators", coalesce(w.people, 0)::int AS people, w.ended_at AS "endedAt",
    (SELECT count(*) FROM applications o WHERE o.edition_id = $1 AND o.city_slug = p.slug
      AND (c.withdrawn_at IS NULL OR o.created_at > c.withdrawn_at)
      AND (o.state = 'confirmed'
        OR (o.state = 'approved' AND (w.ended_at IS NULL OR o.decided_at > w.ended_at))))::int AS claims,
    coalesce((SELECT total FROM tallies t WHERE t.edition_id = $1 AND t.dimension = 'country'
      AND t.key = p.country), 0) AS "signersOfCountry",
    coalesce((SELECT total FROM tallies t WHERE t.edition_id = $1 AND t.dimension = 'city'
      AND t.key = p.slug), 0) AS "signersOfCity"
  FROM missions m JOIN places p ON p.slug = m.place_slug
  LEFT JOIN cities c ON c.edition_id = $1 AND c.slug = p.slug
  LEFT JOIN answering w ON w.city_slug = p.slug
  LEFT JOIN planned d ON d.city_slug = p.slug
  WHERE m.offered ORDER BY m.slug`;

/** Every mission that may be gone to. */
export async function readCoverage(pool: Pool, editionId: string): Promise<CoverageRow[]> {
  const { rows } = await pool.query<CoverageRow>(READ, [editionId]);
  return rows;
}
