import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { writtenDates } from '../../shared/edition-dates.server.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/press-page.ts';
import { pressWords } from './press-words.server.ts';
import { writePress } from './press.server.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { counts, petition } = context.get(apiContext);
  const [count, countries, cities, corrections, page] = await needed(
    Promise.all([
      counts.current({ edition }),
      counts.countries({ edition }),
      counts.cities({ edition }),
      counts.corrections({ edition }),
      petition.page({ locale, edition }),
    ]),
  );
  const words = pressWords(locale);
  const figures = { count, countries, cities, corrections };
  const { day } = writtenDates(page.edition, locale);
  context.set(writtenOnceContext, {
    press: writePress({ figures, day, edition: edition ?? null }, words),
  });
  return { title: words.t('page.title'), description: words.t('page.description') };
}

/** Figures with their time, how they are counted, tables, and whom to write to. */
export default function PressPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14"
        {...useWrittenMarkup('press')}
      />
    </>
  );
}
