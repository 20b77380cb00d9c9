import type { CorrectionsJson } from '@lantern/schemas/public-json';
import { VOID_REASONS } from '@lantern/schemas/quarantine';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type Language, type MessageId } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';

const REASONS = ['withdrawn', 'erased', ...VOID_REASONS, 'held-again', 'restored'] as const;
const REASON_WORDS = {
  withdrawn: 'corrections.withdrawn',
  erased: 'corrections.erased',
  scripted: 'void-reason.scripted',
  'throwaway-addresses': 'void-reason.throwaway-addresses',
  impersonation: 'void-reason.impersonation',
  other: 'void-reason.other',
  'held-again': 'corrections.held-again',
  restored: 'corrections.restored',
} as const satisfies Record<(typeof REASONS)[number], MessageId>;

/** What made the total fall, and what counts again, by day and reason, as the public sees it. */
export default function CorrectionsPage() {
  const language = useLanguage();
  const { t, locale } = language;
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery(trpc.counts.corrections.queryOptions({}));
  if (isPending) return <Loading />;
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const rows = rowsOf(data?.days ?? []);
  const sum = rows.reduce((all, { change }) => all + change, 0);
  return (
    <Page title={t('corrections.title')}>
      <p className="mt-2 max-w-reading text-muted">
        {t('corrections.lead')}{' '}
        <Link to={PATHS.quarantine} className="underline">
          {t('corrections.decisions')}
        </Link>
      </p>
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && (
        <>
          <p className="mt-4 font-semibold" data-testid="corrected">
            {t('corrections.sum', {
              change: signed.format(sum),
              total: new Intl.NumberFormat(locale).format(data.total),
            })}
          </p>
          <div className="mt-4">
            <DataTable
              id="corrections"
              caption={t('corrections.title')}
              rows={rows}
              rowKey={({ day, reason }) => `${day} ${reason}`}
              columns={columnsOf(language)}
              searchLabel={t('corrections.search')}
              empty={t('corrections.empty')}
              csv={{ name: 'corrections' }}
            />
          </div>
        </>
      )}
    </Page>
  );
}

/** What one day's one reason did to the total. */
interface Row {
  day: string;
  reason: string;
  change: number;
}

/** Newest day first. */
function rowsOf(days: CorrectionsJson['days']): Row[] {
  return days.toReversed().flatMap(({ day, reasons, restored }) => {
    const falls = reasons.map(({ reason, count }) => ({ day, reason, change: -count }));
    return restored > 0 ? [...falls, { day, reason: 'restored', change: restored }] : falls;
  });
}

function columnsOf({ t, locale }: Language): Column<Row>[] {
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  return [
    {
      id: 'day',
      title: t('corrections.day'),
      value: ({ day }) => day,
      cell: ({ day }) => <time dateTime={day}>{written.format(new Date(day))}</time>,
    },
    {
      id: 'reason',
      title: t('corrections.reason'),
      value: ({ reason }) => t(REASON_WORDS[REASONS.find((known) => known === reason) ?? 'other']),
    },
    {
      id: 'change',
      title: t('corrections.change'),
      value: ({ change }) => change,
      cell: ({ change }) => signed.format(change),
      align: 'end',
    },
  ];
}
