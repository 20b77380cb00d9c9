import type { Transaction } from '@lantern/db/database';
import type { Principal } from '../../platform/trpc.ts';

/** Runs a command once: the same id with the same body gets the first answer again. */
export type RunCommand = <T>(
  command: { id: string; actor: string; name: string; body: unknown },
  work: (tx: Transaction) => Promise<T>,
) => Promise<T>;

/** Writes a privileged act into the audit log, in the act's own transaction. */
export type RecordAct = (
  tx: Transaction,
  act: { actor: string; act: string; subject?: string; details?: Record<string, unknown> },
) => Promise<unknown>;

/** A command of a signed-in person. */
export interface Act {
  /** UUIDv7, made when the person acted. */
  commandId: string;
  principal: Principal;
}

/** Runs what a person does under their account. */
export function commandRunner(runCommand: RunCommand) {
  return <T>(
    { commandId, principal }: Act,
    { name, body }: { name: string; body: unknown },
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> => runCommand({ id: commandId, actor: principal.accountId, name, body }, work);
}
