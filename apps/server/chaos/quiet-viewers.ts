import { setTimeout as delay } from 'node:timers/promises';
import { openRawWebSocket, type RawWebSocket } from './raw-websocket.ts';

/** Somebody who watches the number and says nothing but what the protocol asks for. */
export interface QuietViewer {
  raw: RawWebSocket;
  ticks: number;
  /** `performance.now()` of the last one, or of the snapshot. */
  heardAt: number;
  /** Between two of them. */
  longestWaitMs: number;
  /** What the server said when it sent them away. */
  closing: { reason: string; retryAfterMs: number } | null;
  /** Until then; `performance.now()`. */
  endedAt: number | null;
}

/** How many are let in at once; more would wait in the kernel's queue. */
const AT_ONCE = 100;
const SNAPSHOT_MS = 20_000;

/** Opens so many, all with a snapshot. */
export async function openViewers(port: number, count: number): Promise<QuietViewer[]> {
  const viewers: QuietViewer[] = [];
  while (viewers.length < count) {
    const next = Math.min(AT_ONCE, count - viewers.length);
    viewers.push(...(await Promise.all(Array.from({ length: next }, () => openViewer(port)))));
  }
  return viewers;
}

export async function openViewer(port: number): Promise<QuietViewer> {
  const raw = await openRawWebSocket(port);
  const viewer: QuietViewer = {
    raw,
    ticks: 0,
    heardAt: performance.now(),
    longestWaitMs: 0,
    closing: null,
    endedAt: null,
  };
  const { promise: greeted, resolve } = Promise.withResolvers<void>();
  raw.onText = (text) => {
    if (text === '2') raw.sendText('3');
    else if (text.startsWith('0')) raw.sendText('40');
    else if (text.startsWith('42["tick"')) {
      const now = performance.now();
      viewer.ticks += 1;
      viewer.longestWaitMs = Math.max(viewer.longestWaitMs, now - viewer.heardAt);
      viewer.heardAt = now;
    } else if (text.startsWith('42["snapshot"')) {
      viewer.heardAt = performance.now();
      resolve();
    } else if (text.startsWith('42["closing"')) viewer.closing = JSON.parse(text.slice(2))[1];
  };
  void raw.ended.then(() => {
    viewer.endedAt = performance.now();
  });
  const late = delay(SNAPSHOT_MS, 'late' as const, { ref: false });
  if ((await Promise.race([greeted, late])) === 'late') throw new Error('no snapshot came');
  return viewer;
}
