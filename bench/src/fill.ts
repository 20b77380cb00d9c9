import pg from 'pg';

/** Where the rows of a Lantern that has run for a month are put. */
export interface Filling {
  databaseUrl: string;
  signatures: number;
  /** Of the text that was signed. */
  textHash: string;
}

const DAYS = 30;

// Sealed values only have their lengths: nothing that is measured opens an old one. Ids are in the order of time, as
// the server's are, and addresses in none.
const SIGNATURES = `
  INSERT INTO signatures (id, edition_id, state, number, email_hash, email_sealed, name_sealed, country, city_slug,
    locale, text_id, show_name, deliver_name, updates, mail_provider, suspicions, submitted_at, confirmed_at)
  SELECT uuidv7(at - now()), text.edition_id, 'confirmed', n, sha256(int8send(n)),
    substring(sha512(int8send(n)) FOR 54), substring(sha512(int8send(-n)) FOR 44),
    (ARRAY['KR', 'US', 'JP', 'GB', 'DE', 'CA', 'AU', 'FR', 'NL', 'TW'])[1 + n % 10],
    CASE WHEN n % 10 = 5 THEN town.slugs[1 + n % cardinality(town.slugs)] END,
    'en', text.id, n % 4 = 0, n % 3 = 0, n % 2 = 0,
    (ARRAY['gmail.com', 'naver.com', 'outlook.com', 'other'])[1 + n % 4], '{}', at, at
  FROM generate_series(1, $1::bigint) AS n,
    LATERAL (SELECT now() - ($1 - n) * (interval '${DAYS} days' / $1) AS at) AS moment,
    (SELECT id, edition_id FROM petition_texts WHERE hash = $2 LIMIT 1) AS text,
    LATERAL (SELECT array_agg(slug) AS slugs FROM cities WHERE edition_id = text.edition_id) AS town`;

const TALLIES = `
  INSERT INTO tallies (edition_id, dimension, key, total)
  SELECT edition_id, dimension, key, count(*) FROM signatures, LATERAL (VALUES
    ('country', country::text), ('city', coalesce(city_slug, '')), ('channel', channel), ('ref', coalesce(ref, ''))
  ) AS cell (dimension, key) GROUP BY 1, 2, 3;
  INSERT INTO tally_heads (edition_id, total, version, last_number)
  SELECT edition_id, count(*), count(*), max(number) FROM signatures GROUP BY 1
  ON CONFLICT (edition_id) DO UPDATE SET
    total = excluded.total, version = excluded.version, last_number = excluded.last_number;
  INSERT INTO tally_history (edition_id, resolution, at, net)
  SELECT edition_id, resolution, date_trunc(resolution, confirmed_at, 'UTC'), count(*)
  FROM signatures, unnest(ARRAY['day', 'hour', 'minute']) AS resolution GROUP BY 1, 2, 3`;

/**
 * Fills a server's empty tables with counted signatures, tally and history to match. Indexes are made afterwards,
 * whole: row by row they would take ten times as long.
 */
export async function fill({ databaseUrl, signatures, textHash }: Filling): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query("SET maintenance_work_mem = '512MB'");
    const { rows } = await client.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
       WHERE tablename = 'signatures' AND indexname <> 'signatures_pkey'`,
    );
    for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
    await client.query(SIGNATURES, [signatures, textHash]);
    await client.query(TALLIES);
    for (const { definition } of rows) await client.query(definition);
    // Or it would happen by itself while the measuring goes on.
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
