import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page } from '../../shared/page.tsx';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useRested } from '../../shared/use-rested.ts';
import { useHiding, type Supporter } from './use-hiding.ts';

/** The names on the public list: staff take one off, and put it back. */
export default function SupportersPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  // Names are sealed one by one: the server looks for them, so it is asked once typing rests.
  const asked = useRested(search);
  const list = useQuery({
    ...trpc.supporters.list.queryOptions({ search: asked }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('supporters.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('supporters.lead')}</p>
      <div className="mt-6 max-w-sm">
        <Field
          id="supporters-name"
          type="search"
          label={t('supporters.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <div className="mt-6">
        {list.isPending && <p className="text-muted">{t('state.loading')}</p>}
        {list.isError && (
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        )}
        {list.data && <Names supporters={list.data.supporters} />}
        {list.data?.more && <p className="mt-3 text-sm text-muted">{t('supporters.more')}</p>}
      </div>
    </Page>
  );
}

function Names({ supporters }: { supporters: readonly Supporter[] }) {
  const language = useLanguage();
  return (
    <DataTable
      id="supporters"
      caption={language.t('supporters.title')}
      rows={supporters}
      rowKey={({ id }) => id}
      empty={language.t('supporters.none')}
      columns={columnsIn(language)}
    />
  );
}

function columnsIn({ t, locale }: ReturnType<typeof useLanguage>): Column<Supporter>[] {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return [
    {
      id: 'name',
      title: t('supporters.name'),
      value: ({ name }) => name,
      cell: ({ name }) => <bdi className="wrap-anywhere">{name}</bdi>,
    },
    // Beside the name, so that a phone shows it without scrolling sideways.
    {
      id: 'act',
      title: t('supporters.act'),
      sortable: false,
      value: () => null,
      cell: (supporter) => <Hide supporter={supporter} />,
    },
    {
      id: 'since',
      title: t('supporters.since'),
      value: ({ confirmedAt }) => confirmedAt,
      cell: ({ confirmedAt }) => time.format(new Date(confirmedAt)),
    },
    {
      id: 'shown',
      title: t('supporters.state'),
      value: ({ hiddenAt }) => t(hiddenAt ? 'supporters.hidden' : 'supporters.shown'),
    },
  ];
}

function Hide({ supporter }: { supporter: Supporter }) {
  const { t } = useLanguage();
  const { press, isPending, fault } = useHiding(supporter);
  const words = t(supporter.hiddenAt ? 'supporters.show' : 'supporters.hide');
  return (
    <>
      <Button
        type="button"
        look="quiet"
        aria-label={`${words}: ${supporter.name}`}
        aria-disabled={isPending}
        onClick={press}
      >
        {words}
      </Button>
      {fault && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {t(wordsOf(fault))}
        </p>
      )}
    </>
  );
}
