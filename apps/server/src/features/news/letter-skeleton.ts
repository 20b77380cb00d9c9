import type { Locale } from '@lantern/schemas/locale';
import { NEWS_GAP } from '@lantern/schemas/news-terms';
import { setupI18n, type Messages } from '@lingui/core';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

const QUESTIONS = { en, ko, 'zh-Hans': zhHans } satisfies Record<Locale, Messages>;

/** In the order in which a reader wants to know. */
const ORDER = [
  'thanks',
  'handover',
  'answer',
  'number',
  'next',
] as const satisfies (keyof typeof en)[];

/**
 * What a story of the letter begins from: what to tell, each with a gap. It tells nothing by itself, and news
 * that still has a gap is not sent.
 */
export function letterSkeleton(locale: Locale): { subject: string; body: string } {
  const i18n = setupI18n({ locale, messages: { [locale]: QUESTIONS[locale] } });
  const body = ORDER.map((question) => `${i18n._(question)} ${NEWS_GAP}`).join('\n\n');
  return { subject: '', body };
}
