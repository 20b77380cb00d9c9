import type { LiveEvent } from '@lantern/schemas/live';
import { createLiveStore } from '@lantern/live-client/live-store';
import type { SocketFactory } from '@lantern/live-client/socket';
import { io } from 'socket.io-client';
import { onTestFinished } from 'vitest';

/** A page as browsers have it, and all it ever showed. */
export interface LivePage {
  store: ReturnType<typeof createLiveStore>;
  shown: { events: LiveEvent[]; versions: number[]; connections: number };
  /** Where its public stream stood when it was first connected. */
  from: () => number | undefined;
}

/** Opens the live part of a page at `port`, asked for under `host`; it closes when the test ends. */
export function openLivePage({ port, host }: { port: number; host: string }): LivePage {
  const shown = { events: [] as LiveEvent[], versions: [] as number[], connections: 0 };
  const store = createLiveStore({
    openSocket: socketAt(`http://127.0.0.1:${port}`, host),
    fetchJson: () => Promise.reject(new Error('not here')),
  });
  let before = store.getState();
  let from: number | undefined;
  const leave = store.subscribe(() => {
    const state = store.getState();
    from ??= state.streams.public;
    if (state.version !== before.version) shown.versions.push(state.version);
    if (state.transport === 'socket' && before.transport !== 'socket') shown.connections += 1;
    if (state.events !== before.events) {
      const known = new Set(before.events);
      shown.events.push(...state.events.filter((event) => !known.has(event)));
    }
    before = state;
  });
  onTestFinished(leave);
  return { store, shown, from: () => from };
}

/** As the store's own, but under a name that this machine does not have. */
function socketAt(origin: string, host: string): SocketFactory {
  return async () => {
    const socket = io(origin, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: 5_000,
      extraHeaders: { host },
    });
    return {
      on: (event, heard) => socket.on(event, heard),
      sync: (request) => socket.timeout(8_000).emitWithAck('sync', request),
      close: () => {
        socket.off();
        socket.close();
      },
    };
  };
}
