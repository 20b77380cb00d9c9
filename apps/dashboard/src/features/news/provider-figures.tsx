import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import type { Column } from '../../shared/table-column.ts';
import type { NewsProgress } from './news.ts';

type Provider = NewsProgress['providers'][number];

/** What became of the mails at each big provider. */
export function ProviderFigures({ providers }: { providers: readonly Provider[] }) {
  const language = useLanguage();
  const { t } = language;
  return (
    <DataTable
      id="providers"
      caption={t('news.providers')}
      rows={providers}
      rowKey={({ provider }) => provider}
      columns={columnsOf(language)}
      empty={<p>{t('news.providers-empty')}</p>}
      csv={{ name: 'news-by-provider' }}
    />
  );
}

function columnsOf({ t }: Language): Column<Provider>[] {
  const name = ({ provider }: Provider) =>
    provider === 'other' ? t('news.provider-other') : provider;
  return [
    { id: 'provider', title: t('news.column-provider'), value: name },
    { id: 'sent', title: t('news.figure-sent'), value: ({ sent }) => sent, align: 'end' },
    {
      id: 'refused',
      title: t('news.figure-refused'),
      value: ({ refused }) => refused,
      align: 'end',
    },
    {
      id: 'given-up',
      title: t('news.figure-given-up'),
      value: ({ givenUp }) => givenUp,
      align: 'end',
    },
    { id: 'left', title: t('news.figure-left'), value: ({ left }) => left, align: 'end' },
    {
      id: 'called-off',
      title: t('news.figure-called-off'),
      value: ({ calledOff }) => calledOff,
      align: 'end',
    },
  ];
}
