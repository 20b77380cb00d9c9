import { transaction, type Transaction } from '@lantern/db/database';
import { HELD_AGAIN } from '@lantern/schemas/quarantine';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import {
  giveBack,
  lockDecided,
  lockDecision,
  markUndone,
  readDecisions,
  type DecidedRow,
} from './decisions.repo.ts';
import { fallOf } from './endings.ts';
import { lockCounting } from './signatures.repo.ts';
import type { SignatureDelta, SigningDeps } from './signing.seams.ts';
import type { Decided } from './signing.staff.ts';

/** Which decision to undo, by whom. */
export interface UndoCommand {
  commandId: string;
  actor: string;
  decisionId: string;
  /** Slug; the current edition when absent. */
  edition?: string | undefined;
}

/** Decisions of staff as a list, and the way back from each. */
export function createUndo(deps: SigningDeps) {
  return {
    /** The newest decisions, each with how much of it can still be undone. Throws `edition-unknown`. */
    decisions: async (edition?: string) => {
      const { id } = await deps.petition.edition(edition);
      const rows = await readDecisions(deps.pool, id);
      const emails = await deps.emailsOf(
        rows.flatMap(({ by, undoneBy }) => (undoneBy ? [by, undoneBy] : [by])),
      );
      return rows.map(({ editionId: _editionId, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        undoneAt: row.undoneAt?.toISOString() ?? null,
        by: emails.get(row.by) ?? null,
        undoneBy: row.undoneBy ? (emails.get(row.undoneBy) ?? null) : null,
      }));
    },
    /**
     * Gives every signature of a decision the state it had before, in one transaction; what changed since
     * (decided again, withdrawn) stays as it is. Throws `not-found`, and `conflict` once it is undone.
     */
    undo: (command: UndoCommand): Promise<Decided> => undoOnce(deps, command),
  };
}

async function undoOnce(deps: SigningDeps, command: UndoCommand): Promise<Decided> {
  const { commandId, actor, decisionId, edition } = command;
  const { id: editionId } = await deps.petition.edition(edition);
  const now = deps.clock.now();
  const once = { commandId, actor, name: 'signing.undo', body: { editionId, decisionId }, now };
  return transaction(deps.pool, (tx) =>
    runOnce(tx, once, async () => {
      await lockCounting(tx, editionId);
      const decision = await lockDecision(tx, { editionId, decisionId });
      if (!decision) throw new DomainError('not-found');
      if (decision.undoneAt) throw new DomainError('conflict');
      const rows = await lockDecided(tx, decisionId);
      const { total, version } = await deps.tally.apply(tx, {
        editionId,
        deltas: rows.flatMap(deltaOf),
      });
      await giveBack(
        tx,
        rows.map(({ id }) => id),
      );
      await tellHeldAgain(tx, deps, rows);
      await markUndone(tx, { decisionId, at: now, by: actor, undone: rows.length });
      const details = { editionId, count: rows.length };
      const act = { id: deps.newId(), at: now, actor, act: 'signing.undo', subject: decisionId };
      await recordAct(tx, { ...act, details });
      return { decisionId: commandId, count: rows.length, total, version };
    }),
  );
}

/** What giving it back does to the counts. One that waited before and was taken out never counted. */
function deltaOf(row: DecidedRow): SignatureDelta[] {
  if (row.state === 'confirmed') return [fallOf(row, HELD_AGAIN)];
  if (row.stateBefore === 'quarantined') return [];
  const { country, citySlug, channel, ref } = row;
  return [{ country, citySlug, channel, ref, net: 1, numbered: false }];
}

/** Whoever was told that they count is told that a person looks again. */
async function tellHeldAgain(
  tx: Transaction,
  deps: SigningDeps,
  rows: readonly DecidedRow[],
): Promise<void> {
  const held = rows.filter(({ state }) => state === 'confirmed');
  await deps.enqueueMails(
    tx,
    held.map(({ id }) => ({ kind: 'quarantined', recordId: id, priority: 'bulk' })),
  );
}
