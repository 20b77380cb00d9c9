import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CITY, createFieldWorld, DEPUTY, type FieldWorld } from '../../../test/field-world.ts';

let world: FieldWorld;
beforeEach(async () => {
  world = await createFieldWorld();
  await world.dayAt(0);
});
afterEach(() => world.close());

const told = async () =>
  (
    await world.rows<{ kind: string; payload: Record<string, unknown> }>(
      `SELECT kind, payload FROM events WHERE stream = 'public' ORDER BY seq`,
    )
  ).map(({ kind, payload }) => ({ kind, ...payload }));
const city = async () =>
  (await world.rows(`SELECT status, outcome FROM public_cities WHERE slug = '${CITY}'`))[0];
const there = () => world.say({ kind: 'step', step: 'arrived' });
const outcome = (said: 'refused' | 'handed-in' | 'called-off') =>
  world.say({ kind: 'outcome', actionId: world.delivery, outcome: said });

test('what is due becomes public after its delay, in order, and once', async () => {
  await there();
  await world.dayAt(2);
  await outcome('handed-in');
  await world.publish();
  expect(await told()).toEqual([]);
  await world.dayAt(10);
  await world.publish();
  expect(await told()).toEqual([{ kind: 'city-there', city: CITY }]);
  expect(await city()).toEqual({ status: 'there', outcome: null });
  expect(await world.rows('SELECT place FROM public_actions')).toEqual([{ place: 'Gate 7' }]);
  await world.dayAt(12);
  await world.publish();
  await world.publish();
  const { delivery: actionId } = world;
  expect((await told()).slice(1)).toEqual([
    {
      kind: 'city-outcome',
      city: CITY,
      actionId,
      outcome: 'handed-in',
      corrected: false,
      isMain: true,
    },
  ]);
  expect(await city()).toEqual({ status: 'done', outcome: 'handed-in' });
});

test('two nodes that come back at once publish each of it once', async () => {
  await there();
  await outcome('refused');
  await world.say({ kind: 'outcome', actionId: world.vigil, outcome: 'held' });
  await world.dayAt(30);
  const other = openDatabase({ url: world.url, max: 4 });
  const nodes = [world.publish, world.publisherOn(other.pool)];
  for (let round = 0; round < 3; round += 1)
    await Promise.all(nodes.flatMap((publish) => [publish(), publish()]));
  await other.close();
  expect((await told()).map(({ kind }) => kind)).toEqual([
    'city-outcome',
    'city-there',
    'city-outcome',
  ]);
});

test('what was published otherwise is published as corrected; what waited is replaced', async () => {
  await outcome('called-off');
  await world.dayAt(10);
  await world.publish();
  expect(await city()).toEqual({ status: 'called-off', outcome: 'called-off' });
  await outcome('refused');
  await outcome('handed-in');
  await world.dayAt(40);
  await world.publish();
  expect(await told()).toMatchObject([
    { kind: 'city-called-off' },
    { kind: 'city-outcome', outcome: 'handed-in', corrected: true },
  ]);
  expect(await city()).toEqual({ status: 'done', outcome: 'handed-in' });
});

test.each([
  ['UPDATE editions SET publishing_paused =', 'true', 'paused'],
  ['UPDATE cities SET hidden_at =', 'now()', 'hidden'],
] as const)(
  'nothing goes out after %s %s: it is %s, and all of it goes out in order later',
  async (set, on, why) => {
    await there();
    await world.dayAt(1);
    await outcome('refused');
    await world.rows(`${set} ${on}`);
    await world.dayAt(30);
    await world.publish();
    expect(await told()).toEqual([]);
    const { rows } = await world.queue.queue(world.edition);
    expect(rows.map(({ waitsFor }) => waitsFor)).toEqual([why, why]);
    await world.rows(`${set} ${why === 'paused' ? 'false' : 'null'}`);
    await world.publish();
    expect((await told()).map(({ kind }) => kind)).toEqual(['city-there', 'city-outcome']);
  },
);

test('staff hold a thing back, and send a thing out before its time', async () => {
  await there();
  const [row] = (await world.queue.queue(world.edition)).rows;
  const id = row?.id ?? '';
  const admin = { accountId: 'admin' };
  const hold = (held: boolean) => world.queue.hold({ commandId: randomUUIDv7(), id, held }, admin);
  await hold(true);
  await expect(hold(true)).rejects.toMatchObject({ code: 'conflict' });
  await world.dayAt(30);
  await world.publish();
  expect(await told()).toEqual([]);
  await world.queue.publishNow({ commandId: randomUUIDv7(), id }, admin);
  await world.publish();
  expect(await told()).toHaveLength(1);
  await expect(hold(false)).rejects.toMatchObject({ code: 'conflict' });
  expect(await world.rows('SELECT act FROM audit_log ORDER BY at, id')).toEqual([
    { act: 'publishing.hold' },
    { act: 'publishing.now' },
  ]);
});

test('of what two disagree about nothing new goes out', async () => {
  await outcome('refused');
  await world.say({ kind: 'outcome', actionId: world.delivery, outcome: 'handed-in' }, DEPUTY);
  await world.dayAt(30);
  await world.publish();
  expect(await told()).toEqual([]);
  await outcome('handed-in');
  await world.dayAt(60);
  await world.publish();
  expect(await told()).toMatchObject([{ outcome: 'handed-in', corrected: false }]);
});

test('movement, trouble, words, places and safe home are in no public payload and no screen', async () => {
  await world.rows(`UPDATE actions SET precision = 'city'`);
  await world.say({ kind: 'step', step: 'on-the-way' });
  await there();
  await world.say({ kind: 'incident', incident: 'arrest', callMe: true, text: 'CANARYwords' });
  await world.say({ kind: 'note', text: 'CANARYnote' });
  await world.say({ kind: 'numbers', people: 7_345, paper: 8_456 });
  const { commandId: corrects } = await outcome('refused');
  const reason = 'CANARYreason';
  const { delivery: actionId } = world;
  await world.say({ kind: 'correction', corrects, actionId, outcome: 'handed-in', reason });
  await world.say({ kind: 'safe-home', pin: '4321' });
  await world.dayAt(200);
  await world.publish();
  const events = await world.rows<{ stream: string; kind: string; payload: object }>(
    'SELECT stream, kind, payload FROM events',
  );
  const heard = (stream: string) => JSON.stringify(events.filter((one) => one.stream === stream));
  const views = JSON.stringify([
    await world.rows('SELECT * FROM public_cities'),
    await world.rows('SELECT * FROM public_actions'),
  ]);
  for (const text of [heard('public'), views])
    expect(text).not.toMatch(
      /CANARY|Gate 7|way|safe|incident|arrest|7345|8456|refused|duress|"ann"|12:00/u,
    );
  expect(heard('day')).not.toMatch(/CANARY|Gate 7|duress|alarm|"ann"|7345/u);
  expect(heard('public')).toContain('handed-in');
});
