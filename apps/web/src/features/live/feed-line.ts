import type { PublicEvent } from '@lantern/schemas/live';
import type { Locale } from '@lantern/schemas/locale';
import type { LiveCity } from './live-city.ts';
import { filled, type LiveWords } from './live-words.ts';

/** An event in words. */
export interface FeedLine {
  seq: number;
  /** ISO instant, by the edition's clock. */
  at: string;
  /** Null: it tells of the petition, not of a city. */
  mark: 'there' | 'done' | 'called-off' | null;
  name: string | null;
  text: string;
  /** The time on the city's own clocks. */
  there: string | null;
  corrected: boolean;
}

interface Means {
  city: (slug: string) => Pick<LiveCity, 'name' | 'timezone'> | undefined;
  words: LiveWords;
  locale: Locale;
}

/** The line an event is told by; null for what this page has nothing to say about. */
export function lineOf(event: PublicEvent, means: Means): FeedLine | null {
  const { words, locale } = means;
  switch (event.kind) {
    case 'city-there':
      return cityLine(event, means, { mark: 'there', text: words['event.there'] });
    case 'city-called-off':
      return cityLine(event, means, { mark: 'called-off', text: words['event.called-off'] });
    case 'city-outcome': {
      const mark = event.outcome === 'called-off' ? 'called-off' : 'done';
      const text = words[`outcome.${event.outcome}`];
      return cityLine(event, means, { mark, text, corrected: event.corrected });
    }
    case 'milestone': {
      const total = new Intl.NumberFormat(locale).format(event.total);
      return plainLine(event, filled(words['event.milestone'], 'total', total));
    }
    case 'petition-opened':
      return plainLine(event, words['event.opened']);
    case 'petition-closed':
      return plainLine(event, words['event.closed']);
    case 'text-published':
    case 'edition-left':
    case 'city-changed':
    case 'withheld':
      return null;
    default:
      return event satisfies never;
  }
}

type CityEvent = Extract<PublicEvent, { city: string }>;
type Told = Pick<FeedLine, 'mark' | 'text'> & Partial<Pick<FeedLine, 'corrected'>>;

function cityLine({ seq, at, city: slug }: CityEvent, { city, locale }: Means, told: Told) {
  const known = city(slug);
  if (!known) return null;
  const there = clockIn(known.timezone, locale).format(Date.parse(at));
  return { corrected: false, ...told, seq, at, name: known.name, there };
}

const plainLine = ({ seq, at }: PublicEvent, text: string): FeedLine => ({
  seq,
  at,
  text,
  mark: null,
  name: null,
  there: null,
  corrected: false,
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Dear to make, so kept: there are as many as zones and languages. */
function clockIn(timeZone: string, locale: Locale): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known =
    clocks.get(key) ??
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
  clocks.set(key, known);
  return known;
}
