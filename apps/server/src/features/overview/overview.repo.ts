import type { Pool } from 'pg';

export interface OverviewRow {
  slug: string;
  kind: 'real' | 'rehearsal';
  goal: number;
  total: number;
  version: number;
  asOf: Date;
  perMinute: number;
  pending: number;
  quarantined: number;
  withdrawn: number;
  void: number;
  /** Minutes of the last hour in which the total changed. */
  minutes: { at: string; net: number }[];
}

// One statement, hence one snapshot: the states, the total and its history belong together. The
// confirmed are not counted here, however many there are: the tally knows them.
const READ = `
  SELECT e.slug, e.kind::text AS kind, e.goal,
    coalesce(h.total, 0) AS total, coalesce(h.version, 0) AS version, now() AS "asOf",
    (SELECT coalesce(sum(net), 0)::int FROM tally_history
      WHERE edition_id = e.id AND resolution = 'second' AND at > now() - interval '60 seconds') AS "perMinute",
    (SELECT count(*)::int FROM submissions WHERE edition_id = e.id AND expires_at > now()
      AND NOT EXISTS (SELECT FROM signatures WHERE signatures.id = submissions.id)) AS pending,
    (SELECT count(*)::int FROM signatures WHERE edition_id = e.id AND state = 'quarantined') AS quarantined,
    (SELECT count(*)::int FROM signatures WHERE edition_id = e.id AND state = 'withdrawn') AS withdrawn,
    (SELECT count(*)::int FROM signatures WHERE edition_id = e.id AND state = 'void') AS void,
    (SELECT coalesce(json_agg(json_build_object('at', at, 'net', net) ORDER BY at), '[]')
      FROM tally_history WHERE edition_id = e.id AND resolution = 'minute'
        AND at > date_trunc('minute', now()) - interval '60 minutes') AS minutes
  FROM editions e LEFT JOIN tally_heads h ON h.edition_id = e.id
  WHERE e.is_current`;

/** Reads what the overview shows; writes nothing. */
export function createOverviewRepo(pool: Pool) {
  return {
    read: async (): Promise<OverviewRow | null> =>
      (await pool.query<OverviewRow>(READ)).rows[0] ?? null,
  };
}
export type OverviewRepo = ReturnType<typeof createOverviewRepo>;
