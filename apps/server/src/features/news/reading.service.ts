import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { DomainError } from '../../platform/domain-error.ts';
import { countWaiting } from './batches.repo.ts';
import { closedFigures, countOutcomes, type ProviderFigures } from './figures.repo.ts';
import { progressOf } from './figures.ts';
import { letterSkeleton } from './letter-skeleton.ts';
import type { NewsDeps } from './news.deps.ts';
import {
  findNews,
  listNews,
  readNewsTexts,
  type StoredNews,
  type StoredNewsText,
} from './news.repo.ts';
import { countReaders } from './readers.repo.ts';
import { hasGap } from './sending.service.ts';

/** What staff see of news. */
export function createReading(deps: NewsDeps) {
  const { pool } = deps.database;
  return {
    /** An edition's news, newest first. Throws `edition-unknown`. */
    list: async (slug: string | undefined) => {
      const { id } = await deps.editionFor(slug);
      const news = await listNews(pool, id);
      return {
        letterTold: news.some(({ topic, state }) => topic === 'letter' && state !== 'stopped'),
        news: news.map(({ subjects, ...stored }) => ({ ...told(stored), subjects })),
      };
    },

    /** One news with its words and whom it reaches. Throws `not-found`. */
    read: async (newsId: string) => {
      const news = await required(deps, newsId);
      const texts = await readNewsTexts(pool, newsId);
      const people = [news.createdBy, news.startedBy, ...texts.map(({ updatedBy }) => updatedBy)];
      const names = await deps.emailsOf(people.filter((id) => id !== null));
      const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
      return {
        ...told(news),
        createdBy: nameOf(news.createdBy),
        startedBy: nameOf(news.startedBy),
        edition: news.edition,
        texts: LOCALES.map((locale) => textIn(locale, { news, texts, nameOf })),
        readers: news.state === 'draft' ? await readersOf(deps, news.editionId) : null,
      };
    },

    /** How far it has come, and what became of its mails by big provider. Throws `not-found`. */
    progress: async (newsId: string) => {
      const news = await required(deps, newsId);
      const kept = news.endedAt ? await closedFigures(pool, newsId) : null;
      const providers: ProviderFigures[] = kept ?? (await countOutcomes(pool, newsId));
      const { recipients, queued, state, endedAt } = news;
      const standing = { recipients: recipients ?? 0, queued, ended: endedAt !== null };
      const progress = progressOf({ ...standing, stopped: state === 'stopped' }, providers);
      const waiting = endedAt || news.startedAt === null ? 0 : await countWaiting(pool, newsId);
      return {
        state,
        held: news.edition.newsPaused,
        ...progress,
        waiting,
        drainSeconds: await drainSeconds(deps, progress.remaining, waiting),
        providers,
      };
    },

    /** The saved words of one language exactly as they will be mailed. Throws `not-found`. */
    preview: async ({ newsId, locale, guarded }: Previewed) => {
      const news = await required(deps, newsId);
      const text = (await readNewsTexts(pool, newsId)).find((one) => one.locale === locale);
      if (!text) throw new DomainError('not-found');
      const { subject, body } = text;
      const { edition } = news;
      const drawn = { newsId, locale, subject, body, edition, guarded, reader: null, test: false };
      const { headers: _none, ...mail } = await deps.drawNews(drawn);
      return mail;
    },

    /** News that has begun to leave, for the page that guarded mails lead to. Throws `not-found`. */
    published: async ({ newsId, locale }: { newsId: string; locale: Locale }) => {
      const news = await findNews(pool, newsId);
      const hidden = news?.edition.kind === 'rehearsal' && !deps.showRehearsals;
      if (!news?.startedAt || hidden) throw new DomainError('not-found');
      const text = (await readNewsTexts(pool, newsId)).find((one) => one.locale === locale);
      if (!text) throw new DomainError('not-found');
      const { subject, body } = text;
      return { subject, body, at: news.startedAt.toISOString(), kind: news.edition.kind };
    },
  };
}

interface Previewed {
  newsId: string;
  locale: Locale;
  guarded: boolean;
}

async function required({ database }: NewsDeps, newsId: string): Promise<StoredNews> {
  const news = await findNews(database.pool, newsId);
  if (!news) throw new DomainError('not-found');
  return news;
}

function told({ id, topic, state, createdAt, startedAt, endedAt, recipients }: StoredNews) {
  return {
    id,
    topic,
    state,
    recipients,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

interface Words {
  news: StoredNews;
  texts: readonly StoredNewsText[];
  nameOf: (id: string | null) => string | null;
}

/** The words there are, or what a letter's story begins from. */
function textIn(locale: Locale, { news, texts, nameOf }: Words) {
  const text = texts.find((one) => one.locale === locale);
  if (!text) {
    const start = news.topic === 'letter' ? letterSkeleton(locale) : { subject: '', body: '' };
    return { locale, ...start, updatedAt: null, updatedBy: null, gap: false };
  }
  const { subject, body, updatedAt, updatedBy } = text;
  return {
    locale,
    subject,
    body,
    updatedAt: updatedAt.toISOString(),
    updatedBy: nameOf(updatedBy),
    gap: hasGap(text),
  };
}

/** Whom it would reach now. Of small providers nobody can say here under which law they are. */
async function readersOf({ database }: NewsDeps, editionId: string) {
  const counted = await countReaders(database.pool, editionId);
  const sum = (rows: typeof counted) => rows.reduce((total, { count }) => total + count, 0);
  return {
    total: sum(counted),
    guarded: sum(counted.filter(({ mailProvider }) => isUnderChineseLaw(mailProvider))),
    byLocale: LOCALES.map((locale) => ({
      locale,
      count: sum(counted.filter((row) => row.locale === locale)),
    })),
  };
}

/** Everything else that waits goes first or at the same time. Null: nothing leaves now. */
async function drainSeconds(
  { readBacklog }: NewsDeps,
  remaining: number,
  waiting: number,
): Promise<number | null> {
  const { queued, leavingPerSecond } = await readBacklog();
  if (leavingPerSecond === null) return null;
  return Math.ceil((remaining + Math.max(0, queued - waiting)) / leavingPerSecond);
}
