import { CityMark } from '@lantern/ui/city-mark';
import { memo } from 'react';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { STATES, type Choice, type LiveCity } from './live-city.ts';
import type { LiveWords } from './live-words.ts';

interface Props {
  cities: readonly LiveCity[];
  choice: Choice;
  words: LiveWords;
}

/** How many cities are in each published state; each leads to those. */
export const StateTiles = memo(function StateTiles({ cities, choice, words }: Props) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  const number = new Intl.NumberFormat(locale);
  return (
    <ul
      aria-label={words['tiles.label']}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-4"
    >
      {STATES.map((state) => (
        <li key={state} className="bg-ground">
          <a
            href={`${pathTo(locale, '/live', { ...narrowed(choice), state, edition: asked })}#cities`}
            className="flex h-full min-h-touch items-center gap-3 px-3 py-3 no-underline hover:bg-raised md:px-5"
          >
            <CityMark state={state} className="size-8" />
            <span className="min-w-0">
              <span
                className="tabular block font-serif text-[1.75rem] font-semibold leading-none md:text-4xl"
                data-testid={`count-${state}`}
              >
                {number.format(cities.filter(({ status }) => status === state).length)}
              </span>
              <span className="mt-1 block text-sm leading-tight text-muted underline decoration-line underline-offset-4">
                {words[`state.${state}`]}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
});

const narrowed = ({ kind, country }: Choice) => ({ kind, country });
