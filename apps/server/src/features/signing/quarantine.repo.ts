import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { COUNTED, type CountedRow } from './signatures.repo.ts';

/** Quarantined signatures of one cause. */
export interface QuarantineGroup {
  /** Hex; names the group in `release` and `void`. */
  causeHash: string;
  suspicions: string[];
  count: number;
  /** ISO instants of the first and last confirmation. */
  firstAt: string;
  lastAt: string;
  countries: string[];
  /** Big providers' domains, and `other`. */
  mailProviders: string[];
  /** Up to fifty ids, to look at or decide one by one. */
  sampleIds: string[];
}

interface GroupRow extends Omit<QuarantineGroup, 'firstAt' | 'lastAt'> {
  firstAt: Date;
  lastAt: Date;
}

/** The quarantine of an edition by cause, largest group first; 200 groups at most. */
export async function readQuarantine(pool: Pool, editionId: string): Promise<QuarantineGroup[]> {
  const { rows } = await pool.query<GroupRow>(
    `SELECT encode(cause_hash, 'hex') AS "causeHash",
       string_to_array(string_agg(DISTINCT array_to_string(suspicions, ','), ','), ',') AS suspicions,
       count(*)::int AS count, min(confirmed_at) AS "firstAt", max(confirmed_at) AS "lastAt",
       array_agg(DISTINCT country::text) AS countries,
       array_agg(DISTINCT mail_provider) AS "mailProviders",
       (array_agg(id::text ORDER BY confirmed_at, id))[1:50] AS "sampleIds"
     FROM signatures WHERE edition_id = $1 AND state = 'quarantined' AND cause_hash IS NOT NULL
     GROUP BY cause_hash ORDER BY count(*) DESC, cause_hash LIMIT 200`,
    [editionId],
  );
  return rows.map((row) => ({
    ...row,
    suspicions: [...new Set(row.suspicions)],
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
  }));
}

/** Whom staff decide on: some signatures, or all of one cause. */
export type Selection = { ids: readonly string[] } | { causeHash: string };

/** Locks the selected signatures that are in one of these states, in the order of their ids. */
export async function lockSelected(
  tx: Transaction,
  { editionId, selection, states }: SelectedStates,
): Promise<CountedRow[]> {
  const byIds = 'ids' in selection;
  const { rows } = await tx.query<CountedRow>(
    `SELECT ${COUNTED} FROM signatures
     WHERE edition_id = $1 AND state = ANY($2::signature_state[])
       AND ${byIds ? 'id = ANY($3::uuid[])' : "cause_hash = decode($3, 'hex')"}
     ORDER BY id FOR UPDATE`,
    [editionId, states, byIds ? selection.ids : selection.causeHash],
  );
  return rows;
}

export interface SelectedStates {
  editionId: string;
  selection: Selection;
  states: readonly ('confirmed' | 'quarantined')[];
}

export interface Decision {
  rows: readonly { id: string; number: number | null }[];
  state: 'confirmed' | 'void';
  now: Date;
  by: string;
  reason: string | null;
}

/** Writes a decision on many signatures in one statement. */
export async function decide(tx: Transaction, decision: Decision): Promise<void> {
  const { rows, state, now, by, reason } = decision;
  await tx.query(
    `UPDATE signatures s SET state = $1::signature_state, number = d.number, decided_at = $2,
       decided_by = $3, reason = $4
     FROM unnest($5::uuid[], $6::int8[]) AS d(id, number) WHERE s.id = d.id`,
    [state, now, by, reason, rows.map(({ id }) => id), rows.map(({ number }) => number)],
  );
}
