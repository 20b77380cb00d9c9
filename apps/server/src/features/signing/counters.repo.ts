import type { Statement, Transaction } from '@lantern/db/database';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import type { Pool } from 'pg';

/** What is counted per ten minutes; keys are keyed hashes. */
export type CounterKind =
  | 'calls-network'
  | 'submit-network'
  | 'submit-domain'
  | 'submit-network-domain'
  | 'confirm-network'
  | 'confirm-domain'
  | 'confirm-network-domain'
  | 'mail-address'
  | 'code-address'
  | 'contact-network'
  | 'contact-same'
  | 'rsvp-network'
  | 'rsvp-address'
  | 'apply-network'
  | 'apply-address'
  | 'cause-salt';

interface CounterKey {
  kind: CounterKind;
  key: Buffer;
}

/** A key over a span of time: buckets that begin in [`from`, `to`]. */
export interface CounterSpan extends CounterKey {
  from: Date;
  to: Date;
}

export interface CounterStep extends CounterKey {
  bucket: Date;
  by: number;
}

export const BUCKET_MS = 600_000;

/** Start of the ten minutes that `at` lies in. */
export function bucketOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / BUCKET_MS) * BUCKET_MS);
}

/** The buckets that touch the `ms` before `at`. */
export function spanBefore(at: Date, ms: number): { from: Date; to: Date } {
  return { from: bucketOf(new Date(at.getTime() - ms)), to: at };
}

/** The hour before `at`, in whole buckets: up to ten minutes more. */
export const hourBefore = (at: Date): { from: Date; to: Date } => spanBefore(at, HOUR_MS);
/** The day before `at`, in whole buckets: up to ten minutes more. */
export const dayBefore = (at: Date): { from: Date; to: Date } => spanBefore(at, DAY_MS);

interface CountedBucket {
  /** Which of the keys asked for, counted from one. */
  place: number;
  bucket: Date;
  count: number;
}

// One look into the index for each key, whatever the planner believes of a table that fills quickly.
const READ_BUCKETS = `
  SELECT s.place::int AS place, c.bucket, c.count
  FROM unnest($2::text[], $3::bytea[], $4::timestamptz[], $5::timestamptz[])
    WITH ORDINALITY AS s(kind, key, from_at, to_at, place)
  CROSS JOIN LATERAL (
    SELECT bucket, count FROM suspicion_counters
    WHERE edition_id = $1 AND kind = s.kind AND key_hash = s.key
      AND bucket BETWEEN s.from_at AND s.to_at
    OFFSET 0) AS c`;

/** Sums of `spans`, in their order, in one statement; spans of one key are read together. */
export async function sumCounters(
  tx: Transaction | Pool,
  editionId: string,
  spans: readonly CounterSpan[],
): Promise<number[]> {
  if (spans.length === 0) return [];
  const keys = keysOfSpans(spans);
  const asked = [...keys.values()];
  const { rows } = await tx.query<CountedBucket>(READ_BUCKETS, [
    editionId,
    asked.map(({ kind }) => kind),
    asked.map(({ key }) => key),
    asked.map(({ from }) => from),
    asked.map(({ to }) => to),
  ]);
  if (rows.length === 0) return spans.map(() => 0);
  const found = Map.groupBy(rows, ({ place }) => asked[place - 1]);
  return spans.map((span) =>
    (found.get(keys.get(idOf(span))) ?? [])
      .filter(({ bucket }) => bucket >= span.from && bucket <= span.to)
      .reduce((sum, { count }) => sum + count, 0),
  );
}

const idOf = ({ kind, key }: CounterKey): string => `${kind} ${key.toString('latin1')}`;

/** Each key once, over all that its spans reach. */
function keysOfSpans(spans: readonly CounterSpan[]): Map<string, CounterSpan> {
  const keys = new Map<string, CounterSpan>();
  for (const span of spans) {
    const id = idOf(span);
    const known = keys.get(id);
    if (!known) keys.set(id, span);
    else if (span.from < known.from || span.to > known.to)
      keys.set(id, {
        ...known,
        from: span.from < known.from ? span.from : known.from,
        to: span.to > known.to ? span.to : known.to,
      });
  }
  return keys;
}

const ADD = `
  INSERT INTO suspicion_counters AS c (edition_id, kind, key_hash, bucket, count)
  SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::timestamptz[], $5::int[])
  ON CONFLICT (edition_id, kind, key_hash, bucket) DO UPDATE SET count = c.count + EXCLUDED.count`;

/** Adds `steps`, equal keys together, in one order for all nodes so that none waits in a circle. */
export function counting(editionId: string, steps: readonly CounterStep[]): Statement {
  const summed = new Map<string, CounterStep>();
  for (const step of steps) {
    const id = `${idOf(step)} ${step.bucket.getTime()}`;
    const known = summed.get(id);
    summed.set(id, known ? { ...known, by: known.by + step.by } : step);
  }
  const sorted = [...summed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);
  return {
    name: 'signing-add-counters',
    text: ADD,
    values: [
      editionId,
      sorted.map(({ kind }) => kind),
      sorted.map(({ key }) => key),
      sorted.map(({ bucket }) => bucket),
      sorted.map(({ by }) => by),
    ],
  };
}

/** As {@link counting}, at once. */
export async function addCounters(
  tx: Transaction | Pool,
  editionId: string,
  steps: readonly CounterStep[],
): Promise<void> {
  if (steps.length > 0) await tx.query(counting(editionId, steps));
}

/**
 * Counts one call and answers the sum over the `withinMs` before `now`, this one included. Whoever counts
 * under the same key at once waits for the other's transaction, so that no two see the same sum.
 */
export async function countOne(
  tx: Transaction,
  editionId: string,
  call: CounterKey & { withinMs: number; now: Date },
): Promise<number> {
  const { kind, key, withinMs, now } = call;
  await addCounters(tx, editionId, [{ kind, key, bucket: bucketOf(now), by: 1 }]);
  const [sum = 0] = await sumCounters(tx, editionId, [{ kind, key, ...spanBefore(now, withinMs) }]);
  return sum;
}

interface ClearedKeys {
  kind: CounterKind;
  keys: readonly Buffer[];
}

/** Forgets keys, e.g. the tries at a code once a new one is on its way. */
export const clearing = (editionId: string, { kind, keys }: ClearedKeys): Statement => ({
  text: `DELETE FROM suspicion_counters WHERE (edition_id, kind, key_hash, bucket) IN (
           SELECT edition_id, kind, key_hash, bucket FROM suspicion_counters
           WHERE edition_id = $1 AND kind = $2 AND key_hash = ANY($3::bytea[])
           ORDER BY key_hash, bucket FOR UPDATE)`,
  values: [editionId, kind, keys],
});

/** As {@link clearing}, at once. */
export async function clearCounters(
  tx: Transaction,
  editionId: string,
  cleared: ClearedKeys,
): Promise<void> {
  await tx.query(clearing(editionId, cleared));
}

/** Drops counters older than 24 hours. */
export async function pruneCounters(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM suspicion_counters WHERE bucket < $1', [
    new Date(now.getTime() - KEPT.networkHours * HOUR_MS),
  ]);
  return rowCount ?? 0;
}

/**
 * The day's salt (UTC), made with the first need of it and dropped with the other counters. Call it
 * only where confirmations are in one order, or two salts might be made.
 */
export async function daySalt(
  tx: Transaction,
  editionId: string,
  { now, fresh }: { now: Date; fresh: Buffer },
): Promise<Buffer> {
  const day = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const { rows } = await tx.query<{ key_hash: Buffer }>(
    `SELECT key_hash FROM suspicion_counters
     WHERE edition_id = $1 AND kind = 'cause-salt' AND bucket = $2`,
    [editionId, day],
  );
  if (rows[0]) return rows[0].key_hash;
  await addCounters(tx, editionId, [{ kind: 'cause-salt', key: fresh, bucket: day, by: 1 }]);
  return fresh;
}
