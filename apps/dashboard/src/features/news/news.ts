import type { AppRouter } from '@lantern/server/app-router';
import type { NewsState, NewsTopic } from '@lantern/schemas/news-terms';
import type { inferRouterOutputs } from '@trpc/server';
import type { MessageId } from '../../shared/i18n/language.ts';

type News = inferRouterOutputs<AppRouter>['news'];

/** One news with its words. */
export type NewsDetail = News['read'];
/** Its words in one language, or what they begin from. */
export type NewsText = NewsDetail['texts'][number];
/** One news in the list. */
export type ListedNews = News['list']['news'][number];
/** How far it has come. */
export type NewsProgress = News['progress'];

export const STATE_WORDS = {
  draft: 'news.state-draft',
  sending: 'news.state-sending',
  paused: 'news.state-paused',
  sent: 'news.state-sent',
  stopped: 'news.state-stopped',
} as const satisfies Record<NewsState, MessageId>;

// Shape and word, so that nothing rests on colour.
export const STATE_MARKS = {
  draft: '○',
  sending: '▶',
  paused: '‖',
  sent: '●',
  stopped: '■',
} as const satisfies Record<NewsState, string>;

export const TOPIC_WORDS = {
  letter: 'news.topic-letter',
  other: 'news.topic-other',
} as const satisfies Record<NewsTopic, MessageId>;
