import { oneRow } from '@lantern/db/database';
import type { Pool } from 'pg';

/** Signatures and submissions of one provider in the span. */
interface ProviderRow {
  /** A big provider's domain, or `other`. */
  provider: string;
  /** Submitted in the span and still stored. */
  created: number;
  confirmed: number;
  held: number;
  /** Withdrawn or void. */
  ended: number;
}

/** Mails that a provider refused in the span; null where the record is gone since. */
interface RefusedRow {
  provider: string | null;
  refused: number;
  givenUp: number;
}

/** Confirmations in the last day and in the days of the span before it, of one kind of key. */
export interface ShareRow {
  kind: 'country' | 'provider';
  key: string;
  day: number;
  before: number;
}

export interface FlowRow {
  asOf: Date;
  providers: ProviderRow[];
  /** Mails that the providers took in the last day. */
  sentLastDay: number;
  refused: RefusedRow[];
  shares: ShareRow[];
  /** Confirmations of the last day at the busiest mail domain that is not a big provider's. */
  busiestDomain: number;
}

/**
 * Everything of the last days in one statement. `since` bounds the signatures by their ids, which begin
 * with the time of the submission, so that older ones are not read; each is counted once, and what follows
 * adds up a few hundred sums (300,000 in 0.2 s of a database's time).
 */
const READ = `
  WITH signed AS MATERIALIZED (
    SELECT mail_provider AS provider, country::text AS country, state,
      confirmed_at > now() - interval '1 day' AS lately, count(*) AS n
    FROM signatures WHERE edition_id = $1 AND id >= $2::uuid GROUP BY 1, 2, 3, 4
  ), waiting AS (
    SELECT mail_provider AS provider, count(*)::int AS n FROM submissions s
    WHERE edition_id = $1 AND expires_at > now()
      AND NOT EXISTS (SELECT FROM signatures WHERE signatures.id = s.id)
    GROUP BY 1
  ), decided AS (
    SELECT provider, sum(n)::int AS n,
      (sum(n) FILTER (WHERE state = 'confirmed'))::int AS confirmed,
      (sum(n) FILTER (WHERE state = 'quarantined'))::int AS held,
      (sum(n) FILTER (WHERE state IN ('withdrawn', 'void')))::int AS ended
    FROM signed GROUP BY provider
  ), providers AS (
    SELECT provider, coalesce(w.n, 0) + coalesce(d.n, 0) AS created,
      coalesce(confirmed, 0) AS confirmed, coalesce(held, 0) AS held, coalesce(ended, 0) AS ended
    FROM decided d FULL JOIN waiting w USING (provider)
  ), shares AS (
    SELECT kind, key,
      coalesce(sum(n) FILTER (WHERE lately), 0)::int AS day,
      coalesce(sum(n) FILTER (WHERE NOT lately), 0)::int AS before
    FROM signed, LATERAL (VALUES ('country', country), ('provider', provider)) AS cell (kind, key)
    WHERE state = 'confirmed' GROUP BY kind, key
  ), refusals AS (
    SELECT coalesce(g.mail_provider, s.mail_provider) AS provider,
      (count(*) FILTER (WHERE outcome = 'refused'))::int AS refused,
      (count(*) FILTER (WHERE outcome = 'given-up'))::int AS "givenUp"
    FROM mail_outcomes o
      LEFT JOIN signatures g ON g.id = o.record_id
      LEFT JOIN submissions s ON s.id = o.record_id
    WHERE o.outcome <> 'sent' AND o.at > now() - interval '7 days'
      AND coalesce(g.edition_id, s.edition_id, $1) = $1
    GROUP BY 1
  ), domains AS (
    SELECT sum(count)::int AS n FROM suspicion_counters
    WHERE edition_id = $1 AND kind = 'confirm-domain' AND bucket > now() - interval '1 day'
    GROUP BY key_hash
  )
  SELECT now() AS "asOf",
    coalesce((SELECT json_agg(p ORDER BY created DESC, provider) FROM providers p), '[]') AS providers,
    (SELECT count(*)::int FROM mail_outcomes
      WHERE outcome = 'sent' AND at > now() - interval '1 day') AS "sentLastDay",
    coalesce((SELECT json_agg(r ORDER BY refused DESC, provider) FROM refusals r), '[]') AS refused,
    coalesce((SELECT json_agg(s) FROM shares s), '[]') AS shares,
    coalesce((SELECT max(n) FROM domains), 0) AS "busiestDomain"`;

/** Reads how submissions became signatures; writes nothing. */
export function readFlow(
  pool: Pool,
  { editionId, since }: { editionId: string; since: string },
): Promise<FlowRow> {
  return oneRow<FlowRow>(pool, READ, [editionId, since]);
}
