import type { MessageTopic } from '@lantern/schemas/contact';
import type { MessageId } from '../../shared/i18n/language.ts';

/** What a message is about, in words. */
export const TOPIC_WORDS = {
  petition: 'messages.topic.petition',
  press: 'messages.topic.press',
  partner: 'messages.topic.partner',
  data: 'messages.topic.data',
  city: 'messages.topic.city',
  other: 'messages.topic.other',
} as const satisfies Record<MessageTopic, MessageId>;
