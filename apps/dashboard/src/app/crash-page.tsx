import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { use } from 'react';
import { LanguageContext } from '../shared/i18n/language.ts';

/** A fault of the page itself. Whatever was sent has been kept by the server. */
export function CrashPage() {
  const language = use(LanguageContext);
  return (
    <main className="room-night grid min-h-dvh content-center px-5">
      <div role="alert" className="mx-auto grid w-full max-w-[26rem] justify-items-start gap-5">
        <Flame className="h-14 w-11" />
        <h1 className="text-3xl">{language?.t('crash.title')}</h1>
        <p className="text-muted">{language?.t('crash.text')}</p>
        <a href="/dashboard/" className={buttonClass()}>
          {language?.t('crash.action')}
        </a>
      </div>
    </main>
  );
}
