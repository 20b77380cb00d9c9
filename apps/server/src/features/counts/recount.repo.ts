import { oneRow, type Transaction } from '@lantern/db/database';

/** One number that is not what the signatures say. */
interface Drift {
  /** `total`, `country`, `city`, `channel`, `ref`, `history` or `number`. */
  what: string;
  /** Which country, city, channel, partner's code, resolution; empty where there is but one. */
  key: string;
  /** What the tally says. */
  tallied: number;
  /** What the signatures say. */
  counted: number;
}

/** A recount of one edition. */
export interface Recount {
  editionId: string;
  /** Confirmed signatures. */
  counted: number;
  version: number;
  drift: Drift[];
}

// Groups in the database: memory stays bounded by the number of countries and cities.
const CELLS = `
  WITH counted AS (
    SELECT dimension, key, count(*)::int AS total
    FROM signatures, LATERAL (VALUES
      ('country', country::text), ('city', coalesce(city_slug, '')), ('channel', channel),
      ('ref', coalesce(ref, ''))
    ) AS cell (dimension, key)
    WHERE edition_id = $1 AND state = 'confirmed'
    GROUP BY dimension, key
  ), tallied AS (SELECT dimension, key, total FROM tallies WHERE edition_id = $1)
  SELECT dimension AS what, key, coalesce(tallied.total, 0) AS tallied,
    coalesce(counted.total, 0) AS counted
  FROM tallied FULL JOIN counted USING (dimension, key)
  WHERE coalesce(tallied.total, 0) <> coalesce(counted.total, 0)
  ORDER BY what, key`;

// A number once given is never given again, so the last one given is at least the greatest in use.
const SUMS = `
  WITH signed AS (
    SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS total,
      count(*) FILTER (WHERE state = 'confirmed' AND number IS NULL)::int AS numberless,
      coalesce(max(number), 0) AS "greatest"
    FROM signatures WHERE edition_id = $1
  ), head AS (
    SELECT coalesce(max(total), 0)::int AS total, coalesce(max(version), 0) AS version,
      coalesce(max(last_number), 0) AS "lastNumber"
    FROM tally_heads WHERE edition_id = $1
  )
  SELECT signed.total AS counted, signed.numberless, signed.greatest,
    head.total AS tallied, head.version, head."lastNumber"
  FROM signed, head`;

const HISTORIES = `
  SELECT span.resolution AS key, coalesce(sum(bucket.net), 0)::int AS tallied
  FROM unnest(ARRAY['day', 'hour', 'minute']) AS span (resolution)
  LEFT JOIN tally_history AS bucket
    ON bucket.edition_id = $1 AND bucket.resolution = span.resolution
  GROUP BY span.resolution ORDER BY span.resolution`;

interface SumsRow {
  counted: number;
  numberless: number;
  greatest: number;
  tallied: number;
  version: number;
  lastNumber: number;
}

/** Compares every tally with the signatures; `tx` must see one moment (repeatable read, or the head locked). */
export async function compare(tx: Transaction, editionId: string): Promise<Recount> {
  const sums = await oneRow<SumsRow>(tx, SUMS, [editionId]);
  const cells = await tx.query<Drift>(CELLS, [editionId]);
  const histories = await tx.query<{ key: string; tallied: number }>(HISTORIES, [editionId]);
  const { counted, version } = sums;
  return {
    editionId,
    counted,
    version,
    drift: [
      ...sumsDrift(sums),
      ...cells.rows,
      ...histories.rows
        .filter(({ tallied }) => tallied !== counted)
        .map(({ key, tallied }) => ({ what: 'history', key, tallied, counted })),
    ],
  };
}

function sumsDrift({ counted, tallied, numberless, greatest, lastNumber }: SumsRow): Drift[] {
  const drift: Drift[] = [];
  if (tallied !== counted) drift.push({ what: 'total', key: '', tallied, counted });
  if (numberless > 0)
    drift.push({ what: 'number', key: 'missing', tallied: 0, counted: numberless });
  if (greatest > lastNumber)
    drift.push({ what: 'number', key: 'last', tallied: lastNumber, counted: greatest });
  return drift;
}

/** Locks the edition's counting until the transaction ends. */
export async function lockHead(tx: Transaction, editionId: string): Promise<void> {
  await tx.query('SELECT 1 FROM tally_heads WHERE edition_id = $1 FOR UPDATE', [editionId]);
}

const REPAIR_CELLS = `
  INSERT INTO tallies (edition_id, dimension, key, total)
  SELECT $1::uuid, what, key, counted
  FROM unnest($2::text[], $3::text[], $4::int[]) AS cell (what, key, counted)
  ORDER BY what, key
  ON CONFLICT (edition_id, dimension, key) DO UPDATE SET total = excluded.total`;

const REPAIR_HISTORY = `
  INSERT INTO tally_history AS bucket (edition_id, resolution, at, net)
  SELECT $1::uuid, key, date_trunc(key, clock_timestamp(), 'UTC'), net
  FROM unnest($2::text[], $3::int[]) AS off (key, net)
  ORDER BY key
  ON CONFLICT (edition_id, resolution, at) DO UPDATE SET net = bucket.net + excluded.net`;

const REPAIR_HEAD = `
  INSERT INTO tally_heads AS head (edition_id, total, version, last_number) VALUES ($1, $2, 1, $3)
  ON CONFLICT (edition_id) DO UPDATE SET total = excluded.total, version = head.version + 1,
    last_number = greatest(head.last_number, excluded.last_number)`;

/** Sets what `drift` names to what the signatures say. Signatures themselves are never touched. */
export async function repair(
  tx: Transaction,
  { editionId, counted, drift }: Recount,
): Promise<void> {
  const cells = drift.filter(({ what }) => ['country', 'city', 'channel', 'ref'].includes(what));
  const histories = drift.filter(({ what }) => what === 'history');
  const greatest = drift.find(({ what, key }) => what === 'number' && key === 'last');
  await tx.query(REPAIR_HEAD, [editionId, counted, greatest?.counted ?? 0]);
  await tx.query(REPAIR_CELLS, [
    editionId,
    cells.map(({ what }) => what),
    cells.map(({ key }) => key),
    cells.map(({ counted }) => counted),
  ]);
  await tx.query(REPAIR_HISTORY, [
    editionId,
    histories.map(({ key }) => key),
    histories.map(({ tallied, counted }) => counted - tallied),
  ]);
}
