import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Props {
  countries: readonly { country: string; total: number }[];
  /** Sum of those that are not told by themselves. */
  others: number;
  reference: string;
}

/** Countries that may be told by themselves, and the sum of the rest. */
export function OwnCountries({ countries, others, reference }: Props) {
  const { t, locale } = useLanguage();
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const rows = others > 0 ? [...countries, { country: 'ZZ', total: others }] : countries;
  const named = (country: string) =>
    country === 'ZZ' ? t('own.other-countries') : (names.of(country) ?? country);
  return (
    <DataTable
      id="countries"
      caption={t('own.countries')}
      rows={rows}
      rowKey={({ country }) => country}
      empty={t('own.countries-none')}
      csv={{ name: `${reference}-countries` }}
      columns={[
        { id: 'country', title: t('own.country'), value: ({ country }) => named(country) },
        {
          id: 'total',
          title: t('partners.total'),
          align: 'end',
          value: ({ total }) => total,
        },
      ]}
    />
  );
}
