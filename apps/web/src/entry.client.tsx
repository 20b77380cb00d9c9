import type { Locale } from '@lantern/schemas/locale';
import type { Messages } from '@lingui/core';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { drawnPage } from './app/bring-to-life.tsx';
import { StepWordsContext } from './features/signing/step-words.ts';
import { LanguageContext, languageOf, translatorOf } from './shared/i18n/translate.ts';
import { PAGE_ID } from './shared/page-data.ts';

const CATALOGUES = {
  en: () => import('./locales/en.json'),
  ko: () => import('./locales/ko.json'),
  'zh-Hans': () => import('./locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<{ default: Messages }>>;

/** The pages after the form; see step-words.ts. */
const STEP_CATALOGUES = {
  en: () => import('./features/signing/locales/en.json'),
  ko: () => import('./features/signing/locales/ko.json'),
  'zh-Hans': () => import('./features/signing/locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<{ default: Messages }>>;

const shown = document.documentElement.lang;
const locale = shown === 'ko' || shown === 'zh-Hans' ? shown : 'en';
// A refused form comes back under the address it was posted to. It is the home page, and a reload
// should open that instead of posting again.
if (location.pathname.startsWith('/api/'))
  history.replaceState(null, '', `/${locale}${location.search}`);

const isStep = /\/petition\/(?!counting)/u.test(location.pathname);
const [page, site, steps] = await Promise.all([
  drawnPage(),
  CATALOGUES[locale](),
  isStep ? STEP_CATALOGUES[locale]() : null,
]);
const language = languageOf(locale, site.default);
const stepWords = steps && translatorOf(locale, steps.default);
const container = document.getElementById(PAGE_ID);
if (!container) throw new Error('the document holds no page');
const drawn = container.cloneNode(true);

/**
 * A fault while the page is brought to life, such as in a browser too old for a part of it: React empties the page,
 * and the server's is put back, which reads and signs without scripts.
 */
function putBack(page: Element, error: unknown) {
  reportError(error);
  setTimeout(() => page.replaceChildren(...drawn.cloneNode(true).childNodes));
}

startTransition(() => {
  hydrateRoot(
    container,
    <StrictMode>
      <LanguageContext value={language}>
        <StepWordsContext value={stepWords}>{page}</StepWordsContext>
      </LanguageContext>
    </StrictMode>,
    { onUncaughtError: (error) => putBack(container, error) },
  );
});
