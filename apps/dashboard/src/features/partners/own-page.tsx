import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { AsOfLine } from './as-of-line.tsx';
import { EmbedCodes } from './embed-codes.tsx';
import { OwnCountries } from './own-countries.tsx';
import { OwnSpans } from './own-spans.tsx';

/** Figures are read again this often, ms. */
const REREAD_MS = 15_000;

/** For whoever speaks for a partner: what it brought in, and its codes. */
export default function OwnPage() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const own = useQuery({
    ...trpc.partners.own.queryOptions(),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
  const { data } = own;
  return (
    <Page title={data?.partner.name ?? t('own.title')}>
      {own.isPending && <Loading />}
      {own.isError && (
        <div className="mt-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(own.error)))} again={() => void own.refetch()} />
        </div>
      )}
      {data && (
        <>
          {data.partner.ended && (
            <Notice className="mt-3 max-w-reading" title={t('partners.ended')}>
              {t('partners.ended-means')}
            </Notice>
          )}
          <section aria-labelledby="own-total" className="mt-6">
            <h2 id="own-total" className="text-xl md:text-2xl">
              {t('own.total')}
            </h2>
            {data.total === null ? (
              <div className="mt-2 max-w-reading">
                <p className="font-serif text-3xl">{t('own.few')}</p>
                <p className="mt-2 text-muted">{t('own.few-why')}</p>
              </div>
            ) : (
              <p className="tabular mt-2 font-serif text-6xl font-bold" data-testid="own-total">
                {new Intl.NumberFormat(locale).format(data.total)}
              </p>
            )}
            <AsOfLine asOf={data.asOf} everyone={data.everyone} />
          </section>
          {data.total !== null && (
            <>
              <Section id="own-days" title={t('own.days')} lead={t('own.days-lead')}>
                <OwnSpans spans={data.spans} reference={data.partner.ref} />
              </Section>
              <Section id="own-countries" title={t('own.countries')} lead={t('own.countries-lead')}>
                <OwnCountries
                  countries={data.countries}
                  others={data.otherCountries ?? 0}
                  reference={data.partner.ref}
                />
              </Section>
            </>
          )}
          {!data.partner.ended && (
            <Section id="own-codes" title={t('partners.codes')} lead={t('own.codes-lead')}>
              <Sites origins={data.partner.origins} />
              <EmbedCodes reference={data.partner.ref} locales={data.partner.locales} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function Sites({ origins }: { origins: readonly string[] }) {
  const { t, locale } = useLanguage();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <p className="mb-4 max-w-reading wrap-anywhere">
      {origins.length === 0 ? t('own.sites-none') : t('own.sites', { sites: list.format(origins) })}
    </p>
  );
}
