import type { LiveEvent, Snapshot, Stream, SyncReply, SyncRequest } from '@lantern/schemas/live';
import type { LiveClock } from './environment.ts';
import { greeted, missedStreams, startedOver, withEvent, type LiveState } from './live-state.ts';
import { isSyncReply } from './message-guards.ts';

export interface EventInboxOptions {
  read: () => LiveState;
  write: (state: LiveState) => void;
  /** Asks the connected server; null while there is none. */
  sync: (request: SyncRequest) => Promise<unknown> | null;
  /** The server does not answer: another connection is needed. */
  onMute: () => void;
  clock: LiveClock;
  random: () => number;
}

const REFUSED_MS = 2_000;

/** Puts each stream's events in order, asks for what is missing, passes over what was shown. */
export function createEventInbox(options: EventInboxOptions) {
  const { read, write } = options;
  const early = new Map<Stream, Map<number, LiveEvent>>();
  const earlyOf = (stream: Stream) => waitingIn(early, stream);
  const asking = new Set<Stream>();
  /** Answers to questions of an earlier connection are void. */
  let connection = 0;

  function apply(event: LiveEvent) {
    if (event.seq === (read().streams[event.stream] ?? 0) + 1) write(withEvent(read(), event));
  }

  /** Shows what was waiting; tells whether something is still missing. */
  function drain(stream: Stream): boolean {
    const waiting = [...earlyOf(stream).values()].sort((a, b) => a.seq - b.seq);
    for (const event of waiting) apply(event);
    const shown = read().streams[stream] ?? 0;
    for (const { seq } of waiting) if (seq <= shown) earlyOf(stream).delete(seq);
    return earlyOf(stream).size > 0;
  }

  function take(event: LiveEvent) {
    const shown = read().streams[event.stream];
    if (shown === undefined || event.seq <= shown) return;
    earlyOf(event.stream).set(event.seq, event);
    if (drain(event.stream)) void ask(event.stream);
  }

  async function ask(stream: Stream) {
    const { epoch, streams } = read();
    const asked = connection;
    if (epoch === null || asking.has(stream)) return;
    const answer = options.sync({ epoch, seq: streams[stream] ?? 0, stream });
    if (!answer) return;
    asking.add(stream);
    const reply = await answer.catch(() => null);
    if (asked !== connection) return;
    asking.delete(stream);
    if (isSyncReply(reply)) heed(stream, reply);
    else options.onMute();
  }

  function heed(stream: Stream, reply: SyncReply) {
    switch (reply.status) {
      case 'events':
        for (const event of reply.events) if (event.stream === stream) apply(event);
        if (drain(stream)) later(stream);
        return;
      case 'start-over':
        earlyOf(stream).clear();
        // Another history: only a new snapshot says where each of its streams stands.
        if (reply.epoch !== read().epoch) return options.onMute();
        write(startedOver(read(), reply.epoch, { ...read().streams, [stream]: reply.seq }));
        return;
      case 'refused':
        later(stream);
    }
  }

  function later(stream: Stream) {
    const asked = connection;
    options.clock.after(REFUSED_MS * (1 + options.random()), () => {
      if (asked === connection) void ask(stream);
    });
  }

  return {
    take,
    /** A connection's first word: what was missed is asked for, in each stream. */
    begin: (snapshot: Snapshot) => {
      connection += 1;
      asking.clear();
      early.clear();
      write(greeted(read(), snapshot));
      for (const stream of missedStreams(read(), snapshot)) void ask(stream);
    },
  };
}

/** A stream's events that came before those they follow. */
function waitingIn(early: Map<Stream, Map<number, LiveEvent>>, stream: Stream) {
  const known = early.get(stream);
  if (known) return known;
  const fresh = new Map<number, LiveEvent>();
  early.set(stream, fresh);
  return fresh;
}
