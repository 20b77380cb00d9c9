import { transaction, type Transaction } from '@lantern/db/database';
import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { recordAct } from '../../platform/audit.ts';
import { requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import type { Actor, AlarmsDeps } from './alarms.deps.ts';
import { dayEventOf } from './changes.repo.ts';
import { lockAlarm, type Reader } from './listing.repo.ts';
import { readDayNow } from '../../platform/day-time.ts';

/** An act on one alarm. */
export interface AlarmCommand {
  commandId: string;
  id: string;
}

/** Whether a role may know of duress at all; then only who was told does. */
export const readerOf = ({ accountId, role }: Actor): Reader => ({
  accountId,
  mayKnowDuress: MAY_PLAN.includes(role),
});

/** The alarm, locked, for somebody who reaches its city. Throws `not-found`, `forbidden`. */
export async function alarmFor(tx: Transaction, actor: Actor, id: string) {
  const alarm = await lockAlarm(tx, readerOf(actor), id);
  if (!alarm) throw new DomainError('not-found');
  await requireCity(tx, actor, alarm);
  return alarm;
}

interface Act {
  name: 'acknowledge' | 'release' | 'settle' | 'recordCall';
  command: AlarmCommand;
  actor: Actor;
}
interface Acting {
  alarm: Awaited<ReturnType<typeof alarmFor>>;
  /** By the edition's clock. */
  at: Date;
  record: (details: Record<string, string>) => Promise<void>;
  /** Tells the day stream, unless it is duress. Last of all. */
  tell: (state: 'raised' | 'acknowledged' | 'closed') => Promise<void>;
}

/** One act, once per command, in one transaction with its entry in the audit log. */
export function actOnAlarm<Result>(
  { pool, clock, newId }: AlarmsDeps,
  { name, command, actor }: Act,
  work: (tx: Transaction, acting: Acting) => Promise<Result>,
): Promise<Result> {
  const now = clock.now();
  const { commandId, ...body } = command;
  const named = `alarms.${name}`;
  return transaction(pool, (tx) =>
    runOnce(tx, { commandId, actor: actor.accountId, name: named, body, now }, async () => {
      const alarm = await alarmFor(tx, actor, command.id);
      const { editionId, city } = alarm;
      const entry = {
        id: newId(),
        at: now,
        actor: actor.accountId,
        act: named,
        subject: command.id,
      };
      return work(tx, {
        alarm,
        at: await readDayNow(tx, editionId, now),
        // Of duress not even the place stands where others read.
        record: (details) =>
          recordAct(tx, {
            ...entry,
            details: alarm.kind === 'duress' ? details : { city, ...details },
          }),
        tell: async (state) => {
          const events = dayEventOf({ ...alarm, id: command.id }, state);
          if (events.length > 0) await appendEvents(tx, { editionId, stream: 'day', events });
        },
      });
    }),
  );
}
