import { ABOUT_MAX } from '@lantern/schemas/application';
import type { Locale } from '@lantern/schemas/locale';
import { KEPT } from '@lantern/schemas/retention';
import { writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });
const DAYS = { days: KEPT.decidedApplicationDays, unconfirmed: KEPT.unconfirmedDays };

/** The form's words, sent with it: no other page's visitors load them. */
export function applyWords(locale: Locale) {
  const { t } = written(locale);
  return {
    title: t('apply.title'),
    description: t('apply.description'),
    lead: t('apply.lead'),
    steps: [t('apply.step.confirm'), t('apply.step.talk'), t('apply.step.link')],
    safety: t('apply.safety'),
    label: t('apply.label'),
    role: t('apply.role'),
    roles: [
      { role: 'coordinator', name: t('apply.coordinator'), note: t('apply.coordinator-note') },
      { role: 'deputy', name: t('apply.deputy'), note: t('apply.deputy-note') },
    ],
    city: t('apply.city'),
    cityNone: t('apply.city-none'),
    cityNeeded: t('apply.city-needed'),
    place: t('apply.place'),
    placeHint: t('apply.place-hint'),
    emailWhy: t('apply.email-why'),
    phone: t('apply.phone'),
    phoneHint: t('apply.phone-hint'),
    phoneWrong: t('apply.phone-wrong'),
    organisation: t('apply.organisation'),
    about: t('apply.about'),
    aboutHint: t('apply.about-hint', { max: ABOUT_MAX }),
    website: t('apply.website'),
    send: t('apply.send'),
    kept: t('apply.kept', DAYS),
    sent: t('apply.sent'),
    sentText: t('apply.sent-text', DAYS),
  };
}
export type ApplyWords = ReturnType<typeof applyWords>;

/** The words of the pages that mailed links lead to. */
export function applyLinkWords(locale: Locale) {
  const { t } = written(locale);
  return {
    confirm: {
      title: t('confirm.title'),
      text: t('confirm.text'),
      button: t('confirm.button'),
      done: t('confirm.done'),
      doneText: t('confirm.done-text'),
    },
    takeBack: {
      title: t('take-back.title'),
      text: t('take-back.text'),
      button: t('take-back.button'),
      done: t('take-back.done'),
      doneText: t('take-back.done-text'),
    },
    gone: { title: t('gone.title'), text: t('gone.text', DAYS) },
  };
}
