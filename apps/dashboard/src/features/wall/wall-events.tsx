import type { Wall } from '@lantern/schemas/wall';
import { CityMark } from '@lantern/ui/city-mark';
import { memo } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { timesIn } from './day-time.ts';
import { eventMark, eventWords } from './wall-words.ts';

interface Props {
  events: Wall['events'];
  cities: Wall['cities'];
}

/** What happened last, the newest first; as many as there is room for. */
export const WallEvents = memo(function WallEvents({ events, cities }: Props) {
  const { t, locale } = useLanguage();
  const { hour } = timesIn(locale);
  const nameOf = (slug: string) => cities.find((city) => city.slug === slug)?.name[locale] ?? slug;
  return (
    <section aria-labelledby="wall-events" className="wall-events">
      <h2 id="wall-events" className="sr-only">
        {t('wall.events')}
      </h2>
      {events.length === 0 && (
        <p className="wall-hint">{t(cities.length === 0 ? 'wall.no-plans' : 'wall.events-none')}</p>
      )}
      <ol className="wall-rows">
        {events.map((event) => (
          <li key={event.seq} className="wall-row">
            <time dateTime={event.at} className="tabular text-muted">
              {hour(Date.parse(event.at))}
            </time>
            <CityMark state={eventMark(event)} className="size-[1.3em]" />
            <span className="wall-row-words">
              <strong>{nameOf(event.city)}</strong> {eventWords(event, t)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
});
