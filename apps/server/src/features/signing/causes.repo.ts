import type { CauseState } from '@lantern/schemas/quarantine';
import type { Pool } from 'pg';
import type { Suspicion } from './suspicion.ts';

/** Signatures of one cause in one state; counts by country as they are, small ones included. */
export interface CauseRow {
  /** Hex. */
  causeHash: string;
  suspicions: Suspicion[];
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the latest decision; null while none was made. */
  decidedAt: Date | null;
  countries: { country: string; total: number }[];
  mailProviders: { provider: string; total: number }[];
}

/** Where to look: an edition, and whether at what waits or at what a person let count. */
export interface CauseScope {
  editionId: string;
  state: CauseState;
}

/** Causes read at once; a flood from more is decided from the largest down. */
const CAUSES = 200;

/**
 * The signatures of an edition by cause, largest first; 200 causes at most, in one statement. Reasons come
 * strongest first, as each signature's were written.
 */
export async function readCauses(
  pool: Pool,
  { editionId, state }: CauseScope,
): Promise<CauseRow[]> {
  const { rows } = await pool.query<CauseRow>(
    `WITH chosen AS MATERIALIZED (
       SELECT cause_hash AS cause, suspicions, confirmed_at, decided_at, country::text, mail_provider
       FROM signatures WHERE edition_id = $1 AND state = $2::signature_state AND cause_hash IS NOT NULL),
     groups AS (
       SELECT cause, count(*)::int AS count, min(confirmed_at) AS first_at, max(confirmed_at) AS last_at,
         max(decided_at) AS decided_at
       FROM chosen GROUP BY cause ORDER BY count(*) DESC, cause LIMIT ${CAUSES}),
     countries AS (
       SELECT cause, json_agg(json_build_object('country', country, 'total', n) ORDER BY n DESC, country) AS list
       FROM (SELECT cause, country, count(*)::int AS n FROM chosen GROUP BY 1, 2) c GROUP BY cause),
     providers AS (
       SELECT cause, json_agg(json_build_object('provider', mail_provider, 'total', n)
         ORDER BY n DESC, mail_provider) AS list
       FROM (SELECT cause, mail_provider, count(*)::int AS n FROM chosen GROUP BY 1, 2) p GROUP BY cause),
     reasons AS (
       SELECT cause, json_agg(suspicion ORDER BY place, suspicion) AS list
       FROM (SELECT cause, suspicion, min(place) AS place
         FROM (SELECT DISTINCT cause, suspicions FROM chosen) d,
           unnest(suspicions) WITH ORDINALITY AS u(suspicion, place) GROUP BY 1, 2) r GROUP BY cause)
     SELECT encode(g.cause, 'hex') AS "causeHash", r.list AS suspicions, g.count,
       g.first_at AS "firstAt", g.last_at AS "lastAt", g.decided_at AS "decidedAt",
       c.list AS countries, p.list AS "mailProviders"
     FROM groups g JOIN countries c USING (cause) JOIN providers p USING (cause) JOIN reasons r USING (cause)
     ORDER BY g.count DESC, g.cause`,
    [editionId, state],
  );
  return rows;
}

/** How much waits for a decision. */
export interface Waiting {
  signatures: number;
  causes: number;
}

export async function readWaiting(pool: Pool, editionId: string): Promise<Waiting> {
  const { rows } = await pool.query<Waiting>(
    `SELECT count(*)::int AS signatures, count(DISTINCT cause_hash)::int AS causes
     FROM signatures WHERE edition_id = $1 AND state = 'quarantined' AND cause_hash IS NOT NULL`,
    [editionId],
  );
  return rows[0] ?? { signatures: 0, causes: 0 };
}

/** A signature as far as it is looked at: nothing of it names its signer. */
export interface SuspectRow {
  id: string;
  country: string;
  /** A big provider's domain, or `other`. */
  mailProvider: string;
  suspicions: Suspicion[];
  submittedAt: Date;
  confirmedAt: Date;
}

/** One page of one cause's signatures, in the order of their ids, after `after`. */
export async function readSuspects(
  pool: Pool,
  { editionId, state, causeHash, after, limit }: CauseScope & SuspectPage,
): Promise<SuspectRow[]> {
  const { rows } = await pool.query<SuspectRow>(
    `SELECT id, country, mail_provider AS "mailProvider", suspicions, submitted_at AS "submittedAt",
       confirmed_at AS "confirmedAt"
     FROM signatures
     WHERE edition_id = $1 AND state = $2::signature_state AND cause_hash = decode($3, 'hex')
       AND ($4::uuid IS NULL OR id > $4)
     ORDER BY id LIMIT $5`,
    [editionId, state, causeHash, after, limit],
  );
  return rows;
}

export interface SuspectPage {
  causeHash: string;
  after: string | null;
  limit: number;
}

/** Countries of one cause with at least `least` signatures in this state. */
export async function readLargeCountries(
  pool: Pool,
  { editionId, state, causeHash, least }: CauseScope & { causeHash: string; least: number },
): Promise<Set<string>> {
  const { rows } = await pool.query<{ country: string }>(
    `SELECT country::text FROM signatures
     WHERE edition_id = $1 AND state = $2::signature_state AND cause_hash = decode($3, 'hex')
     GROUP BY country HAVING count(*) >= $4`,
    [editionId, state, causeHash, least],
  );
  return new Set(rows.map(({ country }) => country));
}
