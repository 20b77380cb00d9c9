import { buttonClass } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { Entrance } from './entrance.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { useNewPasskey } from './use-new-passkey.ts';

/** Offered right after the first passkey: whoever has two is not locked out by a lost phone. */
export default function SecondPasskeyPage() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const make = useNewPasskey();
  const done = async () => {
    await queries.invalidateQueries();
    await navigate(PATHS.overview, { replace: true });
  };
  return (
    <Entrance title={t('second.title')}>
      <p className="text-muted">{t('second.lead')}</p>
      <PasskeyForm action={t('second.action')} make={make} onMade={() => void done()} />
      <Link to={PATHS.overview} className={buttonClass('quiet')}>
        {t('second.later')}
      </Link>
    </Entrance>
  );
}
