import { LOCALES } from '@lantern/schemas/locale';
import type { StartNewsInput } from '@lantern/schemas/news';
import { NEWS_GAP } from '@lantern/schemas/news-terms';
import { DomainError } from '../../platform/domain-error.ts';
import { actOnNews } from './news.acts.ts';
import type { Actor, NewsDeps } from './news.deps.ts';
import { markStarted, readNewsTexts, setNewsState, type StoredNewsText } from './news.repo.ts';
import { countReaders } from './readers.repo.ts';

interface About {
  commandId: string;
  newsId: string;
}

/** News on its way: begun, held, let go on, ended. */
export function createSending(deps: NewsDeps) {
  const change = (name: 'pause' | 'resume' | 'stop', input: About, actor: Actor) =>
    actOnNews(deps, { name, input, actor }, async (tx, { id, queued }) => {
      await setNewsState(tx, id, STATE_AFTER[name]);
      return { result: { id }, details: { queued } };
    });
  return {
    /**
     * Begins to send, to everyone who asked for news and is confirmed now. Throws `conflict` unless every
     * language is written, whole, and as the person read it (`seen`).
     */
    start: (input: StartNewsInput, actor: Actor): Promise<{ recipients: number }> =>
      actOnNews(deps, { name: 'start', input, actor }, async (tx, { id, editionId }) => {
        const texts = await readNewsTexts(tx, id);
        if (!LOCALES.every((locale) => isReady(texts, locale, input.seen)))
          throw new DomainError('conflict');
        const readers = await countReaders(tx, editionId);
        const recipients = readers.reduce((sum, { count }) => sum + count, 0);
        const at = deps.clock.now();
        await markStarted(tx, { newsId: id, at, by: actor.accountId, recipients });
        return { result: { recipients }, details: { recipients } };
      }),
    /** No mail of it leaves any more within seconds; none is lost. */
    pause: (input: About, actor: Actor) => change('pause', input, actor),
    /** Goes on where it was held. */
    resume: (input: About, actor: Actor) => change('resume', input, actor),
    /** Ends it for good; what has not left stays unsent. */
    stop: (input: About, actor: Actor) => change('stop', input, actor),
  };
}

const STATE_AFTER = { pause: 'paused', resume: 'sending', stop: 'stopped' } as const;

function isReady(
  texts: readonly StoredNewsText[],
  locale: (typeof LOCALES)[number],
  seen: StartNewsInput['seen'],
): boolean {
  const text = texts.find((candidate) => candidate.locale === locale);
  return text !== undefined && text.updatedAt.toISOString() === seen[locale] && !hasGap(text);
}

/** Something that a prepared text leaves to its writer is still open. */
export const hasGap = ({ subject, body }: { subject: string; body: string }): boolean =>
  `${subject}\n${body}`.includes(NEWS_GAP);
