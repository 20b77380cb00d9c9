import { HEARTBEAT_MS, type Tick } from '@lantern/schemas/live';
import { acceptTick, type EditionFeed } from './edition-feed.ts';

/** What one node carries at one tick a second: each takes 15 to 18 µs of CPU, all in. Beyond, it slows. */
const SOCKETS_AT_1_HZ = 20_000;
const FASTEST_MS = 1_000;
/** A heartbeat leaves this much early, so that a late timer does not make it late. */
const HEARTBEAT_MARGIN_MS = 250;

/** Milliseconds between two looks at the numbers, so that sockets × rate stays bounded. */
export function cadenceFor(sockets: number): number {
  const slowed = (sockets / SOCKETS_AT_1_HZ) * 1_000;
  return Math.min(HEARTBEAT_MS, Math.max(FASTEST_MS, slowed));
}

export interface TickLoopOptions {
  /** Editions that somebody watches on this node. */
  watched: () => Iterable<EditionFeed>;
  /** All sockets of this node. */
  sockets: () => number;
  readTick: (editionId: string) => Promise<Tick>;
  /** Resolves when all have been told; the next look waits for it, so no socket hears two ticks out of order. */
  emit: (feed: EditionFeed, tick: Tick) => Promise<void>;
  onError: (error: Error) => void;
  /** Monotonic milliseconds. */
  monotonic: () => number;
}

/** Reads the numbers at the cadence the crowd allows; emits what changed, or a heartbeat. */
export function startTicking(options: TickLoopOptions) {
  const { watched, sockets, emit, onError, monotonic } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const refresh = createRefresh(options);

  async function visit(feed: EditionFeed, intervalMs: number) {
    const renewed = await refresh(feed);
    if (!renewed || !feed.tick || stopped) return;
    const now = monotonic();
    const heartbeatDue = now + intervalMs > feed.emittedAt + HEARTBEAT_MS - HEARTBEAT_MARGIN_MS;
    if (!heartbeatDue && !differs(feed.tick, feed.emitted)) return;
    feed.emitted = feed.tick;
    feed.emittedAt = now;
    await emit(feed, feed.tick);
  }

  async function beat() {
    let lastAt = monotonic();
    const intervalMs = cadenceFor(sockets());
    for (const feed of watched()) {
      await visit(feed, intervalMs).catch(onError);
      // From when it was told, not from when it was asked: after a slow read a quick one would come too soon.
      lastAt = Math.max(lastAt, feed.emittedAt);
    }
    if (stopped) return;
    timer = setTimeout(() => void beat(), Math.max(0, lastAt + intervalMs - monotonic()));
  }

  timer = setTimeout(() => void beat(), FASTEST_MS);
  return {
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Reads an edition's numbers; callers at once share one read. Resolves to whether they are newer. */
function createRefresh({ readTick, monotonic }: TickLoopOptions) {
  const reading = new Map<string, Promise<boolean>>();
  return (feed: EditionFeed): Promise<boolean> => {
    const pending = reading.get(feed.editionId);
    if (pending) return pending;
    const started = readTick(feed.editionId)
      .then((tick) => {
        const renewed = acceptTick(feed, tick);
        if (renewed) feed.readAt = monotonic();
        return renewed;
      })
      .finally(() => reading.delete(feed.editionId));
    reading.set(feed.editionId, started);
    return started;
  };
}

function differs(tick: Tick, emitted: Tick | null): boolean {
  return tick.version !== emitted?.version || tick.perMinute !== emitted.perMinute;
}
