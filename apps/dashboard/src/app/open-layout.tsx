import { Main, SkipLink } from '@lantern/ui/page-shell';
import { Outlet } from 'react-router';
import { useLanguage } from '../shared/i18n/language.ts';
import { LanguageChoice } from './language-choice.tsx';
import { OfflineNotice } from './offline-notice.tsx';

/** Around the pages for people who are not signed in. */
export default function OpenLayout() {
  const { t } = useLanguage();
  return (
    <div className="room-night min-h-dvh">
      <SkipLink label={t('app.skip')} />
      <header className="mx-auto flex max-w-page items-center justify-between gap-4 px-5 py-3 md:px-8">
        <span className="font-serif font-semibold leading-tight">{t('app.day')}</span>
        <LanguageChoice />
      </header>
      <OfflineNotice />
      <Main>
        <Outlet />
      </Main>
    </div>
  );
}
