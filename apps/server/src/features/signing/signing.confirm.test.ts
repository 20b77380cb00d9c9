import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { confirmationCode, linkToken } from '../../platform/signing-links.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());

const home = { networkHash: network('home') };

async function pendingAt(email: string) {
  const { amendToken } = await world.service.submit(world.submission(email), home);
  const [mail] = await world.mailsTo(email);
  const id = mail?.recordId ?? '';
  const facts = await world.service.readMailFacts(id);
  const code = confirmationCode(world.keyring, {
    id,
    generation: facts?.generation ?? 0,
    codeGeneration: facts?.code?.generation ?? 0,
  });
  return { id, code, amendToken, token: await world.link('confirm', id) };
}
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

test('link and code racing confirm once', async () => {
  const email = 'racer@example.org';
  const { token, code } = await pendingAt(email);
  const results = await Promise.all([
    world.service.confirm({ token }, home),
    world.service.confirm({ email, code }, home),
    world.service.confirm({ token }, home),
  ]);
  const numbers = results.map((result) => result.state === 'confirmed' && result.number);
  expect(new Set(numbers).size).toBe(1);
  expect(results.filter((result) => result.state === 'confirmed' && !result.again)).toHaveLength(1);
  const { rows } = await world.pool.query('SELECT total, last_number FROM tally_heads');
  expect(rows).toEqual([{ total: 1, last_number: 1 }]);
});

test('two nodes confirming two submissions of one address at once: one signature', async () => {
  const email = 'both@example.org';
  const nodes = [world.service, world.nodeOn(world.signingPool)];
  const ids: string[] = [];
  for (const name of ['One', 'Two']) {
    await world.service.submit(world.submission(email, { name }), home);
    ids.push((await world.mailsTo(email)).at(-1)?.recordId ?? '');
  }
  const tokens = await Promise.all(ids.map((id) => world.link('confirm', id)));
  const results = await Promise.all(
    tokens.map(async (token, index) => nodes[index]?.confirm({ token }, home)),
  );
  expect(new Set(results.map((result) => result?.state))).toEqual(
    new Set(['already-signed', 'confirmed']),
  );
});

test('pressing again, by link or by code, says the same number again', async () => {
  const email = 'twice@example.org';
  const { token, code } = await pendingAt(email);
  const first = await world.service.confirm({ token }, home);
  const again = { ...first, again: true };
  expect(first).toMatchObject({ state: 'confirmed', again: false });
  expect(await world.service.confirm({ token }, home)).toEqual(again);
  expect(await world.service.confirm({ email, code }, home)).toEqual(again);
  expect(await world.service.inspect({ purpose: 'confirm', token }, home)).toMatchObject({
    state: 'confirmed',
    number: first.state === 'confirmed' ? first.number : null,
  });
});

test('a code survives five tries, known address or not', async () => {
  const email = 'guessed@example.org';
  const { code, token } = await pendingAt(email);
  for (const tried of [email, 'nobody@example.org']) {
    for (let n = 0; n < 5; n += 1)
      await expect(
        world.service.confirm({ email: tried, code: wrong(code) }, home),
      ).rejects.toMatchObject({ code: 'code-wrong' });
    await expect(world.service.confirm({ email: tried, code }, home)).rejects.toMatchObject({
      code: 'code-exhausted',
      details: { retryAfterSeconds: expect.any(Number) },
    });
  }
  expect(await world.service.confirm({ token }, home)).toMatchObject({ state: 'confirmed' });
});

test('the page after signing confirms by the code alone, and hears of it again', async () => {
  const { code, amendToken } = await pendingAt('page@example.org');
  const first = await world.service.confirm({ token: amendToken, code }, home);
  expect(first).toMatchObject({ state: 'confirmed', again: false });
  expect(await world.service.confirm({ token: amendToken, code }, home)).toEqual({
    ...first,
    again: true,
  });
});

test('tries by page and by address are counted as one', async () => {
  const email = 'both-ways@example.org';
  const { code, amendToken } = await pendingAt(email);
  const page = { token: amendToken, code: wrong(code) };
  for (const guess of [page, page, { email, code: wrong(code) }, page, page])
    await expect(world.service.confirm(guess, home)).rejects.toMatchObject({ code: 'code-wrong' });
  for (const guess of [
    { token: amendToken, code },
    { email, code },
  ])
    await expect(world.service.confirm(guess, home)).rejects.toMatchObject({
      code: 'code-exhausted',
    });
});

test('only the page’s own token stands for its address', async () => {
  const { id, code, token, amendToken } = await pendingAt('own@example.org');
  const withdraw = await world.link('withdraw', id);
  for (const other of [token, withdraw, 'A'.repeat(43)])
    await expect(world.service.confirm({ token: other, code }, home)).rejects.toMatchObject({
      code: 'token-invalid',
    });
  await world.service.erase(await world.link('erase', id));
  await expect(world.service.confirm({ token: amendToken, code }, home)).rejects.toMatchObject({
    code: 'token-invalid',
  });
});

test('ten guesses at once cannot be more than five', async () => {
  const email = 'parallel@example.org';
  const { code } = await pendingAt(email);
  const guesses = Array.from({ length: 10 }, () =>
    world.service.confirm({ email, code: wrong(code) }, home),
  );
  const results = await Promise.allSettled(guesses);
  const codes = results.map((result) => result.status === 'rejected' && result.reason.code);
  expect(codes.filter((one) => one === 'code-wrong').length).toBeLessThanOrEqual(5);
  await expect(world.service.confirm({ email, code }, home)).rejects.toMatchObject({
    code: 'code-exhausted',
  });
});

test('a code ends after thirty minutes, a link after seven days', async () => {
  const email = 'slow@example.org';
  const { code, token, id } = await pendingAt(email);
  world.clock.pass(30 * 60 + 1);
  await expect(world.service.confirm({ email, code }, home)).rejects.toMatchObject({
    code: 'code-wrong',
  });
  const other = await pendingAt('late@example.org');
  world.clock.pass(7 * 86_400 + 1);
  await expect(world.service.confirm({ token }, home)).rejects.toMatchObject({
    code: 'token-expired',
  });
  await world.service.expireOld(world.clock.now());
  await expect(world.service.confirm({ token: other.token }, home)).rejects.toMatchObject({
    code: 'token-invalid',
  });
  expect(await world.service.readMailFacts(id)).toBeNull();
});

test('forged links, and genuine ones of another purpose, are refused', async () => {
  const { id, token } = await pendingAt('forged@example.org');
  const subject = { id, generation: 0 };
  const forged = [
    linkToken(world.keyring, 'withdraw', subject),
    linkToken(world.keyring, 'confirm', { id, generation: 1 }),
    `${token.slice(0, -2)}AA`,
    'A'.repeat(43),
  ];
  for (const one of forged) {
    await expect(world.service.confirm({ token: one }, home)).rejects.toMatchObject({
      code: 'token-invalid',
    });
    expect((await world.service.inspect({ purpose: 'confirm', token: one }, home)).state).toBe(
      'gone',
    );
  }
});

test('correcting the address kills older links, three times at most', async () => {
  const { service, submission, mailsTo } = world;
  let { amendToken } = await service.submit(submission('mistyped@example.org'), home);
  const [mail] = await mailsTo('mistyped@example.org');
  const id = mail?.recordId ?? '';
  const oldLinks = await Promise.all(
    (['confirm', 'withdraw', 'erase'] as const).map((purpose) => world.link(purpose, id)),
  );
  for (let n = 0; n < 3; n += 1)
    ({ amendToken } = await service.amend(amendToken, `right${n}@example.org`));
  await expect(service.amend(amendToken, 'more@example.org')).rejects.toMatchObject({
    code: 'too-many-requests',
  });
  expect(await mailsTo('right2@example.org')).toHaveLength(3 + 1);
  await expect(service.confirm({ token: oldLinks[0] ?? '' }, home)).rejects.toMatchObject({
    code: 'token-invalid',
  });
  expect(await service.confirm({ token: await world.link('confirm', id) }, home)).toMatchObject({
    state: 'confirmed',
  });
  // The wrong address' owner must not be able to end the right one's signature either.
  await expect(service.erase(oldLinks[2] ?? '')).rejects.toMatchObject({ code: 'token-invalid' });
});

test('a mistyped domain is mended in one press, and only while it looks mistyped', async () => {
  const { service, submission, mailsTo } = world;
  const { amendToken } = await service.submit(submission('Slip.Of@gmial.com'), home);
  world.clock.pass(61);
  const mended = await service.mendDomain(amendToken);
  expect(await mailsTo('slip.of@gmail.com')).toHaveLength(2);
  const shown = await service.inspect({ purpose: 'amend', token: mended.amendToken }, home);
  expect(shown.maskedEmail).toBe('S•••@gmail.com');
  await expect(service.mendDomain(mended.amendToken)).rejects.toMatchObject({ code: 'conflict' });
  await expect(service.mendDomain(amendToken)).rejects.toMatchObject({ code: 'token-invalid' });
});

test('resending is a minute apart, five in all, each with a new code', async () => {
  const { service, submission, mailsTo, clock } = world;
  const email = 'resent@example.org';
  const { amendToken } = await service.submit(submission(email), home);
  await expect(service.resend(amendToken)).rejects.toMatchObject({
    code: 'too-many-requests',
    details: { retryAfterSeconds: 60 },
  });
  for (let n = 0; n < 5; n += 1) {
    clock.pass(60);
    await service.resend(amendToken);
  }
  clock.pass(60);
  await expect(service.resend(amendToken)).rejects.toMatchObject({ code: 'too-many-requests' });
  const mails = await mailsTo(email);
  expect(mails).toHaveLength(6);
  expect((await service.readMailFacts(mails[0]?.recordId ?? ''))?.code?.generation).toBe(5);
  expect(await service.inspect({ purpose: 'amend', token: amendToken }, home)).toMatchObject({
    state: 'pending',
    maskedEmail: 'r•••@example.org',
    resendsLeft: 0,
  });
});

test('who has not confirmed within a day is reminded once', async () => {
  const { service, mailsTo, clock } = world;
  await pendingAt('forgetful@example.org');
  const kinds = async () => (await mailsTo('forgetful@example.org')).map(({ kind }) => kind);
  await service.remindDue(clock.now());
  expect(await kinds()).toEqual(['confirm']);
  clock.pass(86_400);
  await service.remindDue(clock.now());
  await service.remindDue(clock.now());
  expect(await kinds()).toEqual(['confirm', 'reminder']);
});

test('after a day nothing tells from which network a submission came', async () => {
  await pendingAt('somewhere@example.org');
  world.clock.pass(86_401);
  await world.service.expireOld(world.clock.now());
  const { rows } = await world.pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM submissions WHERE network_hash IS NOT NULL)
       + (SELECT count(*) FROM suspicion_counters WHERE kind <> 'cause-salt') AS count`,
  );
  expect(rows).toEqual([{ count: 0 }]);
});
