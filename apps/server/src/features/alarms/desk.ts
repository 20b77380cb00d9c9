import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { DomainError } from '../../platform/domain-error.ts';
import { actOnAlarm, type AlarmCommand } from './alarm-acts.ts';
import type { Actor, AlarmsDeps } from './alarms.deps.ts';
import { closeAlarms } from './changes.repo.ts';
import { keepCloseNote, markAcknowledged } from './desk.repo.ts';

/** Who has an alarm in hand. */
interface InHand {
  by: string;
  /** As they want to be called; else their address. */
  name: string | null;
  at: string;
}

/**
 * What is done about alarms, by those who reach their city. Each throws `not-found` (also for
 * duress that one was not told of), `forbidden`, and `conflict` (same command, other body).
 */
export interface AlarmDesk {
  /** Takes it in hand; answers with who has it, which is somebody else if they were first. */
  acknowledge(command: AlarmCommand, actor: Actor): Promise<InHand>;
  /** Gives it back, by who took it or by an admin or moderator. */
  release(command: AlarmCommand, actor: Actor): Promise<null>;
  /** Nobody needs to be looked for any more, and why. A silence then stays closed unless it is planned anew. */
  settle(command: AlarmCommand & { note: string }, actor: Actor): Promise<null>;
}

export function createAlarmDesk(deps: AlarmsDeps): AlarmDesk {
  const { keyring } = deps;
  return {
    acknowledge: (command, actor) =>
      actOnAlarm(
        deps,
        { name: 'acknowledge', command, actor },
        async (tx, { alarm, at, record, tell }) => {
          const { acknowledgedAt, acknowledgedBy } = alarm;
          if (acknowledgedAt && acknowledgedBy !== null)
            return inHand({ by: acknowledgedBy, name: alarm.acknowledgedName, at: acknowledgedAt });
          if (alarm.closedAt) throw new DomainError('conflict');
          await markAcknowledged(tx, command.id, { at, by: actor.accountId });
          await record({});
          await tell('acknowledged');
          return inHand({ by: actor.accountId, name: null, at });
        },
      ),

    release: (command, actor) =>
      actOnAlarm(deps, { name: 'release', command, actor }, async (tx, { alarm, record, tell }) => {
        if (alarm.acknowledgedBy === null || alarm.closedAt) return null;
        const isTheirs = alarm.acknowledgedBy === actor.accountId;
        if (!isTheirs && !MAY_PLAN.includes(actor.role)) throw new DomainError('forbidden');
        await markAcknowledged(tx, command.id, null);
        await record({});
        await tell('raised');
        return null;
      }),

    settle: (command, actor) =>
      actOnAlarm(
        deps,
        { name: 'settle', command, actor },
        async (tx, { alarm, at, record, tell }) => {
          if (alarm.closedAt) return null;
          const { id, note } = command;
          await closeAlarms(tx, { ids: [id], as: 'settled', by: actor.accountId, at });
          await keepCloseNote(tx, id, keyring.seal(note, id));
          await record({});
          await tell('closed');
          return null;
        },
      ),
  };
}

const inHand = ({ at, ...who }: { by: string; name: string | null; at: Date }): InHand => ({
  ...who,
  at: at.toISOString(),
});
