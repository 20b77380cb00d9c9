import { tab } from './tab.ts';

/** Time and timers; a test's own make hours pass at once. */
export interface LiveClock {
  /** Wall clock, ms since 1970. */
  now(): number;
  /** Milliseconds that never go back, whatever the clock is set to. */
  monotonic(): number;
  /** Calls back once after so many ms; answers with what calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** What the page knows of its tab and its network. */
export interface LiveSurroundings {
  hidden(): boolean;
  /** Tells when the tab is hidden or shown; answers with what stops that. */
  onVisibility(told: () => void): () => void;
  /** Tells when the browser sees the network come or go. */
  onNetwork(told: (online: boolean) => void): () => void;
}

/** A JSON answer, or `unchanged` (304). */
export type FetchedJson = (
  { status: 'ok'; body: unknown; etag: string | null } | { status: 'unchanged' }
) & {
  /** When the database said so (header `Lantern-As-Of`); the same as before means nothing newer is known. */
  asOf: string | null;
  /** How long a cache in between has kept it (header `Age`), ms. */
  ageMs: number;
};

/** Fetches JSON with `If-None-Match`; rejects on any other answer than 200 and 304. */
export type FetchJson = (url: string, etag: string | null) => Promise<FetchedJson>;

export const browserClock: LiveClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The tab this runs in; on a server, one that is always shown. */
export const browserSurroundings: LiveSurroundings = {
  hidden: () => tab.document?.hidden ?? false,
  onVisibility: (told) => listen('document', ['visibilitychange'], told),
  onNetwork: (told) =>
    listen('window', ['online', 'offline'], (event) => told(event.type === 'online')),
};

function listen(
  target: 'document' | 'window',
  events: readonly string[],
  told: (event: Event) => void,
) {
  const source = tab[target];
  if (!source) return () => undefined;
  for (const event of events) source.addEventListener(event, told);
  return () => {
    for (const event of events) source.removeEventListener(event, told);
  };
}

const FETCH_LIMIT_MS = 8_000;

export const browserFetchJson: FetchJson = async (url, etag) => {
  const response = await fetch(url, {
    headers: { accept: 'application/json', ...(etag !== null && { 'if-none-match': etag }) },
    // The browser's own cache would answer by itself; only the server's word proves freshness.
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(FETCH_LIMIT_MS),
  });
  const { headers, status } = response;
  const told = {
    asOf: headers.get('lantern-as-of'),
    ageMs: Number(headers.get('age') ?? 0) * 1_000 || 0,
  };
  if (status === 304) return { status: 'unchanged', ...told };
  if (!response.ok) throw new Error(`answered ${status}`);
  return { status: 'ok', body: await response.json(), etag: headers.get('etag'), ...told };
};
