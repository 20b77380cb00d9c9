import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { Invitations } from './invitations.tsx';
import { InviteForm } from './invite-form.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';
import { Requests } from './requests.tsx';

/** Who may sign in; administrators let people in, change what they may do, and shut them out here. */
export default function PeoplePage() {
  const { t } = useLanguage();
  return (
    <Page title={t('people.title')}>
      <Section id="requests" title={t('requests.title')} lead={t('requests.lead')}>
        <Requests />
      </Section>
      <Section id="everyone" title={t('people.everyone')}>
        <Everyone />
      </Section>
      <Section id="invite" title={t('people.invite')} lead={t('people.invite-lead')}>
        <InviteForm />
      </Section>
      <Section id="links" title={t('people.links')} lead={t('people.links-lead')}>
        <Invitations />
      </Section>
    </Page>
  );
}

function Everyone() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const people = useQuery(trpc.auth.people.queryOptions());
  const me = useQuery(trpc.auth.me.queryOptions());
  const [managed, manage] = useManaged();
  if (people.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (people.isError && !people.data) {
    const text = t(wordsOf(faultOf(people.error)));
    return <Trouble text={text} again={() => void people.refetch()} />;
  }
  const person = people.data.find(({ id }) => id === managed);
  return (
    <>
      {person && <PersonPanel key={person.id} person={person} onClose={() => manage(null)} />}
      <PeopleTable people={people.data} me={me.data?.accountId} onManage={manage} />
    </>
  );
}

/** The person who is looked at, in the address, so that it can be passed on to a colleague. */
function useManaged(): [string | null, (id: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const manage = (id: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (id) after.set('person', id);
        else after.delete('person');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [search.get('person'), manage];
}
