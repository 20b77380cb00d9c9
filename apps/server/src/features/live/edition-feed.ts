import {
  SYNC_LIMIT,
  type LiveEvent,
  type Stream,
  type SyncReply,
  type Tick,
} from '@lantern/schemas/live';

/** One stream as this node has told it: what was emitted last, and the newest events for those who missed some. */
interface StreamState {
  seq: number;
  /** Ascending, gapless, ends at `seq`; at most {@link SYNC_LIMIT}. */
  recent: LiveEvent[];
}

/** What a node keeps of one edition in memory, so that a crowd that reconnects costs the database nothing. */
export interface EditionFeed {
  readonly editionId: string;
  readonly slug: string;
  readonly streams: Map<Stream, StreamState>;
  /** The newest numbers read; never goes back within an epoch. */
  tick: Tick | null;
  /** Monotonic ms of the read behind `tick`, and of its last emission. */
  readAt: number;
  emittedAt: number;
  emitted: Tick | null;
  /** Slices of sockets in use, or once in use. */
  slices: number;
}

export function createEditionFeed(edition: { id: string; slug: string }): EditionFeed {
  return {
    editionId: edition.id,
    slug: edition.slug,
    streams: new Map(),
    tick: null,
    readAt: Number.NEGATIVE_INFINITY,
    emittedAt: Number.NEGATIVE_INFINITY,
    emitted: null,
    slices: 1,
  };
}

/** A stream's state; one that nobody has written to stands at 0. */
export function stateOf(feed: Pick<EditionFeed, 'streams'>, stream: Stream): StreamState {
  const known = feed.streams.get(stream);
  if (known) return known;
  const state: StreamState = { seq: 0, recent: [] };
  feed.streams.set(stream, state);
  return state;
}

/** Takes newer events over; they must follow `seq` without a gap. */
export function remember(state: StreamState, events: readonly LiveEvent[]): void {
  for (const event of events) {
    if (event.seq !== state.seq + 1)
      throw new Error(`stream broken: ${event.seq} follows ${state.seq}`);
    state.recent.push(event);
    state.seq = event.seq;
  }
  if (state.recent.length > SYNC_LIMIT) state.recent.splice(0, state.recent.length - SYNC_LIMIT);
}

/**
 * Takes numbers over if they are newer than those shown; tells whether it did. Numbers read no later than those at
 * hand prove nothing, and telling them again would make them look current.
 */
export function acceptTick(feed: EditionFeed, tick: Tick): boolean {
  const { tick: known } = feed;
  if (known && tick.version < known.version) return false;
  if (known && tick.version === known.version && tick.asOf <= known.asOf) return false;
  feed.tick = tick;
  return true;
}

/** What a client at `seq` missed; nothing if it is ahead, having come from a faster node. */
export function missedSince(state: StreamState, seq: number, epoch: string): SyncReply {
  const oldest = state.seq - state.recent.length;
  if (seq < oldest) return { status: 'start-over', epoch, seq: state.seq };
  return { status: 'events', events: state.recent.slice(seq - oldest), seq: state.seq };
}
