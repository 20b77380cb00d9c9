import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page, Section } from '../../shared/page.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { SessionList } from './session-list.tsx';

/** One's own passkeys and sessions. */
export default function AccountPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  return (
    <Page title={t('account.title')}>
      <p className="mt-2 wrap-anywhere text-muted">{me.data?.email}</p>
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
