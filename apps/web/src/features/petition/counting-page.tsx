import { historyResolutionSchema } from '@lantern/schemas/public-json';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/counting-page.ts';
import { petitionWords } from './petition-words.server.ts';
import { writeCounting } from './counting.server.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  // An unknown scale is the usual one: the page still says what it shows.
  const resolution = historyResolutionSchema.catch('day').parse(url.searchParams.get('chart'));
  const { counts } = context.get(apiContext);
  const [count, history, countries, corrections] = await needed(
    Promise.all([
      counts.current({ edition }),
      counts.history({ edition, resolution }),
      counts.countries({ edition }),
      counts.corrections({ edition }),
    ]),
  );
  const words = petitionWords(locale);
  const figures = { count, history, countries, corrections };
  context.set(writtenOnceContext, {
    counting: writeCounting({ ...figures, origin: url.origin, edition: edition ?? null }, words),
  });
  return { title: words.t('page.title'), description: words.t('page.description') };
}

export default function CountingPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14"
        {...useWrittenMarkup('counting')}
      />
    </>
  );
}
