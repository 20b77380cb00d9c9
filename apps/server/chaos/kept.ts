import type { Database } from '@lantern/db/database';
import { expect } from 'vitest';
import { recount } from '../src/features/counts/recount.ts';
import type { TestSmtpServer } from '../src/platform/mail/smtp-test-server.ts';
import type { BurstRecord } from './signing-burst.ts';

/**
 * Nothing that was acknowledged is lost and nothing is there twice: every accepted address is stored once, no
 * record without a try, every number that was told is given once, and the tallies are what the rows say.
 * Once all mails are out: who was accepted has been reached by one.
 */
export async function expectKept(db: Database, record: BurstRecord): Promise<void> {
  const stored = await storedIn(db);
  expect(stored.records).toBeGreaterThanOrEqual(record.accepted.size);
  expect(stored.records).toBeLessThanOrEqual(record.tried.size);
  expect(stored.addresses).toBe(stored.records);
  const numbers = new Set(stored.numbers);
  expect(numbers.size).toBe(stored.numbers.length);
  expect([...record.confirmed.values()].filter((number) => !numbers.has(number))).toEqual([]);
  expect(new Set(record.confirmed.values()).size).toBe(record.confirmed.size);
  expect((await recount(db.pool, stored.editionId)).drift).toEqual([]);
}

/** Accepted addresses that no mail has reached. */
export function unreached({ accepted }: BurstRecord, { received }: TestSmtpServer): string[] {
  const reached = new Set(received.map(({ to }) => to));
  return [...accepted].filter((address) => !reached.has(address));
}

/** Mails that are queued, on their way or to be tried again. */
export async function mailsLeft({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM pgboss.job
     WHERE name = 'mail' AND state IN ('created', 'retry', 'active') AND start_after < now() + interval '1 hour'`,
  );
  return rows[0]?.left ?? 0;
}

interface Stored {
  editionId: string;
  records: number;
  addresses: number;
  numbers: number[];
}

/** A pending submission and the signature it becomes are one record. */
const STORED = `
  SELECT e.id AS "editionId", count(r.*)::int AS records, count(DISTINCT r.email_hash)::int AS addresses,
         coalesce(array_agg(r.number::int) FILTER (WHERE r.number IS NOT NULL), '{}') AS numbers
  FROM editions e LEFT JOIN (
    SELECT edition_id, email_hash, NULL::bigint AS number FROM submissions
    UNION ALL SELECT edition_id, email_hash, number FROM signatures
  ) r ON r.edition_id = e.id
  WHERE e.is_current GROUP BY e.id`;

async function storedIn({ pool }: Database): Promise<Stored> {
  const { rows } = await pool.query<Stored>(STORED);
  const [row] = rows;
  if (!row) throw new Error('no current edition');
  return row;
}
