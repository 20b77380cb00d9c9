import { setTimeout as sleep } from 'node:timers/promises';
import { createLiveStore } from '@lantern/live-client/live-store';
import type { LiveState } from '@lantern/live-client/live-state';
import { openSocket } from '@lantern/live-client/socket';

const LIMIT_MS = 90_000;
const LOOK_MS = 50;

/** A page with live numbers that somebody has open all the time, as browsers run it. */
export function openViewer(origin: string) {
  const store = createLiveStore({ origin });
  const leave = store.subscribe(() => undefined);
  return {
    state: store.getState,
    until: async (holds: (state: LiveState) => boolean): Promise<boolean> => {
      const deadline = performance.now() + LIMIT_MS;
      while (performance.now() < deadline) {
        if (holds(store.getState())) return true;
        await sleep(LOOK_MS);
      }
      return false;
    },
    close: leave,
  };
}

/** What a socket hears that asks for what it missed since `seq` of `epoch`. */
export async function askForMissed(
  origin: string,
  { epoch, seq }: { epoch: string; seq: number },
): Promise<string> {
  const socket = await openSocket({ origin });
  try {
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.on('snapshot', () => resolve());
    await promise;
    // The server's answer, of the shape that schemas name.
    const reply = (await socket.sync({ epoch, seq })) as { status: string };
    return reply.status;
  } finally {
    socket.close();
  }
}
