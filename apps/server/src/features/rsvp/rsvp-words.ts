import type { Locale } from '@lantern/schemas/locale';
import { setupI18n, type Messages } from '@lingui/core';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Gives the message of `id`, with its arguments filled in. */
export type Translate = (id: keyof typeof en, values?: Record<string, unknown>) => string;

const CATALOGUES = { en, ko, 'zh-Hans': zhHans } satisfies Record<Locale, Messages>;

const translators = new Map<Locale, Translate>();

/** The words of mails and calendars in `locale`; made once. */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const i18n = setupI18n({ locale, messages: { [locale]: CATALOGUES[locale] } });
  const translate: Translate = (id, values) => i18n._(id, values);
  translators.set(locale, translate);
  return translate;
}
