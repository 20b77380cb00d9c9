import { Fragment } from 'react';
import { pathTo } from '../../shared/paths.ts';
import { byRegion, type CountryPlaces, type Place, type RegionPlaces } from './place-groups.ts';
import type { PlacesWords } from './places-words.ts';

interface Props {
  places: readonly Place[];
  /** Slug of the edition the address named, to be kept in links. */
  edition: string | null;
  words: PlacesWords;
}

/** Every place by name, under its country and part of the world; each part can be linked to. */
export function PlacesList({ places, edition, words }: Props) {
  return byRegion(places, words).map((group) => (
    <RegionList key={group.region} group={group} edition={edition} words={words} />
  ));
}

interface RegionProps {
  group: RegionPlaces;
  edition: string | null;
  words: PlacesWords;
}

function RegionList({ group: { region, count, countries }, edition, words }: RegionProps) {
  const { t } = words;
  return (
    <section aria-labelledby={region} className="mt-10 border-t border-line pt-5">
      <h3 id={region} className="flex items-baseline justify-between gap-4 text-xl">
        {t(`region.${region}`)}
        <span className="tabular font-sans text-[0.9375rem] font-normal text-muted">
          {t('list.places', { count })}
        </span>
      </h3>
      <dl className="places-list mt-3 columns-[13rem] gap-x-10 text-[0.9375rem] leading-snug">
        {countries.map((country) => (
          <Country key={country.country} country={country} edition={edition} words={words} />
        ))}
      </dl>
    </section>
  );
}

interface CountryProps {
  country: CountryPlaces;
  edition: string | null;
  words: PlacesWords;
}

function Country({ country: { name, places }, ...page }: CountryProps) {
  const { delivery = [], solidarity = [] } = Object.groupBy(places, ({ kind }) => kind);
  return (
    <div>
      <dt>{name}</dt>
      {delivery.length > 0 && (
        <dd>
          <Names places={delivery} {...page} />
        </dd>
      )}
      {solidarity.length > 0 && (
        <dd className="without">
          {page.words.t('list.without')} <Names places={solidarity} {...page} />
        </dd>
      )}
    </div>
  );
}

interface NamesProps {
  places: readonly Place[];
  edition: string | null;
  words: PlacesWords;
}

/** Each leads to its page; in words beside it whatever sets it apart: a state beyond the first, numbers. */
function Names({ places, edition, words }: NamesProps) {
  const { t, locale } = words;
  return places.map((place, n) => (
    <Fragment key={place.slug}>
      {n > 0 && t('list.comma')}
      <a href={pathTo(locale, `/cities/${place.slug}`, { edition })}>{place.name[locale]}</a>
      {said(place, words)}
    </Fragment>
  ));
}

function said({ status, signatures, actions }: Place, { t }: PlacesWords): string {
  const parts = [
    status === 'planned' ? null : t(`state.${status}`),
    actions === 0 ? null : t('list.actions', { count: actions }),
    signatures === null ? null : t('list.signatures', { count: signatures }),
  ].filter((words) => words !== null);
  return parts.length > 0 ? ` (${parts.join(' · ')})` : '';
}
