import { CITY_KINDS } from '@lantern/schemas/public-json';
import { buttonClass } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { byCountry, type Place } from './place-groups.ts';
import { PlacesList } from './places-list.server.tsx';
import { PlacesInEurope, PlacesMap } from './places-map.server.tsx';
import type { PlacesWords } from './places-words.server.ts';
import { MapKey, PlacesLead, Threshold } from './places.server.tsx';

/** What the reader wants to see; null: everything. */
export interface Choice {
  kind: Place['kind'] | null;
  country: string | null;
  /** Slug of the edition the address named. */
  edition: string | null;
}

/** The page of all places, as HTML: map and list show the same choice. */
export function writeCities(all: readonly Place[], choice: Choice, words: PlacesWords): string {
  return renderToStaticMarkup(<CitiesArticle all={all} choice={choice} words={words} />);
}

interface Props {
  all: readonly Place[];
  choice: Choice;
  words: PlacesWords;
}

function CitiesArticle({ all, choice, words }: Props) {
  const { t } = words;
  const { kind, country } = choice;
  const places = all.filter(
    (place) => (!kind || place.kind === kind) && (!country || place.country === country),
  );
  return (
    <>
      <h1 className="text-[2rem] md:text-[2.75rem]">{t('title')}</h1>
      {all.length === 0 && <p className="mt-5 text-lg">{t('none')}</p>}
      {all.length > 0 && (
        <>
          <PlacesLead places={all} words={words} />
          <Filter all={all} choice={choice} words={words} />
          <h2 className="mt-8 text-xl" data-testid="found">
            {places.length === 0 ? t('filter.none') : t('filter.found', { count: places.length })}
          </h2>
          <div className="mt-4">
            <MapKey places={places} words={words} />
            <PlacesMap places={places} words={words} />
          </div>
          <div className="mt-10 max-w-[30rem]">
            <PlacesInEurope places={places} words={words} />
          </div>
          <PlacesList places={places} words={words} />
          <Threshold places={places} words={words} />
        </>
      )}
    </>
  );
}

/** A plain form that asks for the same page with its choice in the address. */
function Filter({ all, choice: { kind, country, edition }, words }: Props) {
  const { t, locale } = words;
  return (
    <form
      method="get"
      action={pathTo(locale, '/cities')}
      className="no-print mt-8 grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
    >
      {edition !== null && <input type="hidden" name="edition" value={edition} />}
      <Select id="kind" name="kind" label={t('filter.kind')} defaultValue={kind ?? ''}>
        <option value="">{t('filter.kind-all')}</option>
        {CITY_KINDS.map((known) => (
          <option key={known} value={known}>
            {t(`filter.kind-${known}`)}
          </option>
        ))}
      </Select>
      <Select id="country" name="country" label={t('filter.country')} defaultValue={country ?? ''}>
        <option value="">{t('filter.country-all')}</option>
        {byCountry(all, words).map(({ country: code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap gap-3">
        <button type="submit" className={buttonClass()}>
          {t('filter.show')}
        </button>
        {(kind ?? country) !== null && (
          <a className={buttonClass('quiet')} href={pathTo(locale, '/cities', { edition })}>
            {t('filter.all')}
          </a>
        )}
      </div>
    </form>
  );
}
