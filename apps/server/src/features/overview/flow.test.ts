import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { readFlow } from './flow.repo.ts';
import { createFlow, firstIdOf } from './flow.service.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld({ limits: { networkFactor: 1_000 } });
  // The ids carry the machine's time, so the world's clock goes with it.
  world.clock.set(new Date());
});
afterAll(() => world.close());

const flow = () =>
  createFlow({
    clock: world.clock,
    currentEditionId: async () => world.edition.id,
    readFlow: (scope) => readFlow(world.pool, scope),
  })();

async function sign(email: string): Promise<string> {
  const { amendToken } = await world.service.submit(world.submission(email), {
    networkHash: network(email),
  });
  const hex = Buffer.from(amendToken, 'base64url').toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

async function confirm(id: string): Promise<void> {
  await world.service.confirm(
    { token: await world.link('confirm', id) },
    { networkHash: network('reader') },
  );
}

test('a fresh petition has no flow, no refusals and no alarms', async () => {
  expect(await flow()).toMatchObject({
    providers: [],
    mails: { sentLastDay: 0, refused: [] },
    alarms: { confirmedLastDay: 0, countries: [], providers: [], domain: null },
  });
});

test('what was submitted, confirmed, held and withdrawn is told by provider', async () => {
  await confirm(await sign('one@gmail.com'));
  const second = await sign('two@gmail.com');
  await confirm(second);
  await world.service.withdraw(await world.link('withdraw', second));
  await sign('three@gmail.com');
  await confirm(await sign('four@mailinator.com'));
  const refused = await sign('five@naver.com');
  await world.pool.query(
    `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, smtp_code, at)
     VALUES (gen_random_uuid(), 'confirm', $1, 'refused', 550, now()),
       (gen_random_uuid(), 'confirm', gen_random_uuid(), 'given-up', 450, now()),
       (gen_random_uuid(), 'confirm', $1, 'sent', 250, now())`,
    [refused],
  );
  const { providers, mails } = await flow();
  expect(providers).toEqual([
    { provider: 'gmail.com', created: 3, confirmed: 1, held: 0, ended: 1 },
    { provider: 'naver.com', created: 1, confirmed: 0, held: 0, ended: 0 },
    { provider: 'other', created: 1, confirmed: 0, held: 1, ended: 0 },
  ]);
  expect(mails.sentLastDay).toBe(1);
  expect(mails.refused).toEqual([
    { provider: 'naver.com', refused: 1, givenUp: 0 },
    { provider: null, refused: 0, givenUp: 1 },
  ]);
});

test('ids of a span begin where its time begins', () => {
  expect(firstIdOf(new Date(0))).toBe('00000000-0000-7000-8000-000000000000');
  expect(firstIdOf(new Date('2026-11-22T00:00:00Z'))).toBe('01a2008d-7400-7000-8000-000000000000');
});

test('an alarm does not tell how few had signed from a country before', async () => {
  const row = await readFlow(world.pool, {
    editionId: world.edition.id,
    since: firstIdOf(new Date(0)),
  });
  const alarmed = createFlow({
    clock: world.clock,
    currentEditionId: async () => world.edition.id,
    readFlow: async () => ({
      ...row,
      shares: [
        { kind: 'country', key: 'NR', day: 400, before: 3 },
        { kind: 'country', key: 'KR', day: 300, before: 900 },
      ],
    }),
  });
  expect((await alarmed()).alarms.countries).toEqual([
    { key: 'NR', day: 400, shareOfDay: 0.57, shareBefore: 0 },
  ]);
});
