import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { chooseLocale } from './shared/i18n/choose-locale.ts';
import { LanguageContext, loadLanguage } from './shared/i18n/language.ts';

const locale = chooseLocale();
const language = await loadLanguage(locale);
document.documentElement.lang = locale;
document.title = language.t('app.title');

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <LanguageContext value={language}>
        <HydratedRouter />
      </LanguageContext>
    </StrictMode>,
  );
});
