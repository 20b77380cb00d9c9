import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { MissionPanel } from './mission-panel.tsx';
import type { Mission } from './use-missions.ts';

/** The register of embassies and consulates, kept by staff. */
export default function MissionsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = useQuery({ ...trpc.missions.list.queryOptions(), networkMode: 'always' });
  const [opened, open] = useInAddress('mission');
  const mission = list.data?.missions.find(({ slug }) => slug === opened);
  const mayChange = me.data ? MAY_PLAN.includes(me.data.role) : false;
  return (
    <Page title={t('missions.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('missions.lead')}</p>
      {list.isPending && <Loading />}
      {list.isError && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        </div>
      )}
      {mission && (
        <MissionPanel
          key={mission.slug}
          {...{ mission, mayChange }}
          onClose={() => {
            open('');
            document.querySelector<HTMLElement>('main h1')?.focus();
          }}
        />
      )}
      {list.data && <MissionsTable missions={list.data.missions} onOpen={open} />}
    </Page>
  );
}

/** A word that the address holds, so that it can be passed on to a colleague. */
function useInAddress(name: string): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [params.get(name) ?? '', set];
}

/** What the register is narrowed to. */
const SHOWN = {
  all: () => true,
  unverified: ({ verified, offered }: Mission) => offered && verified === null,
  'no-address': ({ address, offered }: Mission) => offered && address === null,
  withheld: ({ offered }: Mission) => !offered,
} as const satisfies Record<string, (mission: Mission) => boolean>;
const CHOICES = ['all', 'unverified', 'no-address', 'withheld'] as const;

interface TableProps {
  missions: readonly Mission[];
  onOpen: (slug: string) => void;
}

function MissionsTable({ missions, onOpen }: TableProps) {
  const language = useLanguage();
  const { t } = language;
  const [asked, ask] = useInAddress('show');
  const shown = CHOICES.find((choice) => choice === asked) ?? 'all';
  return (
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
      <search className="max-w-sm">
        <Select
          id="missions-show"
          label={t('missions.show')}
          value={shown}
          onChange={({ target }) => ask(target.value === 'all' ? '' : target.value)}
        >
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {t(`missions.show-${choice}`)}
            </option>
          ))}
        </Select>
      </search>
      <DataTable
        id="missions"
        caption={t('missions.title')}
        rows={missions.filter(SHOWN[shown])}
        rowKey={({ slug }) => slug}
        searchLabel={t('missions.search')}
        empty={t('missions.none')}
        csv={{ name: 'missions' }}
        pageSize={50}
        columns={columnsOf(language, onOpen)}
      />
    </div>
  );
}

function columnsOf({ t, locale }: Language, open: (slug: string) => void): Column<Mission>[] {
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const nameOf = (code: string) => countries.of(code) ?? code;
  return [
    {
      id: 'place',
      title: t('missions.place'),
      value: ({ cityName }) => cityName[locale],
      cell: ({ slug, cityName }) => (
        <button
          type="button"
          className="inline-flex min-h-touch items-center text-start font-semibold underline"
          onClick={() => open(slug)}
        >
          {cityName[locale]}
        </button>
      ),
    },
    { id: 'country', title: t('cities.country'), value: ({ country }) => nameOf(country) },
    { id: 'kind', title: t('missions.kind'), value: ({ kind }) => t(`mission-kind.${kind}`) },
    { id: 'address', title: t('missions.address'), value: ({ address }) => address },
    {
      id: 'serves',
      title: t('missions.serves'),
      value: ({ jurisdictionCountries }) => jurisdictionCountries.map(nameOf).join(', ') || null,
    },
    {
      id: 'verified',
      title: t('missions.verified'),
      value: ({ verified, offered }) => verified?.at ?? (offered ? '' : null),
      cell: ({ verified, offered }) =>
        verified ? (
          <span className="whitespace-nowrap">✓ {day.format(new Date(verified.at))}</span>
        ) : (
          offered && (
            <span className="font-semibold text-accent">○ {t('missions.verify-mark')}</span>
          )
        ),
    },
    {
      id: 'offered',
      title: t('missions.offered'),
      value: ({ offered }) => t(offered ? 'missions.offered-yes' : 'missions.offered-no'),
      cell: ({ offered }) =>
        offered ? (
          t('missions.offered-yes')
        ) : (
          <strong className="text-danger">⚠ {t('missions.offered-no')}</strong>
        ),
    },
  ];
}
