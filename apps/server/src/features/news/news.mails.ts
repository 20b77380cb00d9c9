import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import type { ComposedMail, Unsent } from '../../platform/mail/composed-mail.ts';
import type { NewsMail, NewsTestMail } from '../../platform/mail/queue.ts';
import type { NewsDeps } from './news.deps.ts';
import { findNews, readNewsTexts } from './news.repo.ts';
import { readForReader, type NewsForReader } from './readers.repo.ts';

type MailsDeps = Pick<NewsDeps, 'database' | 'drawNews' | 'readReader' | 'emailsOf'>;

/** Composes the mails of news from what is true when they leave. */
export function createNewsMails(deps: MailsDeps) {
  return {
    /** Null: its reader wants no more of it, or is gone. */
    composeNews: async ({ newsId, recordId }: NewsMail): Promise<ComposedMail | Unsent | null> => {
      const news = await readForReader(deps.database.pool, { newsId, recordId });
      if (!news) return null;
      const held = holding(news);
      if (held) return held;
      return news.asked ? toReader(deps, news, recordId) : null;
    },

    /** Null: the news or the account is gone. */
    composeNewsTest: async (job: NewsTestMail): Promise<ComposedMail | null> => {
      const { newsId, accountId, locale } = job;
      const news = await findNews(deps.database.pool, newsId);
      const texts = await readNewsTexts(deps.database.pool, newsId);
      const text = texts.find((candidate) => candidate.locale === locale);
      const to = (await deps.emailsOf([accountId])).get(accountId);
      if (!news || !text || to === undefined) return null;
      const { subject, body } = text;
      const { edition } = news;
      const guarded = isUnderChineseLaw(to);
      const drawn = await deps.drawNews({
        newsId,
        locale,
        subject,
        body,
        edition,
        guarded,
        reader: null,
        test: true,
      });
      return { ...drawn, to, locale, rehearsal: edition.kind === 'rehearsal' };
    },
  };
}

/** Why no mail of it leaves now, whoever it is for; null: they leave. */
function holding({ state, held }: NewsForReader): Unsent | null {
  switch (state) {
    case 'sending':
      return held ? 'put-off' : null;
    case 'paused':
      return 'put-off';
    case 'stopped':
    case 'sent':
    case 'draft':
      return 'called-off';
  }
}

async function toReader(
  { readReader, drawNews }: MailsDeps,
  news: NewsForReader,
  recordId: string,
): Promise<ComposedMail | null> {
  const reader = await readReader(recordId);
  if (!reader || reader.email === null) return null;
  const { email: to, name, generation } = reader;
  const { newsId, locale, subject, body, edition } = news;
  const drawn = await drawNews({
    newsId,
    locale,
    subject,
    body,
    edition,
    reader: { name: name ?? '', links: { id: recordId, generation } },
    guarded: isUnderChineseLaw(to),
    test: false,
  });
  return { ...drawn, to, locale, rehearsal: edition.kind === 'rehearsal' };
}
