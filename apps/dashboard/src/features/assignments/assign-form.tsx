import { MAY_LET_IN_AGAIN } from '@lantern/schemas/assignment-roles';
import { REGIONS, type Region } from '@lantern/schemas/region';
import { Button } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { calledBy, useAssignmentCommand, type CityWithPeople } from './use-assignments.ts';

interface Props {
  cities: readonly CityWithPeople[];
  edition: string | undefined;
}

/** Gives somebody who has the role already a city, or a region. */
export function AssignForm({ cities, edition }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const candidates = useQuery({
    ...trpc.assignments.candidates.queryOptions(),
    networkMode: 'always',
  });
  const me = useQuery(trpc.auth.me.queryOptions());
  const mayGiveRegion = me.data ? MAY_LET_IN_AGAIN.includes(me.data.role) : false;
  const people = (candidates.data ?? []).filter(
    ({ role }) => role !== 'region-lead' || mayGiveRegion,
  );
  if (candidates.isError && !candidates.data)
    return <Trouble text={t(wordsOf(faultOf(candidates.error)))} />;
  if (candidates.data && people.length === 0)
    return <p className="max-w-reading text-muted">{t('team.no-candidates')}</p>;
  return <Form {...{ people, cities, edition }} />;
}

interface Candidate {
  id: string;
  role: string;
  name: string | null;
  email: string;
}

function Form({ people, cities, edition }: Props & { people: readonly Candidate[] }) {
  const { t, locale } = useLanguage();
  const [accountId, setAccountId] = useState('');
  const [role, setRole] = useState<'coordinator' | 'deputy'>('coordinator');
  const [place, setPlace] = useState('');
  const { assign, send } = useAssign(edition);
  const chosen = people.find(({ id }) => id === accountId);
  const isLead = chosen?.role === 'region-lead';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const region = REGIONS.find((known) => known === place);
    if (assign.isPending || !chosen || place === '') return;
    if (!isLead) send(accountId, { role, city: place });
    else if (region) send(accountId, { role: 'region-lead', region });
  };
  const places = isLead
    ? REGIONS.map((region) => [region, t(regionWords(region))] as const)
    : cities.map(({ city, cityName }) => [city, cityName[locale]] as const);
  const fault = assign.error && !assign.isPending ? faultOf(assign.error) : null;
  return (
    <form noValidate onSubmit={submit} className="grid max-w-reading gap-4 md:grid-cols-2">
      <Select
        id="assign-account"
        label={t('team.person')}
        value={accountId}
        onChange={(event) => {
          setAccountId(event.target.value);
          setPlace('');
          assign.reset();
        }}
      >
        <option value="">{t('team.choose')}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {calledBy(person)}
          </option>
        ))}
      </Select>
      {!isLead && (
        <Select
          id="assign-role"
          label={t('team.as')}
          value={role}
          onChange={(event) => setRole(event.target.value === 'deputy' ? 'deputy' : 'coordinator')}
        >
          <option value="coordinator">{t(ROLE_WORDS.coordinator)}</option>
          <option value="deputy">{t(ROLE_WORDS.deputy)}</option>
        </Select>
      )}
      <Select
        id="assign-place"
        label={t(isLead ? 'team.region' : 'team.city')}
        value={place}
        onChange={(event) => {
          setPlace(event.target.value);
          assign.reset();
        }}
      >
        <option value="">{t('team.choose')}</option>
        {places.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap items-center gap-4 md:col-span-2">
        <Button aria-disabled={assign.isPending || !chosen || place === ''}>
          {t('team.give')}
        </Button>
        <output>{assign.isSuccess && t('team.given')}</output>
      </div>
      {fault && (
        <div className="md:col-span-2">
          <Trouble text={t(fault === 'conflict' ? 'team.has-it' : wordsOf(fault))} />
        </div>
      )}
    </form>
  );
}

type Given =
  { role: 'coordinator' | 'deputy'; city: string } | { role: 'region-lead'; region: Region };

function useAssign(edition: string | undefined) {
  const trpc = useTRPC();
  const { reread, idFor } = useAssignmentCommand();
  const assign = useMutation(
    trpc.assignments.assign.mutationOptions({ networkMode: 'always', onSuccess: reread }),
  );
  const send = (accountId: string, to: Given) => {
    const body = { accountId, to, edition };
    assign.mutate({ commandId: idFor(body), ...body });
  };
  return { assign, send };
}
