import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useFlow, type Flow } from './use-flow.ts';

interface Row {
  provider: string | null;
  created: number;
  confirmed: number;
  held: number;
  refused: number;
}

/** Of what was submitted in the last week, how much became signatures, by mail provider. */
export function Funnel() {
  const { t, locale } = useLanguage();
  const { data, error, refetch } = useFlow();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const nameOf = ({ provider }: Row) =>
    provider === null
      ? t('overview.provider-gone')
      : provider === 'other'
        ? t('overview.provider-other')
        : provider;
  const share = ({ created, confirmed }: Row) => (created > 0 ? confirmed / created : null);
  return (
    <section aria-labelledby="funnel" className="mt-12">
      <h2 id="funnel" className="text-xl">
        {t('overview.funnel')}
      </h2>
      <p className="mt-1 max-w-reading text-muted">{t('overview.funnel-lead')}</p>
      <div className="mt-3">
        {error && <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />}
        {data && (
          <DataTable
            id="funnel"
            caption={t('overview.funnel')}
            rows={rowsOf(data)}
            rowKey={({ provider }) => provider ?? ''}
            columns={[
              { id: 'provider', title: t('overview.provider'), value: nameOf },
              {
                id: 'created',
                title: t('overview.created'),
                value: ({ created }) => created,
                align: 'end',
              },
              {
                id: 'confirmed',
                title: t('overview.confirmed'),
                value: ({ confirmed }) => confirmed,
                align: 'end',
              },
              {
                id: 'share',
                title: t('overview.share'),
                value: share,
                cell: (row) => (share(row) === null ? '' : percent.format(share(row) ?? 0)),
                align: 'end',
              },
              { id: 'held', title: t('overview.held'), value: ({ held }) => held, align: 'end' },
              {
                id: 'refused',
                title: t('overview.refused'),
                value: ({ refused }) => refused,
                align: 'end',
              },
            ]}
            empty={t('overview.funnel-empty')}
            csv={{ name: 'confirmations-by-provider' }}
            pageSize={10}
          />
        )}
      </div>
    </section>
  );
}

function rowsOf({ providers, mails }: Flow): Row[] {
  const refusedAt = new Map(
    mails.refused.map(({ provider, refused, givenUp }) => [provider, refused + givenUp]),
  );
  const rows: Row[] = providers.map((row) => ({
    ...row,
    refused: refusedAt.get(row.provider) ?? 0,
  }));
  // Mails whose signer is gone by now, or all of whose submissions are.
  const others = mails.refused
    .filter(({ provider }) => !providers.some((row) => row.provider === provider))
    .map(({ provider, refused, givenUp }) => ({
      provider,
      created: 0,
      confirmed: 0,
      held: 0,
      refused: refused + givenUp,
    }));
  return [...rows, ...others];
}
