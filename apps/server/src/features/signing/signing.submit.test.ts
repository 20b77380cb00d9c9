import { openDatabase } from '@lantern/db/database';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());

const home = { networkHash: network('home') };
const elsewhere = { networkHash: network('elsewhere') };
const rowsOf = async (table: 'submissions' | 'signatures') =>
  (await world.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]
    ?.count;

test('the same signature sent twenty times in parallel becomes one, with one mail', async () => {
  const { service, submission, mailsTo } = world;
  const before = (await rowsOf('submissions')) ?? 0;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => service.submit(submission('twenty@example.org'), home)),
  );
  expect(new Set(answers.map(({ amendToken }) => amendToken)).size).toBe(1);
  expect(await rowsOf('submissions')).toBe(before + 1);
  const mails = await mailsTo('twenty@example.org');
  expect(mails.map(({ kind }) => kind)).toEqual(['confirm']);
  const confirmed = await service.confirm(
    { token: await world.link('confirm', mails[0]?.recordId ?? '') },
    home,
  );
  expect(confirmed).toMatchObject({ state: 'confirmed', again: false });
});

test('however many submit an address at once, it gets three mails', async () => {
  const flooded = await createSigningWorld();
  onTestFinished(() => flooded.close());
  const { service, submission, mailsTo } = flooded;
  const email = 'flooded@example.org';
  // More than a batch takes, so that several are written at once.
  await Promise.all(
    Array.from({ length: 1_200 }, (_, n) =>
      service.submit(submission(email, { name: `Name ${n}` }), {
        networkHash: network(`flood ${n}`),
      }),
    ),
  );
  expect(await mailsTo(email)).toHaveLength(3);
});

test('looking at a link five times leaves it pending', async () => {
  const { service, submission, mailsTo, link } = world;
  await service.submit(submission('scanned@example.org'), home);
  const [mail] = await mailsTo('scanned@example.org');
  const token = await link('confirm', mail?.recordId ?? '');
  const dump = () => world.pool.query('SELECT * FROM submissions ORDER BY id');
  const before = (await dump()).rows;
  for (let look = 0; look < 5; look += 1)
    expect((await service.inspect({ purpose: 'confirm', token }, home)).state).toBe('pending');
  expect((await dump()).rows).toEqual(before);
});

test("someone else's submission of my address neither kills my link nor puts words in my name", async () => {
  const { service, submission, mailsTo, link } = world;
  const email = 'mine@example.org';
  await service.submit(submission(email, { name: 'My Own Name' }), home);
  await service.submit(submission(email, { name: 'Words Of Others', showName: true }), elsewhere);
  const [mine, theirs] = await mailsTo(email);
  const result = await service.confirm(
    { token: await link('confirm', mine?.recordId ?? '') },
    home,
  );
  expect(result).toMatchObject({ state: 'confirmed' });
  const late = await service.confirm(
    { token: await link('confirm', theirs?.recordId ?? '') },
    home,
  );
  expect(late).toEqual({ state: 'already-signed' });
  expect(await service.readMailFacts(mine?.recordId ?? '')).toMatchObject({
    state: 'confirmed',
    name: 'My Own Name',
  });
});

test('whoever repeats my exact words from elsewhere gets no power over my submission', async () => {
  const { service, submission, mailsTo, link } = world;
  const email = 'copied@example.org';
  const mine = await service.submit(submission(email), home);
  const theirs = await service.submit(submission(email), elsewhere);
  expect(theirs.amendToken).not.toBe(mine.amendToken);
  await service.amend(theirs.amendToken, 'attacker@example.org');
  const [mail] = await mailsTo(email);
  const token = await link('confirm', mail?.recordId ?? '');
  expect(await service.confirm({ token }, home)).toMatchObject({ state: 'confirmed' });
});

test('an address that has signed gets the same answer and another mail', async () => {
  const { service, submission, mailsTo, link } = world;
  const email = 'known@example.org';
  await service.submit(submission(email), home);
  const [mail] = await mailsTo(email);
  await service.confirm({ token: await link('confirm', mail?.recordId ?? '') }, home);
  const known = await service.submit(submission('KNOWN@example.org', { name: 'Again' }), home);
  const unknown = await service.submit(submission('unknown@example.org'), home);
  expect(Object.keys(known)).toEqual(Object.keys(unknown));
  const shown = await Promise.all(
    [known, unknown].map(({ amendToken: token }) =>
      service.inspect({ purpose: 'amend', token }, home),
    ),
  );
  expect({ ...shown[0], maskedEmail: null }).toEqual({ ...shown[1], maskedEmail: null });
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual([
    'confirm',
    'confirmed',
    'already-signed',
  ]);
});

test('an address gets three mails an hour at most, however many write its name', async () => {
  const { service, submission, mailsTo } = world;
  const email = 'flooded@example.org';
  for (let n = 0; n < 8; n += 1)
    await service.submit(submission(email, { name: `Name ${n}` }), {
      networkHash: network(`flood ${n}`),
    });
  expect(await mailsTo(email)).toHaveLength(3);
});

test('a network above the hard cap is refused with the time to come back', async () => {
  const capped = await createSigningWorld({ limits: { submissionsPerNetworkHour: 5 } });
  try {
    const { service, submission } = capped;
    for (let n = 0; n < 5; n += 1) await service.submit(submission(`c${n}@example.org`), home);
    await expect(service.submit(submission('c6@example.org'), home)).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    const { amendToken } = await service.submit(submission('c6@example.org'), elsewhere);
    for (let n = 0; n < 3; n += 1) {
      capped.clock.pass(60);
      await service.resend(amendToken);
    }
    const amended = await service.amend(amendToken, 'c7@example.org');
    await expect(service.amend(amended.amendToken, 'c8@example.org')).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    capped.clock.pass(2 * 3600);
    await service.submit(submission('c9@example.org'), home);
  } finally {
    await capped.close();
  }
});

test('a changed text, an unknown city and a closed petition are refused', async () => {
  const { service, submission, clock, edition } = world;
  await expect(
    service.submit(submission('a@example.org', { textHash: '0'.repeat(64) }), home),
  ).rejects.toMatchObject({ code: 'text-changed' });
  await expect(
    service.submit(submission('a@example.org', { city: 'atlantis' }), home),
  ).rejects.toMatchObject({ code: 'invalid-input', details: { fields: { city: 'unknown-city' } } });
  const now = clock.now();
  clock.set(edition.closesAt);
  await expect(service.submit(submission('a@example.org'), home)).rejects.toMatchObject({
    code: 'petition-closed',
  });
  clock.set(now);
});

test('the first signature locks the text it saw', async () => {
  await world.service.submit(world.submission('lock@example.org'), home);
  const { rows } = await world.pool.query<{ locale: string }>(
    'SELECT locale FROM petition_texts WHERE locked_at IS NOT NULL',
  );
  expect(rows).toEqual([{ locale: 'en' }]);
});

test('a row that the database refuses fails alone in its batch', async () => {
  const { service, submission, mailsTo } = world;
  const good = Array.from({ length: 9 }, (_, n) => `batched${n}@example.org`);
  const emails = good.toSpliced(4, 0, 'bad@example.org');
  const results = await Promise.allSettled(
    emails.map((email) => {
      const country = email.startsWith('bad') ? 'TOO LONG' : 'KR';
      return service.submit(submission(email, { country }), home);
    }),
  );
  const failed = emails.filter((_, index) => results[index]?.status === 'rejected');
  expect(failed).toEqual(['bad@example.org']);
  for (const email of good) expect(await mailsTo(email)).toHaveLength(1);
});

test('while the database is away, signing says when to come back', async () => {
  const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', max: 1 });
  const service = world.nodeOn(away.pool);
  await expect(service.submit(world.submission('away@example.org'), home)).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfterSeconds: 5 },
  });
  await away.close();
});

test('a node that stops answers whom it has taken and takes no more', async () => {
  const node = world.nodeOn(world.signingPool);
  const taken = node.submit(world.submission('last@example.org'), home);
  await expect(taken).resolves.toMatchObject({ status: 'pending' });
  await node.drain();
  await expect(node.submit(world.submission('late@example.org'), home)).rejects.toMatchObject({
    code: 'unavailable',
  });
});
