import type { Wall } from '@lantern/schemas/wall';
import type { CityState } from '@lantern/ui/city-mark';
import { Dayline, type DaylineCity } from '@lantern/ui/dayline';
import { useMemo } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { timesIn } from './day-time.ts';
import { landmarksOf, spanOf } from './day-span.ts';

interface Props {
  edition: Wall['edition'];
  cities: Wall['cities'];
  standings: ReadonlyMap<string, CityState>;
  now: number;
}

/** The day moving west, and now moving over it. */
export function WallDayline({ edition: { date }, cities, standings, now }: Props) {
  const { t, locale } = useLanguage();
  const placed = useMemo(
    () =>
      cities.flatMap(({ slug, startsAt }): DaylineCity[] => {
        const state = standings.get(slug) ?? 'planned';
        return startsAt === null ? [] : [{ slug, at: Date.parse(startsAt), state }];
      }),
    [cities, standings],
  );
  const { from, to } = useMemo(() => spanOf(placed, date), [placed, date]);
  const landmarks = useMemo(
    () =>
      landmarksOf(placed).map(({ slug, at, end }) => {
        const name = cities.find((city) => city.slug === slug)?.name[locale] ?? slug;
        return { at, text: end ? t(`wall.day-${end}`, { city: name }) : name };
      }),
    [placed, cities, locale, t],
  );
  const sayHour = useMemo(() => timesIn(locale).hour, [locale]);
  return (
    <Dayline
      cities={placed}
      from={from}
      to={to}
      now={now}
      label={t('wall.dayline-label', { time: sayHour(now) })}
      landmarks={landmarks}
      sayHour={sayHour}
      widthEm={72}
      className="wall-dayline"
    />
  );
}
