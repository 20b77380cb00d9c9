import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from '@lantern/db/database';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { createNewsService, type NewsService } from '../src/features/news/news.service.ts';
import { createMailComposer } from '../src/features/signing-mails/compose-mail.ts';
import { createNewsDrawer } from '../src/features/signing-mails/news-mail.ts';
import { systemClock } from '../src/platform/clock.ts';
import { createBacklogReader } from '../src/platform/mail/backlog.ts';
import type { ComposeMail } from '../src/platform/mail/composed-mail.ts';
import { createMailOutcomes } from '../src/platform/mail/outcomes.ts';
import { createMailQueue, MAIL_KINDS } from '../src/platform/mail/queue.ts';
import {
  startTestSmtp,
  type ReceivedMail,
  type TestSmtpServer,
} from '../src/platform/mail/smtp-test-server.ts';
import { createSmtpTransport } from '../src/platform/mail/transport.ts';
import { createMailWorker } from '../src/platform/mail/worker.ts';
import { addAskingSigners, type AskingSigners } from './asking-signers.ts';
import { createSigningWorld } from './signing-world.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const PUBLIC_ORIGIN = 'https://day.example.org';
export const STAFF = { accountId: 'staff-1' };
const STAFF_ADDRESS = 'staff@example.org';

export interface NewsWorldOptions {
  /** Mails a second; decides how far news is queued ahead. */
  rate?: number;
  smtp?: Parameters<typeof startTestSmtp>[0];
}

export type NewsWorld = Awaited<ReturnType<typeof createNewsWorld>>;

/** News with its real neighbours: database, queue, mail worker and an SMTP server. */
export async function createNewsWorld({ rate = 500, smtp: options = {} }: NewsWorldOptions = {}) {
  const world = await createSigningWorld();
  const smtp = await startTestSmtp({ ratePerSecond: rate, ...options });
  const readBacklog = createBacklogReader(world.pool, rate);
  const drawNews = createNewsDrawer({ keyring: world.keyring, publicOrigin: PUBLIC_ORIGIN });
  const nodeOn = (pool: Pool, whenQueued = async (_tx: Transaction) => undefined): NewsService =>
    createNewsService({
      database: { pool },
      clock: world.clock,
      newId: randomUUIDv7,
      editionFor: () => Promise.resolve(world.edition),
      showRehearsals: false,
      enqueueMails: async (tx, mails) => {
        await createMailQueue(world.jobs).enqueueMails(tx, mails);
        await whenQueued(tx);
      },
      readBacklog,
      mailsPerSecond: rate,
      drawNews,
      readReader: world.service.readMailFacts,
      emailsOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, STAFF_ADDRESS]))),
    });
  const news = nodeOn(world.pool);
  const mails = startWorker(world, { news, smtp });
  const signers = (emails: readonly string[], more: Partial<AskingSigners> = {}) =>
    addAskingSigners(world, {
      editionId: world.edition.id,
      textId: world.edition.texts.en?.id ?? '',
      emails,
      confirmedAt: world.clock.now(),
      ...more,
    });
  return {
    ...world,
    smtp,
    news,
    nodeOn,
    signers,
    mails,
    write: (newsId: string) => writeAll(news, newsId),
    /** News written in every language, and begun. */
    begun: async () => begin(news),
    close: async () => {
      await mails.stop();
      await smtp.stop();
      await world.close();
    },
  };
}

type Seen = Record<Locale, string>;

async function writeAll(news: NewsService, newsId: string): Promise<Seen> {
  const written = await Promise.all(
    LOCALES.map(async (locale) => {
      const words = { locale, subject: `News in ${locale}`, body: `Words in ${locale}.` };
      const command = { commandId: randomUUIDv7(), newsId, seen: null };
      return [locale, (await news.write({ ...command, ...words }, STAFF)).updatedAt] as const;
    }),
  );
  // Every language is in it, since every language was written.
  return Object.fromEntries(written) as Seen;
}

async function begin(news: NewsService): Promise<string> {
  const fresh = { commandId: randomUUIDv7(), topic: 'other', beforeLetter: true } as const;
  const { id: newsId } = await news.create(fresh, STAFF);
  const seen = await writeAll(news, newsId);
  await news.start({ commandId: randomUUIDv7(), newsId, seen }, STAFF);
  return newsId;
}

interface Sending {
  news: NewsService;
  smtp: TestSmtpServer;
}

type World = Awaited<ReturnType<typeof createSigningWorld>>;

/** The mail worker, which sends once it is started. */
function startWorker(world: World, { news, smtp }: Sending) {
  const transport = createSmtpTransport(smtp.settings);
  const composeOthers = createMailComposer({
    readMailFacts: world.service.readMailFacts,
    keyring: world.keyring,
    clock: world.clock,
    publicOrigin: PUBLIC_ORIGIN,
  });
  const compose: ComposeMail = async (job) => {
    if (job.kind === 'news') return news.composeNews(job);
    if (job.kind === 'news-test') return news.composeNewsTest(job);
    const kind = MAIL_KINDS.find((known) => known === job.kind);
    if (!kind) throw new Error(`no ${job.kind} here`);
    return composeOthers(kind, job.recordId);
  };
  const worker = createMailWorker({
    jobs: world.jobs,
    pool: world.pool,
    outcomes: createMailOutcomes(world.jobs, world.pool, async (tx, job, outcome) => {
      if (job.kind === 'news' && outcome === 'refused')
        await world.service.markBounced(tx, job.recordId);
    }),
    compose,
    route: () => transport,
    clock: systemClock,
    random: Math.random,
    log: quiet,
    limits: { claim: 5, held: 20 },
  });
  return {
    start: () => worker.start(),
    stop: async () => {
      await worker.stop();
      transport.close();
    },
  };
}

/** A mail's headers in lower case, unfolded. */
export function headersOf({ raw }: ReceivedMail): Map<string, string> {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const lines = head.replaceAll(/\r\n[ \t]+/gu, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
