import { MAY_ASSIGN } from '@lantern/schemas/assignment-roles';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { AssignForm } from './assign-form.tsx';
import { CityBlock } from './city-block.tsx';
import { Leads } from './leads.tsx';
import type { CityWithPeople } from './use-assignments.ts';

/** Others change it as well; ms. */
const REREAD_MS = 20_000;
const HOLES = ['nobody', 'no-coordinator', 'no-deputy', 'not-ready'] as const;

/** Who answers for which city, how ready they are, and what is missing. */
export default function AssignmentsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition') ?? undefined;
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = useQuery({
    ...trpc.assignments.list.queryOptions({ edition }),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  const mayAssign = me.data ? MAY_ASSIGN.includes(me.data.role) : false;
  return (
    <Page title={t('team.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('team.lead')}</p>
      {list.isPending && <Loading />}
      {list.isError && !list.data && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        </div>
      )}
      {list.data && (
        <>
          <Section id="cities" title={t('team.cities')}>
            <Cities cities={list.data.cities} />
          </Section>
          {mayAssign && (
            <Section id="assign" title={t('team.assign')} lead={t('team.assign-lead')}>
              <AssignForm cities={list.data.cities} edition={edition} />
            </Section>
          )}
          <Section id="leads" title={t('team.leads')}>
            <Leads leads={list.data.leads} mayEnd={mayAssign} />
          </Section>
        </>
      )}
    </Page>
  );
}

/** Narrowed to one kind of hole, in the address; the count of each stands beside its name. */
function Cities({ cities }: { cities: readonly CityWithPeople[] }) {
  const { t, locale } = useLanguage();
  const [params, setParams] = useSearchParams();
  const hole = HOLES.find((known) => known === params.get('hole')) ?? null;
  const figure = new Intl.NumberFormat(locale);
  const countOf = (known: (typeof HOLES)[number]) =>
    cities.filter(({ holes }) => holes.includes(known)).length;
  const withPeople = cities.filter(({ people }) => people.length > 0);
  const found = hole ? cities.filter(({ holes }) => holes.includes(hole)) : withPeople;
  const choose = (value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set('hole', value);
        else after.delete('hole');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <div className="max-w-[26rem]">
        <Select
          id="hole"
          label={t('team.show')}
          value={hole ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">
            {`${t('team.show-people')} (${figure.format(withPeople.length)})`}
          </option>
          {HOLES.map((known) => (
            <option key={known} value={known}>
              {`${t(`team.hole-${known}`)} (${figure.format(countOf(known))})`}
            </option>
          ))}
        </Select>
      </div>
      <output className="mt-4 block text-muted">
        {found.length === 0 ? t('team.none') : t('team.found', { n: found.length })}
      </output>
      <ul className="mt-4 grid gap-4">
        {found.map((city) => (
          <CityBlock key={city.city} city={city} />
        ))}
      </ul>
    </>
  );
}
