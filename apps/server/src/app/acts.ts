import { transaction } from '@lantern/db/database';
import { recordAct } from '../platform/audit.ts';
import { runOnce } from '../platform/commands.ts';
import type { ServicesDeps } from './deps.ts';

interface NewAct {
  actor: string;
  act: string;
  subject?: string;
  details?: Record<string, unknown>;
}

interface NewCommand {
  id: string;
  actor: string;
  name: string;
  body: unknown;
}

/** Commands and the audit log, with their ids and times. */
export function createActs({ db, clock, newId }: Pick<ServicesDeps, 'db' | 'clock' | 'newId'>) {
  return {
    runCommand: <T>(
      { id, ...command }: NewCommand,
      work: (tx: Parameters<typeof recordAct>[0]) => Promise<T>,
    ): Promise<T> =>
      transaction(db.pool, (tx) =>
        runOnce(tx, { ...command, commandId: id, now: clock.now() }, () => work(tx)),
      ),
    recordAct: (tx: Parameters<typeof recordAct>[0], act: NewAct): Promise<void> =>
      recordAct(tx, { details: {}, ...act, id: newId(), at: clock.now() }),
  };
}
