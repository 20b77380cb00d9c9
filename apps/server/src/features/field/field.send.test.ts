import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CITY,
  COORDINATOR,
  createFieldWorld,
  DEPUTY,
  NOON,
  type FieldWorld,
} from '../../../test/field-world.ts';

let world: FieldWorld;
beforeEach(async () => {
  world = await createFieldWorld();
});
afterEach(() => world.close());

const state = async () =>
  (
    await world.rows<{ phase: string; outcome: string | null; seq: number; disputed: boolean }>(
      'SELECT phase, outcome, seq, disputed FROM city_states',
    )
  )[0];

test('twenty of one check-in at once are one row and one receipt', async () => {
  const arrived = world.command({ kind: 'step', step: 'arrived' });
  const sent = await Promise.all(
    Array.from({ length: 20 }, () => world.service.send(arrived, COORDINATOR)),
  );
  expect(new Set(sent.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
  expect(await world.rows('SELECT id FROM field_commands')).toHaveLength(1);
  expect(await world.rows(`SELECT FROM events WHERE stream = 'day'`)).toHaveLength(1);
  expect(await world.rows('SELECT FROM publications')).toHaveLength(1);
  // Somebody who answers for the city no more still hears that it came.
  await world.rows('UPDATE assignments SET ended_at = now()');
  expect(await world.service.send(arrived, COORDINATOR)).toEqual(sent[0]);
  await expect(world.say({ kind: 'note', text: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  const other = { ...arrived, offsetMs: 1 };
  await expect(world.service.send(other, COORDINATOR)).rejects.toMatchObject({ code: 'conflict' });
});

test('nobody sends what another made, or for a city that is not theirs', async () => {
  const arrived = world.command({ kind: 'step', step: 'arrived' });
  const code = 'forbidden';
  await expect(world.service.send(arrived, DEPUTY)).rejects.toMatchObject({ code });
  await expect(world.say({ kind: 'step', step: 'arrived', city: 'seoul' })).rejects.toMatchObject({
    code,
  });
  expect(await world.rows('SELECT FROM field_commands')).toEqual([]);
});

test('a day from the first step to safe home', async () => {
  await world.say({ kind: 'step', step: 'on-the-way' });
  await world.say({ kind: 'step', step: 'arrived' });
  expect(await state()).toMatchObject({ phase: 'there', seq: 2 });
  await world.say({ kind: 'outcome', actionId: world.delivery, outcome: 'handed-in' });
  expect(await state()).toMatchObject({ phase: 'done', outcome: 'handed-in' });
  await world.say({ kind: 'numbers', people: 40, paper: 12 });
  await world.say({ kind: 'safe-home', pin: '1234' });
  const mine = await world.service.mine(DEPUTY);
  expect(mine.cities).toMatchObject([
    {
      plan: [{ id: world.delivery, place: 'Gate 7', outcome: 'handed-in' }, { id: world.vigil }],
      due: [
        { step: 'on-the-way' },
        { step: 'arrived' },
        { step: 'outcome' },
        { step: 'outcome' },
        { step: 'safe-home' },
      ],
      state: { phase: 'safe-home', people: 40, paper: 12, seq: 5 },
      other: 'not-ready',
    },
  ]);
  expect(mine.cities[0]?.commands.map(({ who, seq }) => [who, seq])).toEqual(
    [1, 2, 3, 4, 5].map((seq) => ['other', seq]),
  );
});

test('an outcome is published after the delay of its action, a correction no earlier', async () => {
  const said = await world.say({
    kind: 'outcome',
    actionId: world.delivery,
    outcome: 'refused',
  });
  world.pass(3);
  await world.say({
    kind: 'correction',
    corrects: said.commandId,
    actionId: world.delivery,
    outcome: 'left-at-gate',
    reason: 'wrong button',
  });
  const due = new Date(NOON.getTime() + 600_000);
  expect(
    await world.rows(
      `SELECT outcome, due_at, superseded_at IS NOT NULL AS gone FROM publications ORDER BY id`,
    ),
  ).toEqual([
    { outcome: 'refused', due_at: due, gone: true },
    { outcome: 'left-at-gate', due_at: due, gone: false },
  ]);
});

test.each([
  ['an outcome that the action cannot have', { outcome: 'held' }, 'outcome'],
  ['an action of nowhere', { actionId: randomUUIDv7(), outcome: 'refused' }, 'actionId'],
] as const)('%s is refused', async (_what, said, field) => {
  await expect(
    world.say({ kind: 'outcome', actionId: world.delivery, ...said }),
  ).rejects.toMatchObject({ code: 'invalid-input', details: { fields: { [field]: 'invalid' } } });
  expect(await world.rows('SELECT FROM field_commands')).toEqual([]);
});

test('two who say different things are both kept, and marked until one says as the other', async () => {
  await world.say({ kind: 'outcome', actionId: world.delivery, outcome: 'refused' });
  const other = await world.say(
    { kind: 'outcome', actionId: world.delivery, outcome: 'handed-in' },
    DEPUTY,
  );
  expect(other.disputed).toBe(true);
  expect(await state()).toMatchObject({ disputed: true, outcome: 'handed-in' });
  expect(await world.rows('SELECT FROM field_commands WHERE disputed')).toHaveLength(2);
  await world.say({ kind: 'outcome', actionId: world.delivery, outcome: 'handed-in' });
  expect(await state()).toMatchObject({ disputed: false });
  expect(await world.rows('SELECT FROM field_commands WHERE disputed')).toEqual([]);
});

test('a wrong PIN changes nothing', async () => {
  await expect(world.say({ kind: 'safe-home', pin: '9999' })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { fields: { pin: 'invalid' } },
  });
  expect(await world.rows('SELECT FROM field_commands')).toEqual([]);
  expect(await world.rows('SELECT FROM commands')).toEqual([]);
});

/** Everything that a sent command left behind, ids and times of its own left out. */
async function traces() {
  const [commands, events, states, alarms, publications] = await Promise.all([
    world.rows(`SELECT kind, step, scope, seq, text_sealed, disputed FROM field_commands`),
    world.rows(
      `SELECT stream, seq, kind, payload - 'id' AS payload FROM events WHERE stream NOT LIKE 'account:%'`,
    ),
    world.rows('SELECT * FROM city_states'),
    world.rows(`SELECT kind FROM alarms`),
    world.rows('SELECT what FROM publications'),
  ]);
  return { seen: { commands, events, states, publications }, alarms };
}

test('under duress everything is as it is when safe, but for an alarm', async () => {
  const spoken: string[][] = [];
  const found = [];
  for (const pin of ['1234', '4321']) {
    const statements: string[] = [];
    world.fieldPool.on('acquire', (client) => {
      const query = client.query.bind(client);
      Object.assign(client, {
        query: (first: string, ...rest: unknown[]) => {
          if (typeof first === 'string') statements.push(first.trim());
          return Reflect.apply(query, client, [first, ...rest]);
        },
      });
    });
    const receipt = await world.say({ kind: 'safe-home', pin });
    spoken.push([...statements]);
    found.push({ ...(await traces()), receipt: { ...receipt, commandId: '' } });
    await world.close();
    world = await createFieldWorld();
  }
  const [safe, duress] = found;
  expect(duress?.receipt).toEqual(safe?.receipt);
  expect(duress?.seen.events).toEqual(safe?.seen.events);
  expect(duress?.seen.commands).toEqual(safe?.seen.commands);
  expect(safe?.alarms).toEqual([]);
  expect(duress?.alarms).toEqual([{ kind: 'duress' }]);
  const alike = (one?: string[]) =>
    one?.map((statement) => statement.replace(/^(?:ROLLBACK TO|RELEASE)/u, ''));
  expect(spoken[0]?.length).toBeGreaterThan(10);
  expect(alike(spoken[1])).toEqual(alike(spoken[0]));
});

test('an incident counts as open, raises an alarm and tells nobody its words', async () => {
  await world.say({ kind: 'incident', incident: 'arrest', callMe: true, text: 'CANARY words' });
  expect(await world.rows('SELECT kind, call_me FROM incidents')).toEqual([
    { kind: 'arrest', call_me: true },
  ]);
  expect(await world.rows('SELECT open_incidents FROM city_states')).toEqual([
    { open_incidents: 1 },
  ]);
  expect(await world.rows('SELECT kind, level FROM alarms')).toEqual([
    { kind: 'incident', level: 'red' },
  ]);
  const events = JSON.stringify(await world.rows('SELECT payload, stream FROM events'));
  expect(events).not.toContain('CANARY');
  expect(events).toContain(`city:${CITY}`);
});
