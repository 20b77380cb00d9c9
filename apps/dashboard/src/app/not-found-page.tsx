import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { Link } from 'react-router';
import { useLanguage } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';

export default function NotFoundPage() {
  const { t } = useLanguage();
  return (
    <main className="room-night grid min-h-dvh content-center justify-items-start gap-5 px-5">
      <div className="mx-auto grid w-full max-w-[26rem] justify-items-start gap-5">
        <Flame className="h-14 w-11" />
        <h1 className="text-3xl">{t('not-found.title')}</h1>
        <p className="text-muted">{t('not-found.text')}</p>
        <Link to={PATHS.overview} className={buttonClass()}>
          {t('not-found.action')}
        </Link>
      </div>
    </main>
  );
}
