import { useRef } from 'react';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/cities-page.ts';
import { writeCities } from './cities.server.tsx';
import { readChoice } from './place-choice.ts';
import { placesWords } from './places-words.server.ts';
import { useNarrowing } from './use-narrowing.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { cities } = await needed(context.get(apiContext).counts.cities({ edition }));
  const words = placesWords(locale);
  const page = { all: cities, choice: readChoice(url.searchParams, cities) };
  context.set(writtenOnceContext, {
    places: writeCities({ ...page, edition: edition ?? null }, words),
  });
  return { title: words.t('title'), description: words.t('page.description') };
}

/** Where the day can happen: the map, and every place by name, narrowed alike. */
export default function CitiesPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  const page = useRef<HTMLElement>(null);
  useNarrowing(page);
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <div className="room-night">
        <article
          ref={page}
          className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14"
          {...useWrittenMarkup('places')}
        />
      </div>
    </>
  );
}
