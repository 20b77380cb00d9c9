import { oneRow, type Transaction } from '@lantern/db/database';
import { sumChange, type SummedChange, type TallyChange } from './tally-change.ts';

/** The head after a change. */
export interface TallyResult {
  total: number;
  version: number;
  /**
   * The number of the first `numbered` delta; the others follow it in array order. Without any, the
   * next number that will be given.
   */
  firstNumber: number;
}

interface HeadRow {
  total: number;
  version: number;
  lastNumber: number;
  at: Date;
}

// The row every counting transaction locks first, so that counting is in one order for all nodes. The
// time is read after the lock is held: buckets then follow that order too.
const MOVE_HEAD = `
  INSERT INTO tally_heads AS head (edition_id, total, version, last_number)
  VALUES ($1, $2, 1, $3)
  ON CONFLICT (edition_id) DO UPDATE SET
    total = head.total + excluded.total,
    version = head.version + 1,
    last_number = head.last_number + excluded.last_number
  RETURNING total, version, last_number AS "lastNumber", clock_timestamp() AS at`;

const READ_HEAD = `
  SELECT coalesce(max(total), 0)::int AS total, coalesce(max(version), 0) AS version,
    coalesce(max(last_number), 0) AS "lastNumber", clock_timestamp() AS at
  FROM tally_heads WHERE edition_id = $1`;

// UTC buckets, whatever the session's zone. Returns the smallest cell, to catch a count below zero.
const MOVE_COUNTS = `
  WITH cells AS (
    INSERT INTO tallies AS tally (edition_id, dimension, key, total)
    SELECT $1::uuid, dimension, key, net
    FROM unnest($2::text[], $3::text[], $4::int[]) AS cell (dimension, key, net)
    ORDER BY dimension, key
    ON CONFLICT (edition_id, dimension, key) DO UPDATE SET total = tally.total + excluded.total
    RETURNING tally.total
  ), history AS (
    INSERT INTO tally_history AS bucket (edition_id, resolution, at, net)
    SELECT $1::uuid, resolution, date_trunc(resolution, $5::timestamptz, 'UTC'), $6::int
    FROM unnest(ARRAY['day', 'hour', 'minute', 'second']) AS resolution
    WHERE $6::int <> 0
    ON CONFLICT (edition_id, resolution, at) DO UPDATE SET net = bucket.net + excluded.net
  ), corrected AS (
    INSERT INTO corrections AS correction (edition_id, day, reason, count)
    SELECT $1::uuid, ($5::timestamptz AT TIME ZONE 'UTC')::date, reason, count
    FROM unnest($7::text[], $8::int[]) AS fall (reason, count)
    ORDER BY reason
    ON CONFLICT (edition_id, day, reason) DO UPDATE SET count = correction.count + excluded.count
  )
  SELECT coalesce(min(total), 0)::int AS least FROM cells`;

/**
 * Counts `change` inside the transaction that stores the signatures it speaks of, and gives signer
 * numbers. Two statements, whatever the size. Holds the edition's tally head locked until the
 * transaction ends: call it after everything slow, before `appendEvents`. Throws, and so rolls back,
 * rather than let any count fall below zero.
 */
export async function applyTally(tx: Transaction, change: TallyChange): Promise<TallyResult> {
  const sum = sumChange(change.deltas);
  const changes = change.deltas.length > 0;
  const head = changes
    ? await oneRow<HeadRow>(tx, MOVE_HEAD, [change.editionId, sum.net, sum.numbered])
    : await oneRow<HeadRow>(tx, READ_HEAD, [change.editionId]);
  if (changes) await moveCounts(tx, { editionId: change.editionId, sum, head });
  const { total, version, lastNumber } = head;
  return { total, version, firstNumber: lastNumber - sum.numbered + 1 };
}

interface CountsMove {
  editionId: string;
  sum: SummedChange;
  head: HeadRow;
}

async function moveCounts(tx: Transaction, { editionId, sum, head }: CountsMove): Promise<void> {
  const { least } = await oneRow<{ least: number }>(tx, MOVE_COUNTS, [
    editionId,
    sum.cells.map(({ dimension }) => dimension),
    sum.cells.map(({ key }) => key),
    sum.cells.map(({ net }) => net),
    head.at,
    sum.net,
    sum.corrections.map(({ reason }) => reason),
    sum.corrections.map(({ count }) => count),
  ]);
  if (head.total < 0 || least < 0)
    throw new Error(`a count of edition ${editionId} would fall below zero`);
}
