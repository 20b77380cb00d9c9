import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());

const home = { networkHash: network('home') };
const ROUNDS = 40;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work().catch(() => undefined);
  return performance.now() - started;
}

/** Runs both kinds in turn, so that whatever else the machine does meets them alike. */
async function compare(known: (n: number) => Promise<unknown>, unknown: typeof known) {
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < ROUNDS; n += 1) {
    times[0].push(await timed(() => known(n)));
    times[1].push(await timed(() => unknown(n)));
  }
  return middle(times[0]) / middle(times[1]);
}

test('signing with a known address takes as long as with an unknown one', async () => {
  const { service, submission, mailsTo, link } = world;
  const known = Array.from({ length: ROUNDS }, (_, n) => `known${n}@example.org`);
  await Promise.all(known.map((email) => service.submit(submission(email), home)));
  for (const email of known) {
    const [mail] = await mailsTo(email);
    await service.confirm({ token: await link('confirm', mail?.recordId ?? '') }, home);
  }
  const again = (n: number) => service.submit(submission(known[n] ?? '', { name: 'New' }), home);
  const first = (n: number) => service.submit(submission(`new${n}@example.org`), home);
  const ratio = await compare(again, first);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('guessing a code takes as long for an address nobody knows', async () => {
  const { service, submission } = world;
  for (let n = 0; n < ROUNDS; n += 1)
    await service.submit(submission(`pending${n}@example.org`), home);
  const guess = (email: string) => service.confirm({ email, code: '000000' }, home);
  const ratio = await compare(
    (n) => guess(`pending${n}@example.org`),
    (n) => guess(`nobody${n}@example.org`),
  );
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('guessing on the page after signing takes as long whether the address has signed or not', async () => {
  const { service, submission } = world;
  const tokens = async (name: string, email: (n: number) => string) => {
    const all = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const { amendToken } = await service.submit(submission(email(n), { name }), home);
      all.push(amendToken);
    }
    return all;
  };
  // Those of the first test, confirmed there.
  const signed = await tokens('Somebody', (n) => `known${n}@example.org`);
  const fresh = await tokens('Somebody', (n) => `fresh${n}@example.org`);
  const guess = (token: string) => service.confirm({ token, code: '000000' }, home);
  const ratio = await compare(
    (n) => guess(signed[n] ?? ''),
    (n) => guess(fresh[n] ?? ''),
  );
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
