import { HAS_PHONE } from '@lantern/schemas/assignment-roles';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page, Section } from '../../shared/page.tsx';
import { ROLE_NOTES, ROLE_WORDS } from '../../shared/roles.ts';
import { AddPasskey } from './add-passkey.tsx';
import { OwnName } from './own-name.tsx';
import { OwnPhone } from './own-phone.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { SessionList } from './session-list.tsx';

/** Oneself: name and role, passkeys, and where one is signed in. */
export default function AccountPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  return (
    <Page title={t('account.title')}>
      {me.data && (
        <>
          <p className="mt-2 wrap-anywhere text-muted">{me.data.email}</p>
          <p className="mt-4 max-w-reading">
            <strong className="block">{t(ROLE_WORDS[me.data.role])}</strong>
            {t(ROLE_NOTES[me.data.role])}
          </p>
          <Section id="name" title={t('account.called')}>
            <OwnName name={me.data.name} />
          </Section>
          {HAS_PHONE.includes(me.data.role) && (
            <Section id="phone" title={t('account.reach')} lead={t('account.reach-lead')}>
              <OwnPhone />
            </Section>
          )}
        </>
      )}
      <Section id="passkeys" title={t('account.passkeys')} lead={t('account.passkeys-lead')}>
        <PasskeyList />
        <AddPasskey />
      </Section>
      <Section id="sessions" title={t('account.sessions')} lead={t('account.sessions-lead')}>
        <SessionList />
      </Section>
    </Page>
  );
}
