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
