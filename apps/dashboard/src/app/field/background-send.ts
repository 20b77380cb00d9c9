import { personIn } from '../../features/field/acquaintance.ts';
import { createKeeper } from '../../features/field/keeper.ts';
import { createQueue } from '../../features/field/queue.ts';
import { createSendLock } from '../../features/field/send-lock.ts';
import { sendCommand } from '../../features/field/send-command.ts';
import { sendRound, type RoundEnd } from '../../features/field/sender.ts';
import { openStore } from '../../features/field/store.ts';
import { callServer } from '../../shared/api/field-api.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { openChannel } from './channel.ts';

/** Sends what waits while the app is closed; throws where the system should try again later. */
export async function sendInBackground(): Promise<void> {
  const store = await openStore();
  const channel = openChannel();
  const queue = createQueue({
    store,
    now: Date.now,
    changed: channel.tell,
  });
  const round = async (): Promise<RoundEnd | null> => {
    const me = await createKeeper(store).read<{ accountId: string }>('me');
    if (!me) return null;
    return sendRound(me.accountId, {
      queue,
      send: (command) => sendCommand(callServer, command),
      whoIs: async () => {
        const answer = await callServer('auth.me');
        if (answer.kind !== 'data') return undefined;
        return personIn(answer.data)?.accountId ?? null;
      },
      now: Date.now,
    });
  };
  let end: RoundEnd | null = null;
  await createSendLock(
    store,
    newCommandId(),
  )(async () => {
    end = await round();
    const dueAt = end?.nextDueAt;
    if (typeof dueAt !== 'number') return;
    await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now()));
    end = await round();
  });
  store.close();
  channel.close();
  if (isPassing(end)) throw new Error('something still waits for a network');
}

const isPassing = (end: RoundEnd | null): boolean =>
  end?.halt === 'no-answer' || end?.halt === 'not-ours' || end?.halt === 'busy';
