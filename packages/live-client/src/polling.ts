import type { FeedJson, Tick } from '@lantern/schemas/live';
import { HEARTBEAT_MS } from '@lantern/schemas/live-timing';
import type { FetchedJson, FetchJson, LiveClock } from './environment.ts';
import { isFeedJson, isTick } from './message-guards.ts';
import type { SocketAddress } from './socket.ts';

export interface PollingOptions {
  fetchJson: FetchJson;
  address: SocketAddress;
  clock: LiveClock;
  random: () => number;
  /** Last public `seq` shown. */
  seq: () => number;
  onFeed: (feed: FeedJson) => void;
  /** Numbers newer than those before, current so many ms ago. */
  onNumbers: (numbers: Tick, ageMs: number) => void;
}

const LAST_BACKOFF_MS = 60_000;

/** Reads the cached JSON at the heartbeat's pace, for networks that let no WebSocket through. */
export function createPolling(options: PollingOptions) {
  const { clock, random } = options;
  let round = 0;
  let failures = 0;
  let known: Tick | null = null;
  let callOff = () => undefined as void;
  const fetchCached = rememberEtags(options.fetchJson);

  const url = (path: string, query: Record<string, string>) => {
    const { origin, edition } = options.address;
    const search = new URLSearchParams({ ...query, ...(edition !== undefined && { edition }) });
    return `${origin}/api/v1/${path}${search.size > 0 ? `?${search}` : ''}`;
  };

  // While its database is away a server answers with what it last knew: the time tells that this is not news.
  function takeCount(count: FetchedJson) {
    const body = count.status === 'ok' ? count.body : known;
    if (!isTick(body)) return;
    const numbers = { ...body, asOf: count.asOf ?? body.asOf };
    if (numbers.asOf === known?.asOf) return;
    known = numbers;
    options.onNumbers(numbers, count.ageMs);
  }

  async function poll(mine: number) {
    try {
      // The feed first: it names the epoch, without which versions cannot be compared.
      const feed = await fetchCached(url('feed', { after: String(options.seq()) }));
      if (mine !== round) return;
      if (feed.status === 'ok' && isFeedJson(feed.body)) options.onFeed(feed.body);
      const count = await fetchCached(url('count', {}));
      if (mine !== round) return;
      takeCount(count);
      failures = 0;
    } catch {
      // Refused, offline or a fault of the server: the screen turns late by itself.
      failures += 1;
    }
    if (mine !== round) return;
    const backoff = Math.min(LAST_BACKOFF_MS, HEARTBEAT_MS * 2 ** failures);
    callOff = clock.after(backoff * (1 + 0.2 * random()), () => void poll(mine));
  }

  return {
    start: () => {
      callOff();
      round += 1;
      failures = 0;
      void poll(round);
    },
    stop: () => {
      round += 1;
      callOff();
    },
  };
}

/** One ETag per address; the feed's address changes with `seq`, so only the newest few are kept. */
function rememberEtags(fetchJson: FetchJson) {
  const etags = new Map<string, string>();
  return async (address: string) => {
    const answer = await fetchJson(address, etags.get(address) ?? null);
    if (answer.status === 'ok' && answer.etag !== null) {
      if (etags.size > 4) etags.clear();
      etags.set(address, answer.etag);
    }
    return answer;
  };
}
