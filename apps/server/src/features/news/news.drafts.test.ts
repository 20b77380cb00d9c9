import { randomUUIDv7 } from 'node:crypto';
import { NEWS_GAP } from '@lantern/schemas/news-terms';
import type { Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNewsWorld, STAFF, type NewsWorld } from '../../../test/news-world.ts';
import { signedIn } from '../../../test/principal.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createNewsRouter } from './news.router.ts';

let world: NewsWorld;
beforeAll(async () => {
  world = await createNewsWorld();
});
afterAll(() => world.close());

const conflict = { code: 'conflict' };
const command = (newsId: string) => ({ commandId: randomUUIDv7(), newsId });
const words = { subject: 'How it went', body: 'One.\n\nTwo.' };

async function other(): Promise<string> {
  const input = { commandId: randomUUIDv7(), topic: 'other', beforeLetter: true } as const;
  return (await world.news.create(input, STAFF)).id;
}

test('what became of the letter is told first, and once', async () => {
  const ask = { commandId: randomUUIDv7(), beforeLetter: false };
  expect((await world.news.list(undefined)).letterTold).toBe(false);
  await expect(world.news.create({ ...ask, topic: 'other' }, STAFF)).rejects.toMatchObject(
    conflict,
  );
  const letter = await world.news.create({ ...ask, topic: 'letter' }, STAFF);
  expect(await world.news.create({ ...ask, topic: 'letter' }, STAFF)).toEqual(letter);
  await expect(
    world.news.create({ ...ask, commandId: randomUUIDv7(), topic: 'letter' }, STAFF),
  ).rejects.toMatchObject(conflict);
  expect((await world.news.list(undefined)).letterTold).toBe(true);
  const { texts } = await world.news.read(letter.id);
  expect(texts.map(({ locale }) => locale)).toEqual(['en', 'ko', 'zh-Hans']);
  for (const { subject, body, updatedAt } of texts) {
    expect({ subject, updatedAt }).toEqual({ subject: '', updatedAt: null });
    expect(body.split(NEWS_GAP)).toHaveLength(6);
  }
});

test("nobody's words are overwritten unseen", async () => {
  const newsId = await other();
  const write = (seen: string | null, body: string) =>
    world.news.write(
      { ...command(newsId), locale: 'en', ...words, body, seen },
      { accountId: 'b' },
    );
  const first = await write(null, 'First.');
  await expect(write(null, 'Unseen.')).rejects.toMatchObject(conflict);
  const second = await write(first.updatedAt, 'Second.');
  await expect(write(first.updatedAt, 'Late.')).rejects.toMatchObject(conflict);
  // The clock stands still in this test, and yet the two are told apart.
  expect(second.updatedAt > first.updatedAt).toBe(true);
  const { texts } = await world.news.read(newsId);
  expect(texts[0]).toMatchObject({ body: 'Second.', updatedBy: 'staff@example.org', gap: false });
});

test('leaves only whole, in every language, and as it was read', async () => {
  const newsId = await other();
  const seen = await world.write(newsId);
  const start = (as: typeof seen) => world.news.start({ ...command(newsId), seen: as }, STAFF);
  await expect(start({ ...seen, ko: '2026-01-01T00:00:00.000Z' })).rejects.toMatchObject(conflict);
  const gap = { locale: 'ko', ...words, body: `Thanks: ${NEWS_GAP}`, seen: seen.ko } as const;
  const { updatedAt } = await world.news.write({ ...command(newsId), ...gap }, STAFF);
  await expect(start({ ...seen, ko: updatedAt })).rejects.toMatchObject(conflict);
  const whole = { ...gap, body: 'Thanks.', seen: updatedAt };
  const ko = (await world.news.write({ ...command(newsId), ...whole }, STAFF)).updatedAt;
  expect(await start({ ...seen, ko })).toEqual({ recipients: 0 });
  await expect(
    world.news.write({ ...command(newsId), ...whole, seen: ko }, STAFF),
  ).rejects.toMatchObject(conflict);
  await expect(world.news.remove(command(newsId), STAFF)).rejects.toMatchObject(conflict);
});

test('says whom it would reach, and how many of them at providers under Chinese law', async () => {
  const newsId = await other();
  await world.signers(['a@example.net', 'b@example.net'], { locale: 'ko' });
  await world.signers(['c@qq.com'], { locale: 'zh-Hans', provider: 'qq.com' });
  await world.signers(['d@example.net'], { updates: false });
  expect((await world.news.read(newsId)).readers).toEqual({
    total: 3,
    guarded: 1,
    byLocale: [
      { locale: 'en', count: 0 },
      { locale: 'ko', count: 2 },
      { locale: 'zh-Hans', count: 1 },
    ],
  });
});

test('a test goes to its sender alone, and a draft can be given up', async () => {
  const newsId = await other();
  const send = { ...command(newsId), locale: 'ko' } as const;
  await expect(world.news.test(send, STAFF)).rejects.toMatchObject(conflict);
  await world.write(newsId);
  await world.news.test(send, STAFF);
  await world.news.test(send, STAFF);
  world.mails.start();
  await world.smtp.took(1);
  expect(world.smtp.received.map(({ to, subject }) => ({ to, subject }))).toEqual([
    { to: 'staff@example.org', subject: 'News in ko' },
  ]);
  await world.news.remove(command(newsId), STAFF);
  await expect(world.news.read(newsId)).rejects.toMatchObject({ code: 'not-found' });
});

test('the log holds every act, and no words', async () => {
  const newsId = await other();
  await world.write(newsId);
  await world.news.remove(command(newsId), STAFF);
  const { rows } = await world.pool.query<{ act: string; line: string }>(
    'SELECT act, audit_log::text AS line FROM audit_log WHERE subject = $1 ORDER BY at, act',
    [newsId],
  );
  expect(rows.map(({ act }) => act)).toEqual([
    'news.create',
    'news.remove',
    'news.write',
    'news.write',
    'news.write',
  ]);
  for (const { line } of rows) expect(line).not.toMatch(/Words in|News in|@/u);
});

test('before it leaves, nobody outside reads it', async () => {
  const newsId = await other();
  await world.write(newsId);
  const asPublic = callerFor(null);
  await expect(asPublic.published({ newsId, locale: 'en' })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  });
  const { texts } = await world.news.read(newsId);
  const seen = Object.fromEntries(texts.map(({ locale, updatedAt }) => [locale, updatedAt ?? '']));
  await world.news.start({ ...command(newsId), seen: seen as never }, STAFF);
  expect(await asPublic.published({ newsId, locale: 'ko' })).toMatchObject({
    subject: 'News in ko',
    body: 'Words in ko.',
  });
  // The news of a rehearsal is nobody's outside.
  await world.pool.query(`UPDATE editions SET kind = 'rehearsal' WHERE is_current`);
  await expect(asPublic.published({ newsId, locale: 'ko' })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  });
  await world.pool.query(`UPDATE editions SET kind = 'real' WHERE is_current`);
});

function callerFor(role: Role | null) {
  const principal = role && signedIn(role, { accountId: 'p' });
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(0) };
  return createCallerFactory(createNewsRouter(world.news))(context);
}

test.each([
  ['start', ['admin']],
  ['resume', ['admin']],
  ['stop', ['admin']],
  ['pause', ['admin', 'moderator']],
  ['remove', ['admin', 'moderator']],
] as const)('%s is for %s', async (name, roles) => {
  const input = { ...command(randomUUIDv7()), seen: { en: '', ko: '', 'zh-Hans': '' } };
  const at = '2026-01-01T00:00:00.000Z';
  input.seen = { en: at, ko: at, 'zh-Hans': at };
  for (const role of ['admin', 'moderator', 'region-lead', 'partner', 'observer', null] as const) {
    const refused = role === null ? 'not-signed-in' : 'forbidden';
    const allowed = roles.some((one) => one === role);
    await expect(
      callerFor(role)[name]({ ...input, commandId: randomUUIDv7() }),
    ).rejects.toMatchObject({
      cause: { code: allowed ? 'not-found' : refused },
    });
  }
});
