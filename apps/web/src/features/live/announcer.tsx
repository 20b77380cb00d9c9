import type { PublicEvent } from '@lantern/schemas/live';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { lineOf } from './feed-line.ts';
import type { LiveCity } from './live-city.ts';
import { filled, type LiveWords } from './live-words.ts';

interface Props {
  /** Oldest first. */
  events: readonly PublicEvent[];
  /** The last event the page was drawn with: only what follows is news. */
  after: number;
  cities: readonly LiveCity[];
  words: LiveWords;
}

/** Screen readers hear what came no more often than this, ms. */
const PAUSE_MS = 10_000;

/** Says what was published since the page came, when the reader pauses, a few things at once. */
export function Announcer({ events, after, cities, words }: Props) {
  const { locale } = useLanguage();
  const [told, setTold] = useState({ seq: after, text: '' });
  const head = events.at(-1)?.seq ?? after;
  const isNews = head > told.seq;
  const tell = useEffectEvent(() => {
    const city = (slug: string) => cities.find((known) => known.slug === slug);
    const lines = events
      .filter(({ seq }) => seq > told.seq)
      .flatMap((event) => lineOf(event, { city, words, locale }) ?? [])
      .map(({ name, text }) => (name === null ? text : `${name}: ${text}`));
    const newest = lines.at(-1) ?? '';
    const more = lines.length - 1;
    const text = more > 0 ? `${newest}, ${filled(words['feed.more'], 'n', String(more))}` : newest;
    setTold({ seq: head, text });
  });
  useEffect(() => {
    if (!isNews) return undefined;
    const timer = setTimeout(() => tell(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isNews]);
  return (
    <p className="sr-only" aria-live="polite">
      {told.text}
    </p>
  );
}
