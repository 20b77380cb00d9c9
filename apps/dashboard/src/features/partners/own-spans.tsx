import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Span {
  /** ISO dates, UTC. */
  from: string;
  to: string;
  total: number;
}

/** Growth over days; days with few signers stand together with their neighbours. */
export function OwnSpans({ spans, reference }: { spans: readonly Span[]; reference: string }) {
  const { t, locale } = useLanguage();
  const most = Math.max(1, ...spans.map(({ total }) => total));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const said = ({ from, to }: Span) =>
    from === to ? day.format(new Date(from)) : day.formatRange(new Date(from), new Date(to));
  const bar = barOf(most, locale);
  return (
    <DataTable
      id="days"
      caption={t('own.days')}
      rows={spans}
      rowKey={({ from }) => from}
      empty={t('own.days-none')}
      csv={{ name: `${reference}-days` }}
      columns={[
        { id: 'from', title: t('own.from'), value: ({ from }) => from, cell: said },
        { id: 'to', title: t('own.to'), value: ({ to }) => to },
        {
          id: 'total',
          title: t('partners.total'),
          align: 'end',
          value: ({ total }) => total,
          cell: bar,
        },
      ]}
    />
  );
}

/** The figure with its share of the largest, drawn. */
const barOf = (most: number, locale: string) => {
  const number = new Intl.NumberFormat(locale);
  return ({ total }: Span) => (
    <span className="flex items-center justify-end gap-3">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-24 md:w-48" aria-hidden>
        <rect className="fill-flame" width={(100 * total) / most} height="8" />
      </svg>
      <span className="tabular">{number.format(total)}</span>
    </span>
  );
};
