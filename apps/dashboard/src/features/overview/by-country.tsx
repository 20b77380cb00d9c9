import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

const REREAD_MS = 15_000;
/** Countries on a page of the table; with no more there is nothing to search. */
const SHOWN = 10;

/** Signatures by country, as everybody sees them: small ones are together. */
export function ByCountry() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.counts.countries.queryOptions({}),
    refetchInterval: REREAD_MS,
  });
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const nameOf = (code: string) =>
    code === 'ZZ' ? t('overview.small-countries') : (region.of(code) ?? code);
  return (
    <section aria-labelledby="by-country" className="mt-12">
      <h2 id="by-country" className="text-xl">
        {t('overview.by-country')}
      </h2>
      <div className="mt-3">
        {error && <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />}
        {data && (
          <DataTable
            id="countries"
            caption={t('overview.by-country')}
            rows={data.countries}
            rowKey={({ country }) => country}
            columns={[
              {
                id: 'country',
                title: t('overview.country'),
                value: ({ country }) => nameOf(country),
              },
              {
                id: 'total',
                title: t('overview.count'),
                value: ({ total }) => total,
                align: 'end',
              },
              {
                id: 'share',
                title: t('overview.share'),
                value: ({ total }) => total / data.total,
                cell: ({ total }) => percent.format(total / data.total),
                align: 'end',
              },
            ]}
            {...(data.countries.length > SHOWN && { searchLabel: t('overview.search-country') })}
            empty={t('overview.no-country')}
            csv={{ name: 'countries' }}
            pageSize={SHOWN}
          />
        )}
      </div>
    </section>
  );
}
