/** What of an address decides which page it is, and how that page may be kept. */
export interface PageAddress {
  /** Path and the parameters pages know, in one order: one page, one key. */
  key: string;
  /** The address as the page sees it; unknown parameters are gone, so no cache can be filled with them. */
  path: string;
  /** The address opens something for its holder alone. */
  personal: boolean;
}

const SLUG = /^[a-z0-9-]{1,64}$/u;

/** Whether a partner's code is one that counts. */
type KnowsRef = (ref: string) => Promise<boolean>;

/** Whether a city takes part in the current edition. */
type KnowsCity = (slug: string) => Promise<boolean>;

/** What of an address has to be looked up. */
export interface Knowledge {
  isRef: KnowsRef;
  isCity: KnowsCity;
}

/** Parameters that change what a public page says, and the values they may have. */
const KNOWN = [
  ['edition', SLUG],
  ['ref', SLUG],
  // Without it a chart is by day, so that page has no second key.
  ['chart', /^(?:hour|minute)$/u],
  // What the list of cities is narrowed to.
  ['kind', /^(?:delivery|solidarity)$/u],
  ['country', /^(?:[A-Z]{2}|africa|americas|asia|europe|oceania)$/u],
  ['q', /^[^\p{C}]{1,60}$/u],
  ['state', /^(?:planned|there|done|called-off)$/u],
  // Reads itself again, for those whose browser runs no scripts.
  ['refresh', /^60$/u],
  // Where somebody signs from, or is; for which city somebody offers to answer, and as what.
  ['city', SLUG],
  ['role', /^(?:coordinator|deputy)$/u],
  // What a message to the organisers is about.
  ['topic', /^press$/u],
] as const;

/** Nothing in it that an address could mean in two ways, and no query. */
const PLAIN = /^(?:\/[A-Za-z0-9-]+)+$/u;

/** Whether an address is its page's key as it stands, as nearly all are that readers come by. */
export function isPlainAddress(url: string): boolean {
  return PLAIN.test(url);
}

/**
 * `url` is a request's path and query. A code that is nobody's, or a city that is none of ours, is dropped like
 * any unknown parameter: otherwise everyone could have a page drawn anew with each request.
 */
export async function pageAddress(url: string, { isRef, isCity }: Knowledge): Promise<PageAddress> {
  // Two slashes at the front, also of the other kind or left over by dots, would name another host.
  const { pathname: named, searchParams } = new URL(url.replace(/^[/\\]+/u, '/'), 'http://page');
  const pathname = named.replace(/^\/+/u, '/');
  const token = searchParams.get('token');
  const kept = new URLSearchParams();
  for (const [name, allowed] of KNOWN) {
    const value = searchParams.get(name);
    if (value !== null && allowed.test(value)) kept.set(name, value);
  }
  const ref = kept.get('ref');
  // While nothing can be looked up, a page without the code is better than none.
  if (ref !== null && !(await isRef(ref).catch(() => false))) kept.delete('ref');
  const city = kept.get('city');
  if (city !== null && !(await isCity(city).catch(() => false))) kept.delete('city');
  if (token !== null) kept.set('token', token);
  const path = kept.size === 0 ? pathname : `${pathname}?${kept.toString()}`;
  // What somebody looks for, and where they are, is theirs, and no page of it is worth keeping.
  const theirs = kept.has('q') || (pathname.endsWith('/take-part') && kept.has('country'));
  return { key: path, path, personal: token !== null || theirs };
}
