import type { Clock } from './clock.ts';
import { withinTime } from './time-limit.ts';

export interface PageCacheOptions<P> {
  clock: Clock;
  /** A page that may be kept; others are answered once and forgotten. */
  keep: (page: P) => boolean;
  /** A page that tells of a fault of ours, for which an older good one is better. */
  failed: (page: P) => boolean;
  /** Pages kept at most; the longest unasked goes first. Default 300. */
  maxPages?: number;
}

/** Rendered pages, shared by everyone who asks. */
export interface PageCache<P> {
  /** The page under `key`; `render` runs at most once at a time for each key. */
  get(key: string, render: () => Promise<P>): Promise<P>;
  /** The page if it is as good as new, at once. */
  fresh: (key: string) => P | undefined;
}

/** Up to here a page is as good as new: one rendering a second, however many read it. */
export const FRESH_MS = 1_000;
/** Up to here it is answered at once and renewed behind the reader's back. */
export const STALE_MS = 5_000;
/** While nothing better can be rendered (the database is lost), a page answers this long. */
export const LAST_RESORT_MS = 86_400_000;
/** How long a reader waits for a rendering before an old page is the better answer. */
const PATIENCE_MS = 1_500;
/** After a failure, how long nobody tries again. */
const RETRY_MS = 1_000;

interface Entry<P> {
  page: P;
  at: number;
  retryAt: number;
}

export function createPageCache<P>(options: PageCacheOptions<P>): PageCache<P> {
  const { clock, keep, failed, maxPages = 300 } = options;
  const entries = new Map<string, Entry<P>>();
  const underWay = new Map<string, Promise<P>>();
  const now = () => clock.now().getTime();

  const renew = (key: string, render: () => Promise<P>): Promise<P> => {
    const running = underWay.get(key);
    if (running) return running;
    const started = render()
      .then((page) => {
        if (failed(page)) postpone(key);
        else if (keep(page)) store(key, page);
        else entries.delete(key);
        return page;
      })
      .catch((error: unknown) => {
        postpone(key);
        throw error;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  const store = (key: string, page: P): void => {
    entries.delete(key);
    entries.set(key, { page, at: now(), retryAt: 0 });
    const [oldest] = entries.keys();
    if (entries.size > maxPages && oldest !== undefined) entries.delete(oldest);
  };

  const postpone = (key: string): void => {
    const entry = entries.get(key);
    if (entry) entry.retryAt = now() + RETRY_MS;
  };

  const orOlder = async (entry: Entry<P>, renewed: Promise<P>): Promise<P> => {
    const page = await withinTime(renewed, PATIENCE_MS, () => null).catch(() => null);
    return page === null || failed(page) ? entry.page : page;
  };

  return {
    fresh: (key) => {
      const entry = entries.get(key);
      return entry && now() - entry.at < FRESH_MS ? entry.page : undefined;
    },
    get: async (key, render) => {
      const entry = entries.get(key);
      const age = entry ? now() - entry.at : Infinity;
      if (!entry || age > LAST_RESORT_MS) return await renew(key, render);
      if (age < FRESH_MS || now() < entry.retryAt) return entry.page;
      const renewed = renew(key, render);
      if (age >= STALE_MS) return await orOlder(entry, renewed);
      renewed.catch(() => undefined);
      return entry.page;
    },
  };
}
