import type { AppRouter } from '@lantern/server/app-router';
import { REGIONS, type Region } from '@lantern/schemas/region';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { cityPath } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';

type Coverage = inferRouterOutputs<AppRouter>['coverage']['read'];
type Mission = Coverage['missions'][number];

const STATES = ['uncovered', 'claimed', 'covered'] as const;
/** Beside the words: how much of the circle is filled. */
const SIGNS = { uncovered: '○', claimed: '◐', covered: '●' } as const;

/** Which missions somebody goes to; and of the others, where most signers wait for somebody. */
export default function CoveragePage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.coverage.read.queryOptions(edition === null ? {} : { edition }),
    networkMode: 'always',
  });
  return (
    <Page title={t('coverage.title')}>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && (
        <>
          <p className="mt-2 max-w-reading text-muted">
            {t('coverage.lead', { edition: data.edition })}
          </p>
          <Summary missions={data.missions} />
          <CoverageTable missions={data.missions} edition={edition} />
          <p className="mt-3 max-w-reading text-sm text-muted">{t('coverage.exact')}</p>
        </>
      )}
    </Page>
  );
}

/** How many of each, and what each means. */
function Summary({ missions }: Pick<Coverage, 'missions'>) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  return (
    <dl className="mt-6 grid gap-4 sm:grid-cols-3">
      {STATES.map((state) => (
        <div key={state} className="rounded-card border border-line bg-raised p-4">
          <dt className="font-semibold">
            <span aria-hidden>{SIGNS[state]} </span>
            {t(`coverage.${state}`)}
          </dt>
          <dd>
            <span className="block font-serif text-3xl tabular-nums">
              {number.format(missions.filter((mission) => mission.state === state).length)}
            </span>
            <span className="text-sm text-muted">{t(`coverage.${state}-means`)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface TableProps extends Pick<Coverage, 'missions'> {
  /** As the address names it. */
  edition: string | null;
}

function CoverageTable({ missions, edition }: TableProps) {
  const language = useLanguage();
  const { t } = language;
  const [state, chooseState] = useChoice('state', STATES);
  const [region, chooseRegion] = useChoice<Region>('region', REGIONS);
  const found = missions.filter(
    (mission) =>
      (state === null || mission.state === state) && (region === null || mission.region === region),
  );
  return (
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
      <search className="grid max-w-xl grid-cols-2 gap-3">
        <Select
          id="coverage-state"
          label={t('coverage.state')}
          value={state ?? ''}
          onChange={({ target }) => chooseState(target.value)}
        >
          <option value="">{t('coverage.any-state')}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`coverage.${one}`)}
            </option>
          ))}
        </Select>
        <Select
          id="coverage-region"
          label={t('cities.region')}
          value={region ?? ''}
          onChange={({ target }) => chooseRegion(target.value)}
        >
          <option value="">{t('coverage.any-region')}</option>
          {REGIONS.map((one) => (
            <option key={one} value={one}>
              {t(regionWords(one))}
            </option>
          ))}
        </Select>
      </search>
      <DataTable
        id="coverage"
        caption={t('coverage.title')}
        rows={found}
        rowKey={({ mission }) => mission}
        searchLabel={t('coverage.search')}
        empty={t('coverage.none')}
        csv={{ name: 'coverage' }}
        pageSize={50}
        columns={columnsOf(language, edition)}
      />
    </div>
  );
}

/** A choice that the address holds; what is none of them is no choice. */
function useChoice<Value extends string>(
  name: string,
  values: readonly Value[],
): [Value | null, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const chosen = values.find((value) => value === params.get(name)) ?? null;
  const choose = (value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        after.delete('coverage.page');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [chosen, choose];
}

function columnsOf({ t, locale }: Language, edition: string | null): Column<Mission>[] {
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return [
    { id: 'rank', title: t('coverage.rank'), align: 'end', value: ({ rank }) => rank },
    {
      id: 'city',
      title: t('cities.city'),
      value: ({ cityName }) => cityName[locale],
      cell: ({ city, cityName }) => (
        <Link
          to={cityPath(city, edition)}
          className="inline-flex min-h-touch items-center font-semibold underline"
        >
          {cityName[locale]}
        </Link>
      ),
    },
    {
      id: 'country',
      title: t('cities.country'),
      value: ({ country }) => countries.of(country) ?? country,
    },
    { id: 'mission', title: t('coverage.mission'), value: ({ kind }) => t(`mission-kind.${kind}`) },
    {
      id: 'state',
      title: t('coverage.state'),
      value: ({ state }) => t(`coverage.${state}`),
      cell: ({ state, reopenedAt }) => (
        <>
          <span className="whitespace-nowrap">
            <span aria-hidden>{SIGNS[state]} </span>
            {t(`coverage.${state}`)}
          </span>
          {reopenedAt !== null && (
            <strong className="block text-sm text-accent">
              {t('coverage.open-again', { day: day.format(new Date(reopenedAt)) })}
            </strong>
          )}
        </>
      ),
    },
    {
      id: 'signers-country',
      title: t('coverage.signers-country'),
      align: 'end',
      value: ({ signersOfCountry }) => signersOfCountry,
    },
    {
      id: 'signers-city',
      title: t('coverage.signers-city'),
      align: 'end',
      value: ({ signersOfCity }) => signersOfCity,
    },
    { id: 'people', title: t('cities.people'), align: 'end', value: ({ people }) => people },
    { id: 'actions', title: t('cities.actions'), align: 'end', value: ({ actions }) => actions },
  ];
}
