import type { Transaction } from '@lantern/db/database';
import type { CauseState } from '@lantern/schemas/quarantine';
import { COUNTED, type CountedRow } from './signatures.repo.ts';

/** Whom staff decide on: some signatures, or those of one cause. */
export type Selection = { ids: readonly string[] } | CauseSelection;

interface CauseSelection {
  /** Hex. */
  causeHash: string;
  /** Only those that wait, or only those let count before; both when absent. */
  state?: CauseState | undefined;
  /** Only those confirmed until then: what came after the person looked waits for the next look. */
  upTo?: Date | undefined;
}

/** Locks the selected signatures that are in one of these states, in the order of their ids. */
export async function lockSelected(
  tx: Transaction,
  { editionId, selection, states }: SelectedStates,
): Promise<CountedRow[]> {
  const byIds = 'ids' in selection;
  const chosen = byIds || !selection.state ? states : states.filter((s) => s === selection.state);
  const { rows } = await tx.query<CountedRow>(
    `SELECT ${COUNTED} FROM signatures
     WHERE edition_id = $1 AND state = ANY($2::signature_state[])
       AND ${byIds ? 'id = ANY($3::uuid[])' : "cause_hash = decode($3, 'hex')"}
       AND ($4::timestamptz IS NULL OR confirmed_at <= $4)
     ORDER BY id FOR UPDATE`,
    [
      editionId,
      chosen,
      byIds ? selection.ids : selection.causeHash,
      byIds ? null : (selection.upTo ?? null),
    ],
  );
  return rows;
}

export interface SelectedStates {
  editionId: string;
  selection: Selection;
  states: readonly CauseState[];
}

export interface Decision {
  /** Of the decision, by which it can be undone. */
  decisionId: string;
  rows: readonly { id: string; number: number | null }[];
  state: 'confirmed' | 'void';
  now: Date;
  by: string;
  reason: string | null;
}

/** Writes a decision on many signatures in one statement, and what each was before. */
export async function decide(tx: Transaction, decision: Decision): Promise<void> {
  const { decisionId, rows, state, now, by, reason } = decision;
  await tx.query(
    `UPDATE signatures s SET state = $1::signature_state, number = d.number, decided_at = $2,
       decided_by = $3, reason = $4, decision_id = $5, state_before = s.state,
       decision_before = s.decision_id
     FROM unnest($6::uuid[], $7::int8[]) AS d(id, number) WHERE s.id = d.id`,
    [
      state,
      now,
      by,
      reason,
      decisionId,
      rows.map(({ id }) => id),
      rows.map(({ number }) => number),
    ],
  );
}
