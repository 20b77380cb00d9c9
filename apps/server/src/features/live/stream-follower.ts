import { SYNC_LIMIT, type LiveEvent, type Stream } from '@lantern/schemas/live';
import { remember, stateOf, type EditionFeed } from './edition-feed.ts';
import { createFeedBook } from './feed-book.ts';
import type { LiveRepo } from './live.repo.ts';
import { oneAtATime } from './one-at-a-time.ts';

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
export function followStreams(options: FollowerOptions) {
  const { repo, onError, monotonic } = options;
  const book = createFeedBook(repo, options.onNewEpoch);
  let aliveAt = monotonic();

  const rounds = oneAtATime(async () => {
    const spine = await repo.readSpine();
    aliveAt = monotonic();
    book.adopt(spine);
    for (const { editionId, stream, seq } of spine.heads) {
      const feed = book.feedOf(editionId);
      // One broken stream must not silence the others; the next round tries it again.
      if (feed) await catchUp({ ...options, feed, stream, head: seq }).catch(onError);
    }
  }, onError);
  const poll = setInterval(rounds.demand, POLL_MS);
  rounds.demand();

  return {
    ...book,
    wake: rounds.demand,
    /** Monotonic ms since the database last answered. */
    silentMs: () => monotonic() - aliveAt,
    stop: () => {
      clearInterval(poll);
      return rounds.stop();
    },
  };
}

type CatchUp = Pick<FollowerOptions, 'repo' | 'emit'> & {
  feed: EditionFeed;
  stream: Stream;
  head: number;
};

async function catchUp({ repo, emit, feed, stream, head }: CatchUp): Promise<void> {
  const state = stateOf(feed, stream);
  while (state.seq < head) {
    const { editionId } = feed;
    const events = await repo.readEvents({
      editionId,
      stream,
      after: state.seq,
      limit: SYNC_LIMIT,
    });
    if (events.length === 0) throw new Error(`stream ${stream} ends before its head ${head}`);
    remember(state, events);
    if (events.some(({ kind }) => kind === 'city-changed')) await tellAnew(repo, feed, stream);
    emit(feed, events);
  }
}

/** Staff may have hidden a city, or show it again: who asks for what they missed is told what may be told now. */
async function tellAnew(repo: CatchUp['repo'], feed: EditionFeed, stream: Stream): Promise<void> {
  const state = stateOf(feed, stream);
  const limit = state.recent.length;
  const after = state.seq - limit;
  state.recent = await repo.readEvents({ editionId: feed.editionId, stream, after, limit });
}
