import { byRegion, type CountryPlaces, type Place, type RegionPlaces } from './place-groups.ts';
import type { PlacesWords } from './places-words.server.ts';

interface Props {
  places: readonly Place[];
  words: PlacesWords;
}

/** Every place by name, under its country and part of the world; each part can be linked to. */
export function PlacesList({ places, words }: Props) {
  return byRegion(places, words).map((group) => (
    <RegionList key={group.region} group={group} words={words} />
  ));
}

interface RegionProps {
  group: RegionPlaces;
  words: PlacesWords;
}

function RegionList({ group: { region, count, countries }, words }: RegionProps) {
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
          <Country key={country.country} country={country} words={words} />
        ))}
      </dl>
    </section>
  );
}

interface CountryProps {
  country: CountryPlaces;
  words: PlacesWords;
}

function Country({ country: { name, places }, words }: CountryProps) {
  const { delivery = [], solidarity = [] } = Object.groupBy(places, ({ kind }) => kind);
  return (
    <div>
      <dt>{name}</dt>
      {delivery.length > 0 && <dd>{namesOf(delivery, words)}</dd>}
      {solidarity.length > 0 && (
        <dd className="without">
          {words.t('list.without', { places: namesOf(solidarity, words) })}
        </dd>
      )}
    </div>
  );
}

function namesOf(places: readonly Place[], words: PlacesWords): string {
  return places.map((place) => placeName(place, words)).join(words.t('list.comma'));
}

/** Its name, and in words whatever sets it apart: a state beyond the first, a number. */
function placeName({ name, status, signatures }: Place, { t, locale }: PlacesWords): string {
  const said = [
    status === 'planned' ? null : t(`state.${status}`),
    signatures === null ? null : t('list.signatures', { count: signatures }),
  ].filter((words) => words !== null);
  return said.length > 0 ? `${name[locale]} (${said.join(' · ')})` : name[locale];
}
