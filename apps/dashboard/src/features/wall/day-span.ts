import type { DaylineCity } from '@lantern/ui/dayline';

const HOUR_MS = 3_600_000;
/** Room before the first city and after the last. */
const BEFORE_MS = HOUR_MS;
const AFTER_MS = 3 * HOUR_MS;
const LEAST_MS = 24 * HOUR_MS;
/** Names asked for between the first and the last. */
const BETWEEN = 16;

interface Span {
  from: number;
  to: number;
}

/** The hours a strip shows: those of the cities, a whole day at least. `date`: the edition's, for a day without any. */
export function spanOf(cities: readonly DaylineCity[], date: string): Span {
  const hours = cities.map(({ at }) => at);
  // Noon in Auckland is the very beginning of the day in UTC.
  const first = hours.length > 0 ? Math.min(...hours) : Date.parse(`${date}T00:00:00Z`);
  const last = hours.length > 0 ? Math.max(...hours) : first;
  const from = Math.floor((first - BEFORE_MS) / HOUR_MS) * HOUR_MS;
  const to = Math.ceil((last + AFTER_MS) / HOUR_MS) * HOUR_MS;
  return { from, to: Math.max(to, from + LEAST_MS) };
}

interface Landmark {
  slug: string;
  at: number;
  /** The day begins or ends here. */
  end: 'begins' | 'ends' | null;
}

/** Cities named above the strip: where the day begins, where it ends, and some on its way. */
export function landmarksOf(cities: readonly DaylineCity[]): Landmark[] {
  const sorted = cities.toSorted((a, b) => a.at - b.at);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return [];
  if (first === last) return [{ slug: first.slug, at: first.at, end: null }];
  const step = (last.at - first.at) / (BETWEEN + 1);
  const between = Array.from({ length: BETWEEN }, (_, n) =>
    nearest(sorted, first.at + (n + 1) * step),
  );
  const named = new Map(
    between.map(({ slug, at }): [string, Landmark] => [slug, { slug, at, end: null }]),
  );
  named.delete(first.slug);
  named.delete(last.slug);
  return [
    { slug: first.slug, at: first.at, end: 'begins' },
    { slug: last.slug, at: last.at, end: 'ends' },
    ...named.values(),
  ];
}

const nearest = (cities: readonly DaylineCity[], at: number): DaylineCity =>
  cities.reduce((best, city) => (Math.abs(city.at - at) < Math.abs(best.at - at) ? city : best));
