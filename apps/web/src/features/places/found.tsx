import type { ReactNode } from 'react';
import { pathTo } from '../../shared/paths.ts';
import { MapKey, Threshold } from './map-key.tsx';
import { nearest, type Point } from './near.ts';
import { chosen, type Choice } from './place-choice.ts';
import type { Place } from './place-groups.ts';
import { PlacesList } from './places-list.tsx';
import { PlacesInEurope, PlacesMap } from './places-map.tsx';
import type { PlacesWords } from './places-words.ts';

interface Props {
  all: readonly Place[];
  choice: Choice;
  /** Slug of the edition the address named. */
  edition: string | null;
  /** Where the reader is; known to their browser alone. */
  here?: Point | null;
  words: PlacesWords;
}

/** Map and list of one and the same choice. The server writes it; a browser that narrows it writes it anew. */
export function Found({ all, choice, edition, here = null, words }: Props) {
  const { t } = words;
  const places = chosen(all, choice, words);
  return (
    <>
      <h2 className="mt-8 text-xl" data-testid="found">
        {places.length === 0 ? t('filter.none') : t('filter.found', { count: places.length })}
      </h2>
      {here && <Nearest places={places} here={here} edition={edition} words={words} />}
      <div className="mt-4">
        <MapKey places={places} words={words} />
        <PlacesMap places={places} words={words} />
      </div>
      <div className="mt-10 max-w-[30rem]">
        <PlacesInEurope places={places} words={words} />
      </div>
      <PlacesList places={places} edition={edition} words={words} />
      <Threshold places={places} words={words} />
    </>
  );
}

interface NearestProps {
  places: readonly Place[];
  here: Point;
  edition: string | null;
  words: PlacesWords;
}

function Nearest({ places, here, edition, words: { t, locale } }: NearestProps): ReactNode {
  const number = new Intl.NumberFormat(locale);
  if (places.length === 0) return null;
  return (
    <section
      aria-labelledby="nearest"
      className="mt-4 rounded-card border border-line bg-raised p-5"
    >
      <h3 id="nearest" className="text-lg">
        {t('near.title')}
      </h3>
      <ol className="mt-2">
        {nearest(places, here).map(({ place, km }) => (
          <li key={place.slug} className="flex justify-between gap-4 border-t border-line">
            <a
              className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
              href={pathTo(locale, `/cities/${place.slug}`, { edition })}
            >
              {place.name[locale]}
            </a>
            <span className="tabular inline-flex min-h-touch items-center text-muted">
              {t('near.km', { km: number.format(km) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
