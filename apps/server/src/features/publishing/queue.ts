import { transaction, type Transaction } from '@lantern/db/database';
import type {
  HoldPublication,
  PublicationCommand,
  PublishingQueue,
} from '@lantern/schemas/publishing';
import type { Pool } from 'pg';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import { hurry, listQueue, lockWaiting, setHeld, type Waiting } from './queue.repo.ts';

export interface QueueDeps {
  pool: Pool;
  clock: Clock;
  newId: () => string;
  /** From petition; rehearsals too. */
  editionFor: (slug: string | undefined) => Promise<{ id: string; publishingPaused: boolean }>;
}

interface Actor {
  accountId: string;
}

/** What waits to become public, for staff. */
export interface PublishingService {
  /** The earliest first. Throws `edition-unknown`. */
  queue(edition: string | undefined): Promise<PublishingQueue>;
  /** It is due now, held or not; a pause still holds. `not-found`; `conflict` if it is out, or overtaken. */
  publishNow(command: PublicationCommand, actor: Actor): Promise<null>;
  /** It waits until staff let it go. `not-found`; `conflict` if it is out, overtaken, or held already. */
  hold(command: HoldPublication, actor: Actor): Promise<null>;
}

export function createPublishingService(deps: QueueDeps): PublishingService {
  return {
    queue: async (slug) => {
      const { id, publishingPaused: paused } = await deps.editionFor(slug);
      const rows = await listQueue(deps.pool, id);
      return { paused, rows: rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() })) };
    },
    publishNow: (command, actor) =>
      act(deps, { name: 'publishing.now', command, actor }, async (tx, { id, editionId }) =>
        hurry(tx, { id, editionId }),
      ),
    hold: ({ held, ...command }, actor) => {
      const name = held ? 'publishing.hold' : 'publishing.release';
      return act(deps, { name, command, actor }, async (tx, waiting) => {
        if (waiting.held === held) throw new DomainError('conflict');
        await setHeld(tx, { ...waiting, held });
      });
    },
  };
}

interface Act {
  name: string;
  command: PublicationCommand;
  actor: Actor;
}

function act(
  { pool, clock, newId }: QueueDeps,
  { name, command: { commandId, id }, actor }: Act,
  work: (tx: Transaction, waiting: Waiting) => Promise<void>,
): Promise<null> {
  const once = { commandId, actor: actor.accountId, name, body: { id }, now: clock.now() };
  return transaction(pool, (tx) =>
    runOnce(tx, once, async () => {
      const waiting = await lockWaiting(tx, id);
      if (!waiting) throw new DomainError('not-found');
      if (!waiting.waits) throw new DomainError('conflict');
      await work(tx, waiting);
      const { editionId, city } = waiting;
      await recordAct(tx, {
        id: newId(),
        at: clock.now(),
        actor: actor.accountId,
        act: name,
        subject: id,
        details: { editionId, city },
      });
      await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
      return null;
    }),
  );
}
