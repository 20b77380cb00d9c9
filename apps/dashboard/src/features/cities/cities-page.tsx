import { CityMark } from '@lantern/ui/city-mark';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { cityKindWords, regionWords } from '../../shared/day-words.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { cityPath } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { isAmong, useFilters } from './city-filters.ts';
import { FilterBar } from './filter-bar.tsx';
import type { ListedCity } from './use-cities.ts';

/** All cities of an edition, dense: who answers for each, what it plans, what is public. */
export default function CitiesPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  const list = useQuery({
    ...trpc.cities.list.queryOptions(edition === null ? {} : { edition }),
    networkMode: 'always',
  });
  return (
    <Page title={t('cities.title')}>
      {list.isPending && <Loading />}
      {list.isError && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        </div>
      )}
      {list.data && (
        <>
          <p className="mt-2 max-w-reading text-muted">
            {t('cities.lead', { edition: list.data.edition })}
          </p>
          <CitiesTable cities={list.data.cities} edition={edition} />
        </>
      )}
    </Page>
  );
}

interface TableProps {
  cities: readonly ListedCity[];
  /** As the address names it. */
  edition: string | null;
}

function CitiesTable({ cities, edition }: TableProps) {
  const language = useLanguage();
  const { t } = language;
  const [chosen, change] = useFilters();
  const found = cities.filter((city) => isAmong(city, chosen));
  return (
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6">
      <FilterBar chosen={chosen} onChange={change} />
      <DataTable
        id="cities"
        caption={t('cities.title')}
        rows={found}
        rowKey={({ slug }) => slug}
        searchLabel={t('cities.search')}
        empty={t(cities.length === 0 ? 'cities.no-cities' : 'cities.none')}
        csv={{ name: 'cities' }}
        pageSize={50}
        columns={columnsOf(language, edition)}
      />
    </div>
  );
}

function columnsOf({ t, locale }: Language, edition: string | null): Column<ListedCity>[] {
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  return [
    {
      id: 'city',
      title: t('cities.city'),
      value: ({ name }) => name[locale],
      cell: ({ slug, name }) => (
        <Link
          to={cityPath(slug, edition)}
          className="inline-flex min-h-touch items-center font-semibold underline"
        >
          {name[locale]}
        </Link>
      ),
    },
    {
      id: 'country',
      title: t('cities.country'),
      value: ({ country }) => countries.of(country) ?? country,
    },
    {
      id: 'region',
      title: t('cities.region'),
      value: ({ region }) => region && t(regionWords(region)),
    },
    { id: 'kind', title: t('cities.kind'), value: ({ kind }) => t(cityKindWords(kind)) },
    {
      id: 'people',
      title: t('cities.people'),
      value: ({ people, ready }) =>
        people === 0 ? null : t('cities.people-ready', { ready, people }),
      cell: ({ people, ready }) =>
        people === 0 ? (
          <span className="text-muted">{t('cities.nobody')}</span>
        ) : (
          t('cities.people-ready', { ready, people })
        ),
    },
    {
      id: 'actions',
      title: t('cities.actions'),
      align: 'end',
      value: ({ actions }) => actions,
    },
    {
      id: 'first',
      title: t('cities.first'),
      value: ({ mainDate, mainTime }) => mainDate && `${mainDate} ${mainTime ?? ''}`,
    },
    {
      id: 'published',
      title: t('cities.published'),
      value: (city) => seenAs(city, t),
      cell: (city) => (
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          {!city.hidden && <CityMark state={city.status} className="size-4" />}
          {seenAs(city, t)}
        </span>
      ),
    },
  ];
}

/** What the public sees of it; and whether it takes part at all. */
function seenAs({ hidden, withdrawn, status }: ListedCity, t: Language['t']): string {
  const seen = hidden ? t('cities.hidden') : t(`published.${status}`);
  return withdrawn ? `${seen} · ${t('cities.withdrawn')}` : seen;
}
