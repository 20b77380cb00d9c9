import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { InviteForm } from './invite-form.tsx';
import { PersonRow } from './person-row.tsx';

/** Who may sign in; an admin lets people in and shuts them out here. */
export default function PeoplePage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const people = useQuery(trpc.auth.people.queryOptions());
  const me = useQuery(trpc.auth.me.queryOptions());
  return (
    <Page title={t('people.title')}>
      <Section id="invite" title={t('people.invite')} lead={t('people.invite-lead')}>
        <InviteForm />
      </Section>
      <Section id="everyone" title={t('people.everyone')}>
        {people.isPending && <p className="text-muted">{t('state.loading')}</p>}
        {people.isError && (
          <Trouble text={t(wordsOf(faultOf(people.error)))} again={() => void people.refetch()} />
        )}
        {people.data && (
          <ul className="divide-y divide-line border-y border-line">
            {people.data.map((person) => (
              <PersonRow key={person.id} person={person} isMe={person.id === me.data?.accountId} />
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
