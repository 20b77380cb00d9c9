import { syncRequestSchema, type SyncReply } from '@lantern/schemas/live';
import { missedSince, stateOf } from './edition-feed.ts';
import type { LiveSocket } from './live-socket.ts';
import type { StreamFollower } from './stream-follower.ts';

/** A client syncs once per stream when it comes, and at each gap; more than this is a fault or an attack. */
const BURST = 6;
const REFILL_MS = 1_000;

export interface SyncOptions {
  follower: Pick<StreamFollower, 'feedOf' | 'epoch'>;
  /** Monotonic milliseconds. */
  monotonic: () => number;
  onReply: (status: SyncReply['status']) => void;
}

/** Answers `sync` from memory, so that however many come back at once, the database is not asked. */
export function answerSync(socket: LiveSocket, { follower, monotonic, onReply }: SyncOptions) {
  let tokens = BURST;
  let refilledAt = monotonic();
  const allowed = () => {
    const now = monotonic();
    tokens = Math.min(BURST, tokens + (now - refilledAt) / REFILL_MS);
    refilledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  const replyTo = (request: unknown): SyncReply => {
    const parsed = syncRequestSchema.safeParse(request);
    const epoch = follower.epoch();
    const feed = follower.feedOf(socket.data.editionId);
    if (!allowed() || !parsed.success || !feed || !epoch) return { status: 'refused' };
    const { stream, seq } = parsed.data;
    if (!socket.data.streams.includes(stream)) return { status: 'refused' };
    const state = stateOf(feed, stream);
    if (parsed.data.epoch !== epoch) return { status: 'start-over', epoch, seq: state.seq };
    return missedSince(state, seq, epoch);
  };
  socket.on('sync', (request, reply) => {
    // A program that is no client of ours may leave the acknowledgement out.
    if (typeof reply !== 'function') return;
    const answer = replyTo(request);
    onReply(answer.status);
    reply(answer);
  });
}
