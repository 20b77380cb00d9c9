import { transaction, type Transaction } from '@lantern/db/database';
import type { VoidReason } from '@lantern/schemas/quarantine';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { insertDecision } from './decisions.repo.ts';
import { fallOf } from './endings.ts';
import { decide, lockSelected, type Selection } from './quarantine.repo.ts';
import { lockCounting, type CountedRow } from './signatures.repo.ts';
import type { SigningDeps } from './signing.seams.ts';

/** A decision by a person, made once however often it arrives. */
export interface StaffCommand {
  commandId: string;
  actor: string;
  selection: Selection;
  /** Slug; the current edition when absent. */
  edition?: string | undefined;
}

/** What a decision did; `total` and `version` are the tally's after it. By its id it can be undone. */
export type Decided = { decisionId: string; count: number; total: number; version: number };

/** The person's side of quarantine. Each decision is one transaction, whatever its size. */
export function createStaff(deps: SigningDeps) {
  /** Lets quarantined signatures count; their signers are told. Throws `conflict`. */
  const release = (command: StaffCommand): Promise<Decided> =>
    decideOnce(deps, { name: 'signing.release', command }, releaseAll);

  /** Takes out quarantined or counted signatures. Throws `conflict`. */
  const voidSelected = (command: StaffCommand & { reason: VoidReason }): Promise<Decided> =>
    decideOnce(deps, { name: 'signing.void', command, reason: command.reason }, voidAll);

  return { release, voidSelected };
}

interface Act {
  name: string;
  command: StaffCommand;
  reason?: VoidReason;
}
/** How many it took hold of, and the tally after it. */
type Effect = Omit<Decided, 'decisionId'>;
type Acting = Act & { deps: SigningDeps; editionId: string; now: Date };

async function decideOnce(
  deps: SigningDeps,
  act: Act,
  work: (tx: Transaction, acting: Acting) => Promise<Effect>,
): Promise<Decided> {
  const { commandId, actor, selection } = act.command;
  const { name, reason = null } = act;
  const { id: editionId } = await deps.petition.edition(act.command.edition);
  const now = deps.clock.now();
  return transaction(deps.pool, (tx) =>
    runOnce(
      tx,
      { commandId, actor, name, body: { editionId, selection, reason }, now },
      async () => {
        await lockCounting(tx, editionId);
        const decided = await work(tx, { ...act, deps, editionId, now });
        const { count } = decided;
        const causeHash = 'ids' in selection ? null : selection.causeHash;
        const kind = name === 'signing.release' ? 'release' : 'void';
        const decision = { id: commandId, editionId, kind, at: now, by: actor, reason } as const;
        await insertDecision(tx, { ...decision, causeHash, count });
        const details = { editionId, reason, count, ...auditOf(selection) };
        await recordAct(tx, { id: deps.newId(), at: now, actor, act: name, details });
        return { decisionId: commandId, ...decided };
      },
    ),
  );
}

const auditOf = (selection: Selection) =>
  'ids' in selection
    ? { ids: selection.ids.length }
    : { causeHash: selection.causeHash, ...(selection.state && { state: selection.state }) };

async function releaseAll(tx: Transaction, acting: Acting): Promise<Effect> {
  const { deps, editionId, command } = acting;
  const states = ['quarantined'] as const;
  const rows = await lockSelected(tx, { editionId, selection: command.selection, states });
  const { total, version, firstNumber } = await deps.tally.apply(tx, {
    editionId,
    deltas: rows.map(({ country, citySlug, channel, ref, number }) => ({
      country,
      citySlug,
      channel,
      ref,
      net: 1,
      // Whoever was let count before and then held again keeps the number.
      numbered: number === null,
    })),
  });
  let next = firstNumber;
  const numbered = rows.map(({ id, number }) => ({ id, number: number ?? next++ }));
  await write(tx, acting, { rows: numbered, state: 'confirmed' });
  await deps.enqueueMails(
    tx,
    rows.map(({ id }) => ({ kind: 'confirmed', recordId: id, priority: 'bulk' })),
  );
  return { count: rows.length, total, version };
}

async function voidAll(tx: Transaction, acting: Acting): Promise<Effect> {
  const { deps, editionId, command, reason = 'other' } = acting;
  const states = ['quarantined', 'confirmed'] as const;
  const rows = await lockSelected(tx, { editionId, selection: command.selection, states });
  const counted = rows.filter(({ state }) => state === 'confirmed');
  const { total, version } = await deps.tally.apply(tx, {
    editionId,
    deltas: counted.map((row) => fallOf(row, reason)),
  });
  await write(tx, acting, { rows, state: 'void' });
  return { count: rows.length, total, version };
}

interface Written {
  rows: readonly Pick<CountedRow, 'id' | 'number'>[];
  state: 'confirmed' | 'void';
}

function write(tx: Transaction, { command, now, reason }: Acting, { rows, state }: Written) {
  const { commandId: decisionId, actor: by } = command;
  return decide(tx, { decisionId, rows, state, now, by, reason: reason ?? null });
}
