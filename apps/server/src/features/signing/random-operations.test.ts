import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { linkToken, type LinkPurpose } from '../../platform/signing-links.ts';
import { recount } from '../counts/recount.ts';

const OPERATIONS = 10_000;
/** How many run at once; between rounds everything must add up. */
const ROUND = 250;
const EXPECTED = new Set(['done', 'token-invalid', 'conflict', 'not-found']);
const COUNTRIES = ['KR', 'US', 'JP', 'DE', 'CN', 'GB'];

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld({ limits: { submissionsPerNetworkHour: 1_000_000 } });
});
afterAll(() => world.close());

/** xorshift32: the same operations every time, so that a failure can be met again. */
function seeded(seed: number) {
  let state = seed;
  return (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SUMS = `
  SELECT h.total, h.version,
    (SELECT coalesce(sum(total), 0)::int FROM tallies WHERE dimension = 'country') AS countries,
    (SELECT coalesce(sum(total), 0)::int FROM tallies WHERE dimension = 'city') AS cities,
    (SELECT coalesce(sum(total), 0)::int FROM tallies WHERE dimension = 'channel') AS channels,
    (SELECT count(*)::int FROM signatures WHERE state = 'confirmed') AS confirmed,
    (SELECT count(*)::int FROM signatures WHERE state = 'confirmed' AND number IS NULL) AS numberless,
    (SELECT coalesce(min(total), 0) FROM tallies) AS least,
    (SELECT coalesce(sum(net), 0)::int FROM tally_history WHERE resolution = 'day') AS history,
    (SELECT coalesce(sum(count) FILTER (WHERE reason <> 'restored'), 0)
      - coalesce(sum(count) FILTER (WHERE reason = 'restored'), 0) FROM corrections)::int AS fallen,
    (SELECT coalesce(sum(total), 0)::int FROM tallies WHERE dimension = 'ref') AS refs,
    h.last_number::int - h.total AS missing,
    (SELECT count(*)::int FROM signatures WHERE state = 'quarantined') AS waiting
  FROM tally_heads h`;

test('10,000 random operations on two nodes, many at once: the numbers are true after every round', async () => {
  const { pool, keyring, edition, clock } = world;
  const nodes = [world.service, world.nodeOn(world.signingPool)];
  const random = seeded(20_270_924);
  const cities = (
    await pool.query<{ slug: string }>('SELECT slug FROM cities ORDER BY slug LIMIT 5')
  ).rows.map(({ slug }) => slug);
  const known: string[] = [];
  const pick = <T>(from: readonly T[]): T | undefined => from[random(from.length || 1)];
  const token = (purpose: LinkPurpose) => {
    // Recent ones more often, so that most are still pending.
    const id = known[Math.max(0, known.length - 1 - random(random(3) === 0 ? 2_000 : 60))];
    return linkToken(keyring, purpose, { id: id ?? randomUUIDv7(), generation: 0 });
  };
  const selection = async (states: string) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM signatures WHERE state = ANY($1::signature_state[]) ORDER BY id LIMIT 40`,
      [states.split(' ')],
    );
    return { ids: [pick(rows)?.id ?? randomUUIDv7(), pick(rows)?.id ?? randomUUIDv7()] };
  };
  const someDecision = async () => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM decisions WHERE count > 0 ORDER BY at DESC, id LIMIT 20`,
    );
    return pick(rows)?.id ?? randomUUIDv7();
  };
  const node = () => pick(nodes) ?? world.service;
  const staff = () => ({ commandId: randomUUIDv7(), actor: 'moderator' });

  const operations: readonly [weight: number, run: () => Promise<unknown>][] = [
    [
      40,
      async () => {
        const scripted = random(5) === 0;
        const email = scripted
          ? `s${random(4_000)}@catch-all.example`
          : `p${random(6_000)}@domain-${random(400)}.example`;
        const { amendToken } = await node().submit(
          world.submission(email, {
            country: pick(COUNTRIES) ?? 'KR',
            city: random(3) === 0 ? (pick(cities) ?? null) : null,
          }),
          { networkHash: network(scripted ? 'script' : `n${random(500)}`) },
        );
        const hex = Buffer.from(amendToken, 'base64url').toString('hex', 0, 16);
        known.push(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'));
      },
    ],
    [40, () => node().confirm({ token: token('confirm') }, { networkHash: network('reader') })],
    [8, () => node().withdraw(token('withdraw'))],
    [4, () => node().erase(token('erase'))],
    [2, async () => node().release({ ...staff(), selection: await selection('quarantined') })],
    [
      4,
      async () =>
        node().voidSelected({
          ...staff(),
          selection: await selection(random(4) > 0 ? 'confirmed' : 'quarantined'),
          reason: 'other',
        }),
    ],
    [3, async () => node().undo({ ...staff(), decisionId: await someDecision() })],
  ];
  const wheel = operations.flatMap(([weight, run]) => Array.from({ length: weight }, () => run));
  const tallied: Record<string, number> = {};
  let lastVersion = 0;
  let mostWaiting = 0;
  for (let done = 0; done < OPERATIONS; done += ROUND) {
    const results = await Promise.allSettled(
      Array.from({ length: ROUND }, async () => pick(wheel)?.()),
    );
    for (const result of results) {
      const key =
        result.status === 'fulfilled' ? 'done' : String(result.reason.code ?? result.reason);
      tallied[key] = (tallied[key] ?? 0) + 1;
    }
    clock.pass(30);
    const sums = (await pool.query(SUMS)).rows[0];
    expect(sums).toMatchObject({
      countries: sums.total,
      cities: sums.total,
      channels: sums.total,
      refs: sums.total,
      confirmed: sums.total,
      history: sums.total,
      numberless: 0,
      // Whoever has a number and is not counted has fallen, for a reason that is published.
      fallen: sums.missing,
    });
    expect(sums.least).toBeGreaterThanOrEqual(0);
    expect(sums.version).toBeGreaterThanOrEqual(lastVersion);
    lastVersion = sums.version;
    mostWaiting = Math.max(mostWaiting, sums.waiting);
  }
  // Refusals are part of it (used links, what is undone already); faults of ours are not.
  expect(Object.keys(tallied).filter((key) => !EXPECTED.has(key))).toEqual([]);
  expect((await recount(pool, edition.id)).drift).toEqual([]);
  const { rows } = await pool.query<{ state: string; count: number }>(
    'SELECT state::text, count(*)::int AS count FROM signatures GROUP BY state ORDER BY state',
  );
  expect(
    rows
      .filter(({ count }) => count >= 10)
      .map(({ state }) => state)
      .sort(),
  ).toEqual(expect.arrayContaining(['confirmed', 'void', 'withdrawn']));
  // How many still wait at the end depends on who came first; that some did is the point.
  expect(mostWaiting).toBeGreaterThanOrEqual(10);
  const { rows: decided } = await pool.query<{ act: string }>('SELECT DISTINCT act FROM audit_log');
  expect(decided.map(({ act }) => act).sort()).toEqual([
    'signing.release',
    'signing.undo',
    'signing.void',
  ]);
  const { rows: again } = await pool.query(`SELECT sum(undone) > 10 AS many FROM decisions`);
  expect(again).toEqual([{ many: true }]);
  const numbers = await pool.query(
    `SELECT (SELECT count(DISTINCT number) = count(number) FROM signatures) AS "unique",
       (SELECT max(number) FROM signatures) <= (SELECT last_number FROM tally_heads) AS "within"`,
  );
  expect(numbers.rows).toEqual([{ unique: true, within: true }]);
}, 180_000);
