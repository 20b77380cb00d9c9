import { query } from './database.ts';

interface Counts {
  confirmed: number;
  held: number;
  total: number;
}

/**
 * Throws unless everything that was confirmed counts, and the tally agrees: what was held as suspect, or counted twice,
 * must not pass for speed.
 */
export async function requireCounted(databaseUrl: string): Promise<void> {
  const [counts] = await query<Counts>(
    databaseUrl,
    `SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
       count(*) FILTER (WHERE state = 'quarantined')::int AS held,
       (SELECT coalesce(sum(total), 0)::int FROM tally_heads) AS total
     FROM signatures`,
  );
  if (!counts || counts.confirmed === 0 || counts.held > 0 || counts.confirmed !== counts.total)
    throw new Error(`not all that was confirmed counts: ${JSON.stringify(counts)}`);
}
