import { CityMark } from '@lantern/ui/city-mark';
import { UnlitKey } from '@lantern/ui/world-map';
import { memo } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useEdition } from '../../shared/edition.ts';
import { pathTo } from '../../shared/paths.ts';
import type { LiveCity, LiveRegion } from './live-city.ts';
import { filled, type LiveWords } from './live-words.ts';

interface Props {
  regions: readonly LiveRegion[];
  /** Names of countries by ISO code. */
  countries: ReadonlyMap<string, string>;
  words: LiveWords;
}

/** Every city of the choice by name, under its part of the world; each stays in its place whatever comes. */
export const CityList = memo(function CityList({ regions, countries, words }: Props) {
  return regions.map(({ region, cities }) => (
    <section key={region} aria-labelledby={region} className="mt-8 border-t border-line pt-4">
      <h3 id={region} className="text-xl">
        {words[`region.${region}`]}
      </h3>
      <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(9.25rem,1fr))] gap-x-4 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] lg:gap-x-8">
        {cities.map((city) => (
          <City
            key={city.slug}
            city={city}
            country={countries.get(city.country) ?? city.country}
            words={words}
          />
        ))}
      </ul>
    </section>
  ));
});

interface CityProps {
  city: LiveCity;
  country: string;
  words: LiveWords;
}

const City = memo(function City({ city, country, words }: CityProps) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  const { status, signatures } = city;
  const state = stateIn(city, words);
  const said = [
    country,
    signatures === null
      ? null
      : filled(words['list.signatures'], 'n', new Intl.NumberFormat(locale).format(signatures)),
  ].filter((part) => part !== null);
  return (
    <li
      data-city={city.slug}
      data-state={status}
      className="relative flex min-w-0 gap-2.5 py-2 leading-snug"
    >
      {status === 'planned' ? <UnlitKey kind={city.kind} quiet /> : <CityMark state={status} />}
      <span className="min-w-0">
        <a
          href={pathTo(locale, `/cities/${city.slug}`, { edition: asked })}
          // The whole cell can be pressed.
          className="block font-semibold underline decoration-line underline-offset-4 wrap-anywhere after:absolute after:inset-0 hover:decoration-current"
        >
          {city.name}
        </a>
        <span className="tabular block text-sm text-muted">
          {state !== null && <span className="text-text">{state} · </span>}
          {said.join(' · ')}
        </span>
      </span>
    </li>
  );
});

/** Nothing for a city that has published nothing: the list says what its sign means. */
function stateIn({ status, outcome }: LiveCity, words: LiveWords): string | null {
  if (status === 'planned') return null;
  const key = status === 'done' && outcome !== null ? `short.${outcome}` : `state.${status}`;
  return isWord(key, words) ? words[key] : words[`state.${status}`];
}

const isWord = (key: string, words: LiveWords): key is keyof LiveWords => Object.hasOwn(words, key);
