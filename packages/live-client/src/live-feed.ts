import type { FeedJson, Tick } from '@lantern/schemas/live';
import { LIVE_PROTOCOL } from '@lantern/schemas/live-timing';
import { createConnection } from './connection.ts';
import type { FetchJson, LiveClock } from './environment.ts';
import { createEventInbox } from './event-inbox.ts';
import { createFreshness } from './freshness.ts';
import { startedOver, withNumbers, type LiveState } from './live-state.ts';
import { isLiveEvent, isSnapshot, isTick, protocolOf } from './message-guards.ts';
import { createPolling } from './polling.ts';
import type { SocketAddress, SocketFactory } from './socket.ts';

/** Where the state is kept. */
export interface StateCell {
  read: () => LiveState;
  write: (state: LiveState) => void;
}

export interface LiveFeedOptions {
  cell: StateCell;
  clock: LiveClock;
  address: SocketAddress;
  openSocket: SocketFactory;
  fetchJson: FetchJson;
  random: () => number;
}

/** Failed attempts in a row after which WebSockets count as blocked. */
const BLOCKED_AFTER = 3;

/** Socket, polling and freshness, wired to one state. */
export function createLiveFeed(options: LiveFeedOptions) {
  const { cell, clock } = options;
  const patch = (change: Partial<LiveState>) => cell.write({ ...cell.read(), ...change });
  const freshness = createFreshness(clock, (status) => {
    if (cell.read().status === status) return;
    patch({ status });
    if (status !== 'late') return;
    // A connection that says nothing may hang, or its server may have lost the database: try another. Where none
    // came about, do not wait until enough attempts have failed.
    if (cell.read().transport === 'socket') connection.replace();
    else fallBack();
  });
  /** Shows numbers that were current so many ms ago, unless newer ones are shown. */
  const show = (tick: Tick, ageMs = 0) => {
    const next = withNumbers(cell.read(), tick);
    if (next) cell.write({ ...next, ...freshness.heard(ageMs) });
  };
  const connection = createConnection({
    ...options,
    onMessage: (kind, message) => receive(kind, message),
    onDown: (failures) => {
      if (failures >= BLOCKED_AFTER) fallBack();
      else if (cell.read().transport === 'socket') patch({ transport: 'none' });
    },
  });
  const inbox = createEventInbox({
    ...options,
    ...cell,
    sync: connection.sync,
    onMute: connection.replace,
  });
  const polling = createPolling({
    ...options,
    seq: () => cell.read().streams.public ?? 0,
    onFeed: (feed) => takeFeed(cell, feed, inbox.take),
    onNumbers: show,
  });
  const fallBack = () => {
    if (cell.read().transport === 'polling') return;
    patch({ transport: 'polling' });
    polling.start();
  };
  const receive = createReceiver({
    show,
    inbox,
    onGreeted: () => {
      polling.stop();
      patch({ transport: 'socket' });
    },
    onNewerProtocol: () => {
      // Unreadable here, while the JSON only ever grows: go on with that until the page is reloaded.
      patch({ reloadNeeded: true });
      connection.rest();
      fallBack();
    },
  });
  return {
    connection,
    wake: () => {
      freshness.begin();
      if (!cell.read().reloadNeeded) connection.start();
      if (cell.read().transport === 'polling') polling.start();
    },
    rest: () => {
      connection.rest();
      polling.stop();
      freshness.pause();
      if (cell.read().transport === 'socket') patch({ transport: 'none' });
    },
  };
}

type Inbox = ReturnType<typeof createEventInbox>;

interface ReceiverOptions {
  show: (tick: Tick) => void;
  inbox: Inbox;
  onGreeted: () => void;
  onNewerProtocol: () => void;
}

/** Reads what the socket brings; what cannot be read is passed over. Tells whether it was of use. */
function createReceiver({ show, inbox, onGreeted, onNewerProtocol }: ReceiverOptions) {
  const onSnapshot = (message: unknown) => {
    if (protocolOf(message) > LIVE_PROTOCOL) {
      onNewerProtocol();
      return false;
    }
    if (!isSnapshot(message)) return false;
    onGreeted();
    inbox.begin(message);
    show(message);
    return true;
  };
  return (kind: 'snapshot' | 'tick' | 'event', message: unknown): boolean => {
    if (kind === 'snapshot') return onSnapshot(message);
    if (kind === 'tick' && isTick(message)) show(message);
    if (kind === 'event' && isLiveEvent(message)) inbox.take(message);
    return true;
  };
}

/** The feed's page, event by event; a stream not followed yet begins where the feed stands. */
function takeFeed(cell: StateCell, feed: FeedJson, take: Inbox['take']) {
  const { epoch, streams } = cell.read();
  if (epoch !== null && epoch !== feed.epoch)
    return cell.write(startedOver(cell.read(), feed.epoch, { public: feed.seq }));
  if (epoch === null) cell.write({ ...cell.read(), epoch: feed.epoch });
  if (streams.public === undefined)
    return cell.write({ ...cell.read(), streams: { ...streams, public: feed.seq } });
  for (const event of feed.events) take({ ...event, stream: 'public' });
}
