import { randomUUIDv7 } from 'node:crypto';
import { ROLES } from '@lantern/schemas/role';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { recount } from '../counts/recount.ts';
import { createSigningRouter } from './signing.router.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());
beforeEach(() => world.pool.query(`DELETE FROM signatures WHERE state = 'quarantined'`));

const MODERATOR = signedIn('moderator', { accountId: 'moderator' });
const as = (principal: Principal | null) =>
  createCallerFactory(createSigningRouter(world.service))({
    requestId: 'request',
    principal,
    networkHash: network('staff'),
  });

interface Held {
  cause: string;
  count: number;
  country?: string;
  mailProvider?: string;
  suspicions?: string;
  at?: string;
}

/** Signatures as confirming leaves them when they are suspect. */
async function hold(held: Held): Promise<void> {
  const { cause, count, country = 'KR', mailProvider = 'other' } = held;
  const { suspicions = 'network-and-domain,network', at = '2026-11-20T12:00:00.123Z' } = held;
  await world.pool.query(
    `INSERT INTO signatures (id, edition_id, state, country, locale, text_id, show_name, deliver_name,
       updates, mail_provider, suspicions, cause_hash, submitted_at, confirmed_at)
     SELECT gen_random_uuid(), $1, 'quarantined', $2, 'en',
       (SELECT id FROM petition_texts WHERE edition_id = $1 LIMIT 1), false, false,
       false, $3, string_to_array($4, ','), sha256($5), $6, $6 FROM generate_series(1, $7)`,
    [world.edition.id, country, mailProvider, suspicions, Buffer.from(cause), at, count],
  );
}
const drift = async () => (await recount(world.pool, world.edition.id)).drift;

test('a cause tells why, how many, when, whence and by which mail; small countries stay unnamed', async () => {
  await hold({ cause: 'a', count: 12, country: 'KR', mailProvider: 'naver.com' });
  await hold({ cause: 'a', count: 9, country: 'MN', suspicions: 'too-fast' });
  await hold({ cause: 'a', count: 1, country: 'FJ', at: '2026-11-20T13:00:00.000Z' });
  await hold({ cause: 'b', count: 2, suspicions: 'disposable' });
  const [first, second] = await as(MODERATOR).quarantine();
  expect(first).toMatchObject({
    suspicions: ['network-and-domain', 'too-fast', 'network'],
    count: 22,
    firstAt: '2026-11-20T12:00:00.123Z',
    lastAt: '2026-11-20T13:00:00.000Z',
    decidedAt: null,
    countries: [{ country: 'KR', total: 12 }],
    elsewhere: 10,
    mailProviders: [
      { provider: 'naver.com', total: 12 },
      { provider: 'other', total: 10 },
    ],
  });
  expect(second).toMatchObject({ count: 2, suspicions: ['disposable'], countries: [] });
  expect(await as(MODERATOR).waiting()).toEqual({ signatures: 24, causes: 2 });
});

test('a cause opens in pages that hold each signature once, and nothing of who signed', async () => {
  await hold({ cause: 'a', count: 120 });
  await hold({ cause: 'a', count: 3, country: 'FJ' });
  await hold({ cause: 'other', count: 5 });
  const [{ causeHash } = { causeHash: '' }] = await as(MODERATOR).quarantine();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof as>['quarantined']>> = await as(
      MODERATOR,
    ).quarantined({ causeHash, after });
    expect(page.signatures.length).toBeLessThanOrEqual(50);
    for (const signature of page.signatures) {
      seen.push(signature.id);
      expect(Object.keys(signature).sort().join(' ')).toBe(
        'confirmedAt country id mailProvider state submittedAt suspicions',
      );
      expect(['KR', null]).toContain(signature.country);
    }
    after = page.next;
  } while (after);
  expect(new Set(seen).size).toBe(123);
  expect(seen).toHaveLength(123);
});

test('a decision is about what was looked at: not what came later, nor what was let count before', async () => {
  await hold({ cause: 'a', count: 4 });
  const [seen] = await as(MODERATOR).quarantine();
  const causeHash = seen?.causeHash ?? '';
  const upTo = seen?.lastAt;
  await hold({ cause: 'a', count: 3, at: '2026-11-20T12:00:01.000Z' });
  const first = await as(MODERATOR).release({
    commandId: randomUUIDv7(),
    selection: { causeHash, state: 'quarantined', upTo },
  });
  expect(first.count).toBe(4);
  const second = await as(MODERATOR).void({
    commandId: randomUUIDv7(),
    selection: { causeHash, state: 'quarantined' },
    reason: 'scripted',
  });
  expect(second).toMatchObject({ count: 3, total: first.total });
  expect(await as(MODERATOR).released()).toMatchObject([{ causeHash, count: 4 }]);
  const undone = await as(MODERATOR).void({
    commandId: randomUUIDv7(),
    selection: { causeHash, state: 'confirmed' },
    reason: 'other',
  });
  expect(undone).toMatchObject({ count: 4, total: first.total - 4 });
  expect(await as(MODERATOR).released()).toEqual([]);
  expect(await drift()).toEqual([]);
});

test('5,000 of one cause are looked at, let count and taken out again, exactly', async () => {
  await hold({ cause: 'flood', count: 4_990 });
  await hold({ cause: 'flood', count: 10, country: 'US', mailProvider: 'gmail.com' });
  const [group] = await as(MODERATOR).quarantine();
  expect(group).toMatchObject({ count: 5_000, elsewhere: 0 });
  const causeHash = group?.causeHash ?? '';
  const selection = { causeHash, state: 'quarantined' as const, upTo: group?.lastAt };
  const command = { commandId: randomUUIDv7(), selection };
  const released = await as(MODERATOR).release(command);
  expect(released.count).toBe(5_000);
  expect(await as(MODERATOR).release(command)).toEqual(released);
  expect(await as(MODERATOR).waiting()).toEqual({ signatures: 0, causes: 0 });
  expect(await drift()).toEqual([]);
  const undone = await as(MODERATOR).void({
    commandId: randomUUIDv7(),
    selection: { causeHash, state: 'confirmed' },
    reason: 'scripted',
  });
  expect(undone).toMatchObject({ count: 5_000, total: released.total - 5_000 });
  expect(await drift()).toEqual([]);
}, 30_000);

test.each(['quarantine', 'released', 'waiting'] as const)(
  '%s is for those who decide, and for nobody else',
  async (name) => {
    await expect(as(null)[name]()).rejects.toThrow('not-signed-in');
    for (const role of ROLES) {
      const call = as({ ...MODERATOR, role })[name]();
      if (MAY_DECIDE.includes(role)) await expect(call).resolves.toBeDefined();
      else await expect(call).rejects.toThrow('forbidden');
    }
  },
);

test('the pages of a cause are for those who decide, and for nobody else', async () => {
  const page = { causeHash: 'ab'.repeat(32) };
  await expect(as(null).quarantined(page)).rejects.toThrow('not-signed-in');
  for (const role of ROLES) {
    const call = as({ ...MODERATOR, role }).quarantined(page);
    if (MAY_DECIDE.includes(role)) await expect(call).resolves.toMatchObject({ next: null });
    else await expect(call).rejects.toThrow('forbidden');
  }
});
