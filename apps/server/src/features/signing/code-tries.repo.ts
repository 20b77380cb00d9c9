import type { Pool } from 'pg';
import { MAX_RESENDS, MAX_TRIES } from './submissions.repo.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { addCounters, BUCKET_MS, bucketOf, spanBefore, sumCounters } from './counters.repo.ts';

/** How long a code holds. */
const CODE_MS = 30 * 60_000;

/**
 * Tries are forgotten by the ten minutes they began in, so this long after the last one all of them are; a new
 * mail ends the wait at once.
 */
export function codesExhausted(now: Date): DomainError {
  const forgottenAt = bucketOf(now).getTime() + BUCKET_MS + CODE_MS;
  const retryAfterSeconds = Math.ceil((forgottenAt - now.getTime()) / 1000);
  return new DomainError('code-exhausted', { retryAfterSeconds });
}

/** A pending submission whose code may still be tried. */
export interface CodeCandidate {
  id: string;
  generation: number;
  codeGeneration: number;
}

export interface CodeTry {
  editionId: string;
  emailHash: Buffer;
  /** Key under which the tries at an address are counted, whether anybody knows it or not. */
  key: Buffer;
  now: Date;
}

/**
 * Charges one try to an address and to every code that was mailed to it, before anything is compared: a
 * guess that is interrupted is spent all the same. `exhausted` is told of unknown addresses too.
 */
export async function chargeTry(
  pool: Pool,
  { editionId, emailHash, key, now }: CodeTry,
): Promise<{ exhausted: boolean; candidates: CodeCandidate[] }> {
  const counter = { kind: 'code-address', key } as const;
  await addCounters(pool, editionId, [{ ...counter, bucket: bucketOf(now), by: 1 }]);
  const [tries = 0] = await sumCounters(pool, editionId, [
    { ...counter, ...spanBefore(now, CODE_MS) },
  ]);
  const { rows } = await pool.query<CodeCandidate>(
    `UPDATE submissions SET code_tries = code_tries + 1
     WHERE id IN (
       SELECT id FROM submissions
       WHERE edition_id = $1 AND email_hash = $2 AND code_issued_at > $3 AND expires_at > $4
         AND code_tries < $5
       ORDER BY id FOR UPDATE)
     RETURNING id, generation, code_generation AS "codeGeneration"`,
    [editionId, emailHash, new Date(now.getTime() - CODE_MS), now, MAX_TRIES],
  );
  const confirmed = await justConfirmed(pool, { editionId, emailHash, now });
  return { exhausted: tries > MAX_TRIES, candidates: [...rows, ...confirmed] };
}

// Whoever presses twice should hear of the confirmation twice. The signature does not keep which mail's
// code confirmed it, so any of the few there can have been is taken; it can confirm nothing more.
async function justConfirmed(
  pool: Pool,
  { editionId, emailHash, now }: Omit<CodeTry, 'key'>,
): Promise<CodeCandidate[]> {
  const { rows } = await pool.query<CodeCandidate>(
    `SELECT id, generation, code_generation AS "codeGeneration"
     FROM signatures CROSS JOIN generate_series(0, $4::int) AS code_generation
     WHERE edition_id = $1 AND email_hash = $2 AND state IN ('confirmed', 'quarantined')
       AND confirmed_at > $3`,
    [editionId, emailHash, new Date(now.getTime() - CODE_MS), MAX_RESENDS],
  );
  return rows;
}
