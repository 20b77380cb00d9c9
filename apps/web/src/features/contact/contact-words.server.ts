import { CONTACT_TOPICS, MESSAGE_MAX } from '@lantern/schemas/contact';
import type { Locale } from '@lantern/schemas/locale';
import { KEPT } from '@lantern/schemas/retention';
import { writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

/** The page's words, sent with it: no other page's visitors load them. */
export function contactWords(locale: Locale) {
  const { t } = written(locale);
  return {
    title: t('contact.title'),
    description: t('contact.description'),
    lead: t('contact.lead'),
    answer: t('contact.answer'),
    safety: t('contact.safety'),
    label: t('contact.label'),
    topic: t('contact.topic'),
    topicChoose: t('contact.topic-choose'),
    topics: CONTACT_TOPICS.map((topic) => ({ topic, name: t(`contact.topic.${topic}`) })),
    emailWhy: t('contact.email-why'),
    text: t('contact.text'),
    textHint: t('contact.text-hint', { max: MESSAGE_MAX }),
    website: t('contact.website'),
    send: t('contact.send'),
    kept: t('contact.kept', { days: KEPT.settledMessageDays }),
    sent: t('contact.sent'),
    sentText: t('contact.sent-text'),
    again: t('contact.again'),
  };
}

export type ContactWords = ReturnType<typeof contactWords>;
