import type { Pool } from 'pg';

/** A moment further away than this can only come from a clock that was set back; it is forgotten. */
const FARTHEST_SECONDS = 60;

/**
 * Reserves the next `count` moments at which a mail may leave, for all nodes together, and answers the
 * milliseconds from now to the first; the rest follow at `1000 / ratePerSecond`. The database's
 * clock decides, so that nodes need not agree on the time.
 */
export async function reservePace(
  pool: Pool,
  { pace, count, ratePerSecond }: { pace: string; count: number; ratePerSecond: number },
): Promise<number> {
  const { rows } = await pool.query<{ wait_ms: number }>(
    `INSERT INTO mail_pace AS pace (id, next_at)
     VALUES ($1, clock_timestamp() + $2::float8 * interval '1 second')
     ON CONFLICT (id) DO UPDATE
       SET next_at = $2::float8 * interval '1 second' + CASE
         WHEN pace.next_at > clock_timestamp() + $3 * interval '1 second' THEN clock_timestamp()
         ELSE GREATEST(pace.next_at, clock_timestamp()) END
     RETURNING ((extract(epoch FROM next_at - clock_timestamp()) - $2::float8) * 1000)::float8 AS wait_ms`,
    [pace, count / ratePerSecond, FARTHEST_SECONDS],
  );
  return Math.max(0, rows[0]?.wait_ms ?? 0);
}
