import { oneRow, type Transaction } from '@lantern/db/database';
import { sumChange, type TallyChange } from './tally-change.ts';

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
  least: number;
}

// The head is the row every counting transaction locks first, so that counting is in one order for all
// nodes; whatever else moves is drawn from what the head returned. The time is read once the lock is held:
// buckets (UTC, whatever the session's zone) then follow that order too. `least` is the smallest cell, to
// catch a count below zero.
const MOVE = `
  WITH head AS (
    INSERT INTO tally_heads AS head (edition_id, total, version, last_number)
    VALUES ($1::uuid, $2::int, 1, $3::int)
    ON CONFLICT (edition_id) DO UPDATE SET
      total = head.total + excluded.total,
      version = head.version + 1,
      last_number = head.last_number + excluded.last_number
    RETURNING edition_id, total, version, last_number, clock_timestamp() AS at
  ), cells AS (
    INSERT INTO tallies AS tally (edition_id, dimension, key, total)
    SELECT head.edition_id, dimension, key, net
    FROM head, unnest($4::text[], $5::text[], $6::int[]) AS cell (dimension, key, net)
    ORDER BY dimension, key
    ON CONFLICT (edition_id, dimension, key) DO UPDATE SET total = tally.total + excluded.total
    RETURNING tally.total
  ), history AS (
    INSERT INTO tally_history AS bucket (edition_id, resolution, at, net)
    SELECT head.edition_id, resolution, date_trunc(resolution, head.at, 'UTC'), $2::int
    FROM head, unnest(ARRAY['day', 'hour', 'minute', 'second']) AS resolution
    WHERE $2::int <> 0
    ON CONFLICT (edition_id, resolution, at) DO UPDATE SET net = bucket.net + excluded.net
  ), corrected AS (
    INSERT INTO corrections AS correction (edition_id, day, reason, count)
    SELECT head.edition_id, (head.at AT TIME ZONE 'UTC')::date, reason, count
    FROM head, unnest($7::text[], $8::int[]) AS fall (reason, count)
    ORDER BY reason
    ON CONFLICT (edition_id, day, reason) DO UPDATE SET count = correction.count + excluded.count
  )
  SELECT head.total, head.version, head.last_number AS "lastNumber",
    (SELECT coalesce(min(total), 0)::int FROM cells) AS least
  FROM head`;

const READ_HEAD = `
  SELECT coalesce(max(total), 0)::int AS total, coalesce(max(version), 0) AS version,
    coalesce(max(last_number), 0) AS "lastNumber", 0 AS least
  FROM tally_heads WHERE edition_id = $1`;

/**
 * Counts `change` inside the transaction that stores the signatures it speaks of, and gives signer
 * numbers. One statement, whatever the size. Holds the edition's tally head locked until the
 * transaction ends: call it after everything slow, before `appendEvents`. Throws, and so rolls back,
 * rather than let any count fall below zero.
 */
export async function applyTally(tx: Transaction, change: TallyChange): Promise<TallyResult> {
  const sum = sumChange(change.deltas);
  const { total, version, lastNumber, least } =
    change.deltas.length > 0
      ? await oneRow<HeadRow>(tx, MOVE, [
          change.editionId,
          sum.net,
          sum.numbered,
          sum.cells.map(({ dimension }) => dimension),
          sum.cells.map(({ key }) => key),
          sum.cells.map(({ net }) => net),
          sum.corrections.map(({ reason }) => reason),
          sum.corrections.map(({ count }) => count),
        ])
      : await oneRow<HeadRow>(tx, READ_HEAD, [change.editionId]);
  if (total < 0 || least < 0)
    throw new Error(`a count of edition ${change.editionId} would fall below zero`);
  return { total, version, firstNumber: lastNumber - sum.numbered + 1 };
}
