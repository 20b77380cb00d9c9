import { COUNTRY_CODES } from '@lantern/schemas/country';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { cityOptions, countryOptions } from '../../shared/options.server.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/take-part-page.ts';
import { takePartWords } from './take-part-words.server.ts';
import { writeTakePart } from './take-part.server.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const api = context.get(apiContext);
  const cities = await needed(api.counts.cities({ edition }));
  const city = cities.cities.find(({ slug }) => slug === url.searchParams.get('city'));
  // A city says its country; words that name neither are as if nothing had been chosen.
  const asked = city?.country ?? url.searchParams.get('country');
  const country = COUNTRY_CODES.find((code) => code === asked) ?? null;
  const ways =
    country === null
      ? null
      : await needed(api.places.takePart({ edition, country, city: city?.slug ?? null }));
  const words = takePartWords(locale);
  const options = {
    countries: countryOptions(locale, country ?? undefined),
    cities: cityOptions(cities, locale, city?.slug),
  };
  context.set(writtenOnceContext, {
    particulars: writeTakePart({ ways, options, edition: edition ?? null }, words),
  });
  return { title: words.t('title'), description: words.t('description') };
}

/** Say where you are: who can be joined, where somebody is needed, where the letter goes. */
export default function TakePartPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        className="mx-auto w-full max-w-reading px-5 pb-20 pt-6 md:pt-14"
        {...useWrittenMarkup('particulars')}
      />
    </>
  );
}
