import { STREAMS, SYNC_LIMIT, type LiveEvent, type Stream } from '@lantern/schemas/live';
import { createEditionFeed, remember, type EditionFeed } from './edition-feed.ts';
import type { LiveRepo, Spine } from './live.repo.ts';

const POLL_MS = 1_000;

export interface FollowerOptions {
  repo: Pick<LiveRepo, 'readSpine' | 'readEvents'>;
  /** New events of one stream, in order, each exactly once. */
  emit: (feed: EditionFeed, events: readonly LiveEvent[]) => void;
  /** The database is another than before (a restored backup): everything shown is void. */
  onNewEpoch: () => void;
  onError: (error: Error) => void;
  /** Monotonic milliseconds. */
  monotonic: () => number;
}

export type StreamFollower = ReturnType<typeof followStreams>;

/**
 * Reads what is new in the followed editions' streams once and emits it to this node's sockets. One round at a
 * time, each from the last emitted `seq`: so nothing is missed or repeated, whoever woke it (NOTIFY or the poll).
 */
export function followStreams({ repo, emit, onNewEpoch, onError, monotonic }: FollowerOptions) {
  const feeds = new Map<string, EditionFeed>();
  const loading = new Map<string, Promise<EditionFeed>>();
  let epoch: string | undefined;
  let aliveAt = monotonic();
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function catchUp(feed: EditionFeed, stream: Stream, head: number) {
    const state = feed.streams[stream];
    while (state.seq < head) {
      const events = await repo.readEvents({
        editionId: feed.editionId,
        stream,
        after: state.seq,
        limit: SYNC_LIMIT,
      });
      if (events.length === 0) throw new Error(`stream ${stream} ends before its head ${head}`);
      remember(state, events);
      emit(feed, events);
    }
  }

  function adopt(spine: Spine) {
    const renewed = epoch !== undefined && epoch !== spine.epoch;
    epoch = spine.epoch;
    if (!renewed) return;
    feeds.clear();
    onNewEpoch();
  }

  async function round() {
    const spine = await repo.readSpine();
    aliveAt = monotonic();
    adopt(spine);
    for (const { editionId, stream, seq } of spine.heads) {
      const feed = feeds.get(editionId);
      // One broken stream must not silence the others; the next round tries it again.
      if (feed) await catchUp(feed, stream, seq).catch(onError);
    }
  }

  /** Runs a round now, or right after the one that runs. */
  function wake(): Promise<void> {
    again = true;
    running ??= (async () => {
      try {
        while (again && !stopped) {
          again = false;
          await round();
        }
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      } finally {
        running = undefined;
      }
    })();
    return running;
  }

  async function load(edition: { id: string; slug: string }): Promise<EditionFeed> {
    const feed = createEditionFeed(edition);
    const spine = await repo.readSpine();
    adopt(spine);
    for (const stream of STREAMS) {
      const head = spine.heads.find((h) => h.editionId === edition.id && h.stream === stream);
      const after = Math.max(0, (head?.seq ?? 0) - SYNC_LIMIT);
      feed.streams[stream].seq = after;
      remember(
        feed.streams[stream],
        await repo.readEvents({ editionId: edition.id, stream, after, limit: SYNC_LIMIT }),
      );
    }
    if (epoch === spine.epoch) feeds.set(edition.id, feed);
    return feed;
  }

  const poll = () => {
    if (stopped) return;
    timer = setTimeout(poll, POLL_MS);
    void wake();
  };
  poll();

  return {
    wake: () => void wake(),
    feeds: () => feeds.values(),
    feedOf: (editionId: string) => feeds.get(editionId),
    /** The database's epoch; undefined until it was first read. */
    epoch: () => epoch,
    /** Monotonic ms since the database last answered. */
    silentMs: () => monotonic() - aliveAt,
    /** Starts following an edition; callers at once share one load. */
    follow(edition: { id: string; slug: string }): Promise<EditionFeed> {
      const known = feeds.get(edition.id);
      if (known) return Promise.resolve(known);
      const pending = loading.get(edition.id);
      if (pending) return pending;
      const started = load(edition).finally(() => loading.delete(edition.id));
      loading.set(edition.id, started);
      return started;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
