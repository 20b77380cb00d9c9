import { SHARED_STREAMS, SYNC_LIMIT, type Stream } from '@lantern/schemas/live';
import { createEditionFeed, remember, stateOf, type EditionFeed } from './edition-feed.ts';
import type { LiveRepo, Spine } from './live.repo.ts';

const isShared = (stream: Stream) => SHARED_STREAMS.some((shared) => shared === stream);

/** The editions this node follows, all of one epoch. */
export function createFeedBook(
  repo: Pick<LiveRepo, 'readSpine' | 'readEvents'>,
  onNewEpoch: () => void,
) {
  const feeds = new Map<string, EditionFeed>();
  const loading = new Map<string, Promise<EditionFeed>>();
  let epoch: string | undefined;

  /** Another epoch is another history (a restored backup): everything kept is void. */
  function adopt(spine: Spine) {
    const renewed = epoch !== undefined && epoch !== spine.epoch;
    epoch = spine.epoch;
    if (!renewed) return;
    feeds.clear();
    onNewEpoch();
  }

  async function load(edition: { id: string; slug: string }): Promise<EditionFeed> {
    const feed = createEditionFeed(edition);
    const spine = await repo.readSpine();
    adopt(spine);
    for (const { editionId, stream, seq } of spine.heads) {
      if (editionId !== edition.id) continue;
      const state = stateOf(feed, stream);
      // Of the hundreds of streams of cities and accounts only what comes is kept: who missed some starts over.
      state.seq = isShared(stream) ? Math.max(0, seq - SYNC_LIMIT) : seq;
      if (state.seq === seq) continue;
      const read = { editionId, stream, after: state.seq, limit: SYNC_LIMIT };
      remember(state, await repo.readEvents(read));
    }
    if (epoch === spine.epoch) feeds.set(edition.id, feed);
    return feed;
  }

  return {
    adopt,
    /** The database's epoch; undefined until it was first read. */
    epoch: () => epoch,
    feeds: () => feeds.values(),
    feedOf: (editionId: string) => feeds.get(editionId),
    /** Starts following an edition; callers at once share one load. */
    follow: (edition: { id: string; slug: string }): Promise<EditionFeed> => {
      const known = feeds.get(edition.id);
      if (known) return Promise.resolve(known);
      const pending = loading.get(edition.id);
      if (pending) return pending;
      const started = load(edition).finally(() => loading.delete(edition.id));
      loading.set(edition.id, started);
      return started;
    },
  };
}
