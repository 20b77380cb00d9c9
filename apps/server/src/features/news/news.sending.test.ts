import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction } from '@lantern/db/database';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import {
  createNewsWorld,
  headersOf,
  STAFF,
  type NewsWorld,
  type NewsWorldOptions,
} from '../../../test/news-world.ts';
import { PUT_OFF_MS } from '../../platform/mail/outcomes.ts';
import { createMailQueue } from '../../platform/mail/queue.ts';
import { aheadOf } from './batches.ts';

let world: NewsWorld;
const open = async (options: NewsWorldOptions = {}) => {
  world = await createNewsWorld(options);
};
afterEach(() => world.close());

const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `reader-${index}@example.net`);
const command = (newsId: string) => ({ commandId: randomUUIDv7(), newsId });
const eventually = <T>(check: () => Promise<T> | T): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000, interval: 50 });
const sentTo = (): string[] => world.smtp.received.map(({ to }) => to).toSorted();
const jobsOf = async (): Promise<string[]> => {
  const { rows } = await world.pool.query<{ record: string }>(
    `SELECT data ->> 'recordId' AS record FROM pgboss.job WHERE data ->> 'kind' = 'news'`,
  );
  return rows.map(({ record }) => record);
};

/** Lets it go on as the node's loop does, until it has ended. */
async function toItsEnd(newsId: string, state: 'sent' | 'stopped' = 'sent') {
  await eventually(async () => {
    await world.news.advance();
    expect(await world.news.read(newsId)).toMatchObject({
      state,
      endedAt: expect.stringMatching(/Z$/u),
    });
  });
  return world.news.progress(newsId);
}

test('reaches everyone who asked, once, in their language, and then is done', async () => {
  await open();
  await world.signers(['en@example.net']);
  await world.signers(['ko@example.net'], { locale: 'ko' });
  await world.signers(['zh@example.net'], { locale: 'zh-Hans' });
  await world.signers(['silent@example.net'], { updates: false });
  const newsId = await world.begun();
  world.mails.start();
  expect(await toItsEnd(newsId)).toMatchObject({ recipients: 3, sent: 3, left: 0, remaining: 0 });
  expect(world.smtp.received.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).toEqual([
    'en@example.net: News in en',
    'ko@example.net: News in ko',
    'zh@example.net: News in zh-Hans',
  ]);
});

test('500 readers are queued once each by two nodes, one of which is cut off in each batch', async () => {
  await open({ rate: 20 });
  const ids = await world.signers(addresses(500));
  const newsId = await world.begun();
  const cut = openDatabase({ url: world.url, max: 2 });
  onTestFinished(() => cut.close());
  let cuts = 0;
  // As when it is killed: the batch is queued, the cursor has not moved, and the connection ends.
  const failing = world.nodeOn(cut.pool, async (tx) => {
    cuts += 1;
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  for (let round = 0; (await jobsOf()).length < 500 && round < 60; round += 1) {
    await expect(failing.advance()).rejects.toThrow(/terminat/u);
    await Promise.all([world.news.advance(), world.nodeOn(world.pool).advance()]);
    await world.pool.query(
      `UPDATE pgboss.job SET state = 'completed' WHERE data ->> 'newsId' = $1`,
      [newsId],
    );
  }
  const queued = await jobsOf();
  expect(cuts).toBeGreaterThan(4);
  expect(queued).toHaveLength(500);
  expect(new Set(queued)).toEqual(new Set(ids));
}, 60_000);

test('queues a few seconds ahead and no more, whatever waits', async () => {
  await open({ rate: 14 });
  await world.signers(addresses(200));
  await world.begun();
  await Promise.all(Array.from({ length: 4 }, () => world.news.advance()));
  expect(await jobsOf()).toHaveLength(aheadOf(14));
});

test('a pause holds what is queued within a claim, loses none of it, and a resume goes on', async () => {
  await open({ rate: 40 });
  await world.signers(addresses(120));
  const newsId = await world.begun();
  await world.news.advance();
  world.mails.start();
  await world.smtp.took(5);
  await world.news.pause(command(newsId), STAFF);
  const whenPaused = world.smtp.received.length;
  await eventually(async () => {
    // All that were due were looked at and put off.
    const { rows } = await world.pool.query(
      `SELECT FROM pgboss.job WHERE name = 'mail' AND state <= 'active' AND start_after <= now()`,
    );
    expect(rows).toEqual([]);
  });
  await world.news.advance();
  // What was claimed already leaves: the claim, and what was in flight.
  expect(world.smtp.received.length - whenPaused).toBeLessThanOrEqual(5 + 20);
  expect(await world.news.progress(newsId)).toMatchObject({
    state: 'paused',
    left: 0,
    calledOff: 0,
  });
  await world.news.resume(command(newsId), STAFF);
  await world.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'created'`);
  expect(await toItsEnd(newsId)).toMatchObject({ recipients: 120, sent: 120, remaining: 0 });
  expect(sentTo()).toEqual(addresses(120).toSorted());
  expect(PUT_OFF_MS).toBeLessThanOrEqual(15_000);
}, 60_000);

test("the edition's switch holds all news, and what is stopped is called off all the same", async () => {
  await open();
  await world.signers(addresses(3));
  const newsId = await world.begun();
  await world.news.advance();
  await world.pool.query('UPDATE editions SET news_paused = true');
  world.mails.start();
  await eventually(async () => {
    const { rows } = await world.pool.query(
      `SELECT FROM pgboss.job WHERE name = 'mail' AND state = 'created' AND start_after > now()`,
    );
    expect(rows).toHaveLength(3);
  });
  expect(await world.news.progress(newsId)).toMatchObject({ held: true, sent: 0, waiting: 3 });
  await world.news.stop(command(newsId), STAFF);
  await world.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'created'`);
  expect(await toItsEnd(newsId, 'stopped')).toMatchObject({ sent: 0, calledOff: 3, remaining: 0 });
  expect(world.smtp.received).toEqual([]);
});

test('who leaves between the queue and the sending gets nothing', async () => {
  await open();
  const [, unsubscribed, erased] = await world.signers(addresses(3));
  const newsId = await world.begun();
  await world.news.advance();
  await world.service.unsubscribe(await world.link('unsubscribe', unsubscribed ?? ''));
  await world.pool.query('UPDATE signatures SET email_sealed = NULL WHERE id = $1', [erased]);
  world.mails.start();
  expect(await toItsEnd(newsId)).toMatchObject({ recipients: 3, sent: 1, left: 2 });
  expect(sentTo()).toEqual(['reader-0@example.net']);
});

test('an address that refuses for good is told by its provider, and gets no second news', async () => {
  await open({
    smtp: {
      judge: (address) =>
        address.startsWith('gone') ? { status: 550, message: 'no such user' } : null,
    },
  });
  await world.signers(['gone@gmail.com'], { provider: 'gmail.com' });
  await world.signers(['here@example.net']);
  const first = await world.begun();
  world.mails.start();
  expect(await toItsEnd(first)).toMatchObject({
    sent: 1,
    refused: 1,
    providers: expect.arrayContaining([
      { provider: 'gmail.com', sent: 0, refused: 1, givenUp: 0, left: 0, calledOff: 0 },
    ]),
  });
  const second = await world.begun();
  expect(await toItsEnd(second)).toMatchObject({ recipients: 1, sent: 1, refused: 0 });
  expect(sentTo()).toEqual(['here@example.net', 'here@example.net']);
  // The figures of what has ended outlive the outcomes they were counted from.
  await world.pool.query('DELETE FROM mail_outcomes');
  expect(await world.news.progress(first)).toMatchObject({ recipients: 2, sent: 1, refused: 1 });
});

test('whoever confirms after the start does not change the number that was agreed to', async () => {
  await open();
  await world.signers(addresses(2));
  const newsId = await world.begun();
  world.clock.pass(5);
  await world.signers(['late@example.net']);
  world.mails.start();
  expect(await toItsEnd(newsId)).toMatchObject({ recipients: 2, sent: 2 });
});

test('a mail that a person waits for overtakes news', async () => {
  await open({ rate: 10 });
  await world.signers(addresses(50));
  const newsId = await world.begun();
  await world.news.advance();
  world.mails.start();
  await world.smtp.took(3);
  const mail = { kind: 'news-test', recordId: randomUUIDv7(), newsId, accountId: 's' } as const;
  await transaction(world.pool, (tx) =>
    createMailQueue(world.jobs).enqueueMails(tx, [{ ...mail, locale: 'en', priority: 'now' }]),
  );
  const before = world.smtp.received.length;
  await eventually(() => expect(sentTo()).toContain('staff@example.org'));
  const place = world.smtp.received.findIndex(({ to }) => to === 'staff@example.org');
  // Two claims of five were under way, and a third may have been asked for in the moment of writing it.
  expect(place - before).toBeLessThanOrEqual(15);
}, 30_000);

test('can be left by one press in the mail program', async () => {
  await open();
  await world.signers(['one@example.net']);
  const newsId = await world.begun();
  world.mails.start();
  await toItsEnd(newsId);
  const [mail] = world.smtp.received;
  const headers = mail ? headersOf(mail) : new Map<string, string>();
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(headers.get('list-unsubscribe')).toMatch(
    /^<https:\/\/day\.example\.org\/api\/v1\/unsubscribe\?locale=en&token=[\w-]{43}>$/u,
  );
});
