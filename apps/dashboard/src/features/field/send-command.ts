import type { Announcement, Answer, Call } from '../../shared/api/field-api.ts';
import type { Command, Reply } from './store.ts';

/** Sends one command of the queue by the procedure that takes it. */
export async function sendCommand(ask: Call, command: Command): Promise<Answer> {
  if (command.kind !== 'reply') return ask('field.send', command);
  const { commandId, announcement, reply } = command;
  const answer = await ask('announcements.reply', { commandId, id: announcement, reply });
  return answer.kind === 'data' ? readBack(ask, command) : answer;
}

/** A reply is answered with nothing, which is no receipt: it has arrived once it is read where it was put. */
async function readBack(
  ask: Call,
  { commandId, edition, announcement, reply, deviceAt }: Reply,
): Promise<Answer> {
  const answer = await ask('announcements.mine', { edition });
  if (answer.kind !== 'data') return answer;
  // Our own envelope, from a procedure whose answer has this shape.
  const all = answer.data as Announcement[];
  if (all.find(({ id }) => id === announcement)?.reply !== reply) return { kind: 'not-ours' };
  const status = 'received';
  const at = { receivedAt: deviceAt, happenedAt: deviceAt };
  return {
    ...answer,
    data: { commandId, status, seq: 1, ...at, bounded: false, disputed: false },
  };
}
