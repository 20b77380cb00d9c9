import type { PublicEvent } from '@lantern/schemas/live';
import { memo } from 'react';
import { AsOf } from '@lantern/ui/as-of';
import { CityMark, type CityState } from '@lantern/ui/city-mark';
import { Flame } from '@lantern/ui/flame';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { lineOf, type FeedLine } from './feed-line.ts';
import type { LiveCity } from './live-city.ts';
import { filled, type LiveWords } from './live-words.ts';

interface Props {
  /** Oldest first. */
  events: readonly PublicEvent[];
  cities: readonly LiveCity[];
  /** By the edition's own clock, ms; to the hour is enough. */
  now: number;
  words: LiveWords;
}

/** Older lines are told by their day, ms. */
const OLD_MS = 64_800_000;
const SHOWN = 40;
const BOX =
  'mt-3 h-80 overflow-y-auto overscroll-contain border-t border-line lg:h-auto lg:min-h-80 lg:flex-[1_1_0]';

/** What was published, newest first, in a space of its own: what comes moves nothing else on the page. */
export const DayFeed = memo(function DayFeed({ events, cities, now, words }: Props) {
  const { locale } = useLanguage();
  const byName = new Map(cities.map((city) => [city.slug, city]));
  const lines = events
    .flatMap((event) => lineOf(event, { city: (slug) => byName.get(slug), words, locale }) ?? [])
    .toReversed()
    .slice(0, SHOWN);
  return (
    <section aria-labelledby="feed" className="flex min-h-0 flex-col">
      <h2 id="feed" className="text-xl">
        {words['feed.title']}
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself */}
      <div tabIndex={0} className={BOX}>
        {lines.length === 0 && <p className="py-3 text-muted">{words['feed.none']}</p>}
        <ol reversed className="list-none">
          {lines.map((line) => (
            <Line
              key={line.seq}
              line={line}
              isOld={now - Date.parse(line.at) > OLD_MS}
              words={words}
            />
          ))}
        </ol>
      </div>
    </section>
  );
});

interface LineProps {
  line: FeedLine;
  isOld: boolean;
  words: LiveWords;
}

function Line({ line, isOld, words }: LineProps) {
  const { locale } = useLanguage();
  const { at, mark, name, text, there, corrected } = line;
  const small = [
    corrected ? words['feed.corrected'] : null,
    there === null || isOld ? null : filled(words['feed.there'], 'time', there),
  ].filter((part) => part !== null);
  return (
    <li className="grid grid-cols-[4.75rem_auto_1fr] items-start gap-x-3 border-b border-line py-2.5 leading-snug">
      <span className="pt-0.5 text-sm text-muted">
        {isOld ? <DayOf at={at} /> : <AsOf at={at} locale={locale} say={(time) => time} />}
      </span>
      <LineMark mark={mark} />
      <span>
        {name !== null && <strong className="block font-semibold">{name}</strong>}
        {text}
        {small.length > 0 && (
          <span className="tabular block text-sm text-muted">{small.join(' · ')}</span>
        )}
      </span>
    </li>
  );
}

function DayOf({ at }: { at: string }) {
  const { locale } = useLanguage();
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return <time dateTime={at}>{day.format(Date.parse(at))}</time>;
}

function LineMark({ mark }: { mark: CityState | null }) {
  return mark === null ? (
    <Flame className="mx-1 h-5 w-4" />
  ) : (
    <CityMark state={mark} className="size-6" />
  );
}
