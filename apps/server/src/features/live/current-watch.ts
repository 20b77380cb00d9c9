import { returnAfterMs } from './live-farewell.ts';
import { currentEditionId, type HandshakeDeps } from './live-handshake.ts';
import type { LiveIo } from './live-socket.ts';
import { dismiss } from './privileged-watch.ts';

export interface CurrentWatchOptions extends Pick<HandshakeDeps, 'editionFor'> {
  io: LiveIo;
  onError: (error: Error) => void;
}

const LOOK_MS = 1_000;

/**
 * Sends away the sockets that asked for no edition by name when staff make another one current: they come
 * back to that one, and their screens start over. Those that named theirs stay, and hear of it in its stream.
 */
export function watchCurrentEdition({ io, editionFor, onError }: CurrentWatchOptions) {
  let known: string | null = null;

  async function look() {
    const current = await currentEditionId({ editionFor });
    if (current === null || current === known) return;
    known = current;
    for (const socket of io.of('/').sockets.values())
      if (socket.data.follows && socket.data.editionId !== current)
        dismiss(socket, { reason: 'restart', retryAfterMs: returnAfterMs(io) });
  }

  const timer = setInterval(() => void look().catch(onError), LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
