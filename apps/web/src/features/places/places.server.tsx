import { CITY_KINDS, PUBLISHED_STATES } from '@lantern/schemas/public-json';
import { CityMark, type CityState } from '@lantern/ui/city-mark';
import { UnlitKey, type MapCity } from '@lantern/ui/world-map';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { byRegion, type Place } from './place-groups.ts';
import { PlacesInEurope, PlacesMap } from './places-map.server.tsx';
import type { PlacesWords } from './places-words.server.ts';

interface Places {
  places: readonly Place[];
  /** Slug of the edition the address named, to be kept in links. */
  edition: string | null;
}

interface Props extends Places {
  words: PlacesWords;
}

/** The part of the home page that shows where the day can happen, as HTML. */
export function writePlaces(places: Places, words: PlacesWords): string {
  return renderToStaticMarkup(<PlacesSection {...places} words={words} />);
}

function PlacesSection({ places, edition, words }: Props) {
  const { t } = words;
  return (
    <>
      <h2 id="places" className="text-2xl lg:text-[2.5rem]">
        {t('title')}
      </h2>
      {places.length === 0 ? (
        <p className="mt-4 text-lg">{t('none')}</p>
      ) : (
        <>
          <PlacesLead places={places} words={words} />
          <div className="mt-8 lg:mt-10">
            <MapKey places={places} words={words} />
            <PlacesMap places={places} words={words} />
          </div>
          <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[1fr_26rem]">
            <PlacesInEurope places={places} words={words} />
            <div className="lg:order-first">
              <h3 className="mb-3 text-xl">{t('list.title')}</h3>
              <RegionLinks places={places} edition={edition} words={words} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

/** The way to the names: three hundred of them are a page of their own, lest this one grow heavy. */
function RegionLinks({ places, edition, words }: Props) {
  const { t, locale } = words;
  return (
    <ul className="border-b border-line">
      {byRegion(places, words).map(({ region, count }) => (
        <li key={region} className="border-t border-line">
          <a
            className="flex min-h-12 items-center justify-between gap-4 py-2 underline-offset-4 hover:underline"
            href={`${pathTo(locale, '/cities', { edition })}#${region}`}
          >
            <span className="font-serif text-lg font-semibold">{t(`region.${region}`)}</span>
            <span className="tabular text-[0.9375rem] text-muted">
              {t('list.places', { count })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What these places are, and how far the day has come; nothing is claimed that nobody has promised. */
export function PlacesLead({ places, words }: Omit<Props, 'edition'>) {
  const { t } = words;
  const delivery = places.filter(({ kind }) => kind === 'delivery').length;
  const summary = PUBLISHED_STATES.flatMap((state) => {
    const count = places.filter(({ status }) => status === state).length;
    return state === 'planned' || count === 0
      ? []
      : [`${t(`state.${state}`)}: ${t('list.places', { count })}`];
  });
  return (
    <div className="mt-4 max-w-reading text-lg">
      <p>{t('lead', { delivery, solidarity: places.length - delivery })}</p>
      <p className="mt-3 text-base text-muted">
        {summary.length === 0 ? t('still-open') : t('under-way', { summary: words.join(summary) })}
      </p>
    </div>
  );
}

/** What each sign on the map means; only those that are there. */
export function MapKey({ places, words: { t } }: Omit<Props, 'edition'>) {
  const kinds = new Set(
    places.filter(({ status }) => status === 'planned').map(({ kind }) => kind),
  );
  const states = PUBLISHED_STATES.filter(
    (state) => state !== 'planned' && places.some(({ status }) => status === state),
  );
  return (
    <ul aria-label={t('key.title')} className="mb-4 flex flex-wrap gap-x-6 text-sm text-muted">
      {CITY_KINDS.map(
        (kind) => kinds.has(kind) && <KeyEntry key={kind} unlit={kind} words={t(`key.${kind}`)} />,
      )}
      {states.map((state) => (
        <KeyEntry key={state} state={state} words={t(`state.${state}`)} />
      ))}
    </ul>
  );
}

interface KeyEntryProps {
  words: string;
  /** Either of the two. */
  unlit?: MapCity['kind'];
  state?: CityState;
}

function KeyEntry({ unlit, state, words }: KeyEntryProps) {
  return (
    <li className="flex items-center gap-1.5 py-0.5">
      {unlit && <UnlitKey kind={unlit} />}
      {state && <CityMark state={state} />}
      {words}
    </li>
  );
}

/** Said only where there are numbers that need it. */
export function Threshold({ places, words: { t } }: Omit<Props, 'edition'>) {
  if (places.every(({ signatures }) => signatures === null)) return null;
  return <p className="mt-3 text-sm text-muted">{t('list.threshold')}</p>;
}
