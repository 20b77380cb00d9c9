import { buttonClass } from '@lantern/ui/button';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { MapKey } from './map-key.tsx';
import { STATES, byRegion, type Place } from './place-groups.ts';
import { PlacesInEurope, PlacesMap } from './places-map.tsx';
import type { PlacesWords } from './places-words.ts';

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
              <p className="mt-6">
                <a
                  className={buttonClass('quiet')}
                  href={pathTo(words.locale, '/take-part', { edition })}
                >
                  {t('take-part')}
                </a>
              </p>
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
  const summary = STATES.flatMap((state) => {
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
