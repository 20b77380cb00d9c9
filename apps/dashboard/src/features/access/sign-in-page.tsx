import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { Button } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { signIn } from './ceremonies.ts';
import { CeremonyNotice } from './ceremony-notice.tsx';
import { Entrance } from './entrance.tsx';
import { useCeremony } from './use-ceremony.ts';

/** One button: no address is typed, so there is none to guess or to phish. */
export default function SignInPage() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const { running, fault, run } = useCeremony();
  const enter = async () => {
    if (!(await run(() => signIn()))) return;
    queries.clear();
    await navigate(safeNext(search.get('next')), { replace: true });
  };
  const supported = browserSupportsWebAuthn();
  return (
    <Entrance title={t('sign-in.title')}>
      <p className="text-muted">{t('sign-in.lead')}</p>
      {!supported && <CeremonyNotice fault="unsupported" />}
      {fault && <CeremonyNotice fault={fault} />}
      {supported && (
        <Button type="button" aria-disabled={running} onClick={() => void enter()}>
          {running ? t('passkey.waiting') : t('sign-in.action')}
        </Button>
      )}
      <p className="text-sm text-muted">{t('sign-in.lost')}</p>
    </Entrance>
  );
}

/** Only a page of the dashboard; never another site. */
function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/u.test(next) ? next : PATHS.overview;
}
