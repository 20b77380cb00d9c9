import { historyResolutionSchema } from '@lantern/schemas/public-json';
import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { LiveTotal } from '../../shared/live-total.tsx';
import { pathTo } from '../../shared/paths.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/petition-page.ts';
import { PetitionDates } from './petition-dates.tsx';
import { petitionPageData } from './petition-page.server.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  // An unknown scale is the usual one: the page still says what it shows.
  const resolution = historyResolutionSchema.catch('day').parse(url.searchParams.get('chart'));
  const { petition, counts } = context.get(apiContext);
  const [text, { versions }, count, history, countries] = await needed(
    Promise.all([
      petition.page({ locale, edition }),
      petition.versions({ edition }),
      counts.current({ edition }),
      counts.history({ edition, resolution }),
      counts.countries({ edition }),
    ]),
  );
  const record = { text, versions, history, countries, origin: url.origin };
  const { written, data } = petitionPageData(
    { ...record, count, edition: edition ?? null },
    locale,
  );
  context.set(writtenOnceContext, written);
  return { ...data, count };
}

export default function PetitionPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  const letter = useWrittenMarkup('letter');
  const particulars = useWrittenMarkup('particulars');
  const { title, description, count, approved, dates } = loaderData;
  return (
    <article className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14 print:p-0">
      <title>{`${title} · ${t('site.name')}`}</title>
      <meta name="description" content={description} />
      <div className="grid gap-x-20 gap-y-12 lg:grid-cols-[minmax(0,40rem)_minmax(0,1fr)] print:block">
        <div {...letter} />
        {approved && (
          <div className="border-t border-line pt-8 lg:sticky lg:top-8 lg:self-start lg:border-t-0 lg:pt-0 print:static print:mt-5 print:break-inside-avoid print:pt-3">
            <LiveTotal initial={count} />
            <SignLink />
            <dl className="mt-8 grid gap-x-6 gap-y-2 text-[0.9375rem] sm:grid-cols-[auto_1fr] print:mt-2 print:gap-y-0 print:text-[9pt] print:leading-snug">
              <PetitionDates {...dates} />
            </dl>
            <div
              className="mt-4 text-[0.9375rem] print:mt-2 print:text-[9pt] print:leading-snug"
              {...particulars}
            />
          </div>
        )}
      </div>
      <div {...useWrittenMarkup('record')} />
    </article>
  );
}

function SignLink() {
  const { locale, t } = useLanguage();
  const { asked, phase } = useEdition();
  if (phase !== 'open') return null;
  return (
    <a
      className={buttonClass('primary', 'no-print mt-6 min-h-14 text-lg')}
      href={pathTo(locale, '', { edition: asked })}
    >
      <Flame className="h-5 w-4" />
      {t('form.submit')}
    </a>
  );
}
