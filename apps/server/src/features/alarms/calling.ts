import { transaction } from '@lantern/db/database';
import type { Callee, CallResult } from '@lantern/schemas/alarm-terms';
import { regionOf } from '@lantern/schemas/region';
import { recordAct } from '../../platform/audit.ts';
import { actOnAlarm, alarmFor, type AlarmCommand } from './alarm-acts.ts';
import type { Actor, AlarmsDeps } from './alarms.deps.ts';
import { insertCall, readPeopleToCall, type PersonToCall } from './desk.repo.ts';
import { readCallNotes } from './listing.repo.ts';

interface CallMade extends AlarmCommand {
  callee: Callee;
  result: CallResult;
  note: string;
}
interface NumberToCall extends Pick<PersonToCall, 'role' | 'name'> {
  /** Null: none is known. */
  phone: string | null;
}

/** Calls because of alarms; each throws as the acts of the desk do. */
export interface Calling {
  /** Writes a call down. */
  recordCall(command: CallMade, actor: Actor): Promise<null>;
  /** Whom to call. Each look is in the audit log. */
  numbers(id: string, actor: Actor): Promise<NumberToCall[]>;
  /** What was written down of its calls, by call, and of its end. */
  notes(id: string, actor: Actor): Promise<{ calls: Record<string, string>; end: string | null }>;
}

export function createCalling(deps: AlarmsDeps): Calling {
  const { keyring } = deps;
  return {
    recordCall: (command, actor) =>
      actOnAlarm(deps, { name: 'recordCall', command, actor }, async (tx, { at, record }) => {
        const { commandId, id, callee, result, note } = command;
        const noteSealed = note === '' ? null : keyring.seal(note, commandId);
        const by = actor.accountId;
        await insertCall(tx, { id: commandId, alarmId: id, by, at, callee, result, noteSealed });
        await record({ callee, result });
        return null;
      }),

    numbers: (id, actor) =>
      transaction(deps.pool, async (tx) => {
        const { editionId, city, country, kind } = await alarmFor(tx, actor, id);
        const region = regionOf(country) ?? null;
        const people = await readPeopleToCall(tx, { editionId, city, region });
        await recordAct(tx, {
          id: deps.newId(),
          at: deps.clock.now(),
          actor: actor.accountId,
          act: 'alarms.numbers',
          subject: id,
          details: {
            ...(kind !== 'duress' && { city }),
            people: people.map(({ accountId }) => accountId),
          },
        });
        return people.map(({ accountId, role, name, phoneSealed }) => ({
          role,
          name,
          phone: phoneSealed && keyring.open(phoneSealed, accountId),
        }));
      }),

    notes: (id, actor) =>
      transaction(deps.pool, async (tx) => {
        const { closeNoteSealed } = await alarmFor(tx, actor, id);
        const calls = (await readCallNotes(tx, id)).flatMap((call) =>
          call.noteSealed ? [[call.id, keyring.open(call.noteSealed, call.id)] as const] : [],
        );
        return {
          calls: Object.fromEntries(calls),
          end: closeNoteSealed && keyring.open(closeNoteSealed, id),
        };
      }),
  };
}
