import { Dayline } from '@lantern/ui/dayline';
import { memo } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import type { LiveCity } from './live-city.ts';
import type { LiveWords } from './live-words.ts';

interface Props {
  cities: readonly LiveCity[];
  /** By the edition's own clock, ms. */
  now: number;
  words: LiveWords;
}

/** Named above the strip before all others, where they take part. */
const LANDMARKS = ['auckland', 'los-angeles', 'seoul', 'london', 'new-delhi', 'washington-dc'];
/** Before the first noon and after the last, ms. */
const MARGIN_MS = 5_400_000;

/** The day moving west; wider than a phone, where it is moved along by hand. */
export const DayStrip = memo(function DayStrip({ cities, now, words }: Props) {
  const { locale } = useLanguage();
  if (cities.length === 0) return null;
  const noons = cities.map(({ noon }) => noon);
  const from = Math.min(...noons) - MARGIN_MS;
  const to = Math.max(...noons) + MARGIN_MS;
  const hour = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return (
    <section aria-labelledby="strip">
      <h2 id="strip" className="text-xl">
        {words['strip.title']}
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself */}
      <div tabIndex={0} className="mt-3 overflow-x-auto pb-2 pt-1">
        <Dayline
          cities={cities.map(({ slug, noon, status }) => ({ slug, at: noon, state: status }))}
          from={from}
          to={to}
          now={now < from ? null : Math.min(now, to)}
          label={words['strip.label']}
          landmarks={landmarksOf(cities)}
          sayHour={(at) => hour.format(at)}
          className="min-w-[48rem] text-[0.625rem] md:text-[0.8125rem]"
        />
      </div>
      <p className="mt-1 text-sm text-muted">{words['strip.note']}</p>
    </section>
  );
});

/** Where there is room for it, a city of every noon has its name; the strip leaves out what would overlap. */
function landmarksOf(cities: readonly LiveCity[]) {
  const known = LANDMARKS.flatMap((slug) => cities.filter((city) => city.slug === slug));
  const others = [...Map.groupBy(cities, ({ noon }) => noon).values()].flatMap(
    ([first]) => first ?? [],
  );
  return [...new Set([...known, ...others])].map(({ name, noon }) => ({ text: name, at: noon }));
}
