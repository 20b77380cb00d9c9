import { MAY_CHANGE_PARTNERS } from '@lantern/schemas/partner-roles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { partnerPath } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { AsOfLine } from './as-of-line.tsx';
import { PartnerFigure } from './partner-figure.tsx';
import { RegisterForm } from './register-form.tsx';

/** Who shows the petition on sites of their own, and what each brought in. */
export default function PartnersPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = useQuery({ ...trpc.partners.list.queryOptions(), networkMode: 'always' });
  const mayChange = me.data && MAY_CHANGE_PARTNERS.includes(me.data.role);
  return (
    <Page title={t('partners.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('partners.lead')}</p>
      <div className="mt-6">
        {list.isPending && <Loading />}
        {list.isError && (
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        )}
        {list.data && <PartnersTable {...list.data} />}
      </div>
      {mayChange && (
        <Section id="register" title={t('partners.new')} lead={t('partners.new-lead')}>
          <RegisterForm />
        </Section>
      )}
    </Page>
  );
}

interface Listed {
  id: string;
  ref: string;
  name: string;
  people: number;
  total: number | null;
  endedAt: string | null;
}

interface TableProps {
  partners: readonly Listed[];
  everyone: number;
  asOf: string;
}

function PartnersTable({ partners, everyone, asOf }: TableProps) {
  const { t } = useLanguage();
  const columns = usePartnerColumns();
  return (
    <>
      <DataTable
        id="partners"
        caption={t('partners.title')}
        rows={partners}
        rowKey={({ id }) => id}
        searchLabel={t('partners.search')}
        empty={t('partners.none')}
        csv={{ name: 'partners' }}
        columns={columns}
      />
      <AsOfLine asOf={asOf} everyone={everyone} />
      <p className="mt-1 max-w-reading text-sm text-muted">{t('partners.rule')}</p>
    </>
  );
}

const linkTo = ({ id, name }: Listed) => (
  <Link
    to={partnerPath(id)}
    className="inline-flex min-h-touch min-w-36 items-center font-semibold underline wrap-anywhere"
  >
    {name}
  </Link>
);
const figure = ({ total }: Listed) => <PartnerFigure total={total} />;

function usePartnerColumns(): Column<Listed>[] {
  const { t } = useLanguage();
  return [
    {
      id: 'name',
      title: t('partners.name'),
      value: ({ name }) => name,
      cell: linkTo,
    },
    { id: 'ref', title: t('partners.ref'), value: ({ ref }) => ref },
    {
      id: 'total',
      title: t('partners.total'),
      align: 'end',
      value: ({ total }) => total,
      cell: figure,
    },
    {
      id: 'people',
      title: t('partners.people'),
      align: 'end',
      value: ({ people }) => people,
    },
    {
      id: 'state',
      title: t('partners.state'),
      value: ({ endedAt }) => t(endedAt ? 'partners.ended' : 'partners.active'),
    },
  ];
}
