import { STREAMS, SYNC_LIMIT } from '@lantern/schemas/live';
import { createEditionFeed, remember, type EditionFeed } from './edition-feed.ts';
import type { LiveRepo, Spine } from './live.repo.ts';

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
    for (const stream of STREAMS) {
      const head = spine.heads.find((h) => h.editionId === edition.id && h.stream === stream);
      const after = Math.max(0, (head?.seq ?? 0) - SYNC_LIMIT);
      feed.streams[stream].seq = after;
      const read = { editionId: edition.id, stream, after, limit: SYNC_LIMIT };
      remember(feed.streams[stream], await repo.readEvents(read));
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
