import type { Locale } from '@lantern/schemas/locale';
import type { Messages } from '@lingui/core';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { LanguageContext, languageOf } from './shared/i18n/translate.ts';

const CATALOGUES = {
  en: () => import('./locales/en.json'),
  ko: () => import('./locales/ko.json'),
  'zh-Hans': () => import('./locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<{ default: Messages }>>;

const shown = document.documentElement.lang;
const locale = shown === 'ko' || shown === 'zh-Hans' ? shown : 'en';
// A refused form comes back under the address it was posted to. It is the home page, and a reload
// should open that instead of posting again.
if (location.pathname.startsWith('/api/'))
  history.replaceState(null, '', `/${locale}${location.search}`);

const language = languageOf(locale, (await CATALOGUES[locale]()).default);

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
