import { CITY_KINDS } from '@lantern/schemas/public-json';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/cities-page.ts';
import { writeCities } from './cities.server.tsx';
import { placesWords } from './places-words.server.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { cities } = await needed(context.get(apiContext).counts.cities({ edition }));
  const words = placesWords(locale);
  // Words that name no kind, or no country of the list, narrow nothing.
  const kind = CITY_KINDS.find((known) => known === url.searchParams.get('kind')) ?? null;
  const asked = url.searchParams.get('country');
  const country = cities.some((city) => city.country === asked) ? asked : null;
  const choice = { kind, country, edition: edition ?? null };
  context.set(writtenOnceContext, { places: writeCities(cities, choice, words) });
  return { title: words.t('title'), description: words.t('page.description') };
}

/** Where the day can happen: the map, and every place by name. */
export default function CitiesPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <div className="room-night">
        <article
          className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14"
          {...useWrittenMarkup('places')}
        />
      </div>
    </>
  );
}
