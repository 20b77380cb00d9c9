import { transaction, type Transaction } from '@lantern/db/database';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { ContactDeps } from './contact.deps.ts';
import { deleteMessage, lockMessage, markSettled, type Readable } from './messages.repo.ts';

/** An act of a signed-in person on one message. */
interface MessageCommand {
  commandId: string;
  id: string;
}

/** Who acts, and on which messages they may. */
interface Actor {
  accountId: string;
  readable: Readable;
}

/** What is done about messages; each throws `not-found` and `conflict` (same command, other body). */
export interface DeskOf<By> {
  /** It is answered, or needs no answer; deleted by itself some time later. */
  settle(command: MessageCommand, by: By): Promise<null>;
  /** It waits again. */
  reopen(command: MessageCommand, by: By): Promise<null>;
  /** Deletes it for good. */
  delete(command: MessageCommand, by: By): Promise<null>;
}

type DeskDeps = ContactDeps & { now: () => Date };

interface Acting {
  id: string;
  at: Date;
  by: string;
  settled: boolean;
}

/** The inbox's side. The audit log says who did what to which message, never what it says. */
export function createContactDesk(deps: DeskDeps): DeskOf<Actor> {
  return {
    settle: (command, by) =>
      actOnce(deps, { name: 'contact.settle', command, by }, async (tx, acting) => {
        const { id, at, settled } = acting;
        if (!settled) await markSettled(tx, { id, settled: { at, by: acting.by } });
      }),
    reopen: (command, by) =>
      actOnce(deps, { name: 'contact.reopen', command, by }, async (tx, { id }) =>
        markSettled(tx, { id, settled: null }),
      ),
    delete: (command, by) =>
      actOnce(deps, { name: 'contact.delete', command, by }, async (tx, { id, at }) => {
        await deps.recordDeletion(tx, id, at);
        await deleteMessage(tx, id);
      }),
  };
}

interface Act {
  name: string;
  command: MessageCommand;
  by: Actor;
}

function actOnce(
  { pool, newId, now }: DeskDeps,
  { name, command: { commandId, id }, by: { accountId: by, readable } }: Act,
  work: (tx: Transaction, acting: Acting) => Promise<void>,
): Promise<null> {
  const at = now();
  const command = { commandId, actor: by, name, body: { id }, now: at };
  return transaction(pool, (tx) =>
    runOnce(tx, command, async () => {
      const message = await lockMessage(tx, id, readable);
      if (!message) throw new DomainError('not-found');
      await work(tx, { id, at, by, ...message });
      await recordAct(tx, { id: newId(), at, actor: by, act: name, subject: id, details: {} });
      return null;
    }),
  );
}
