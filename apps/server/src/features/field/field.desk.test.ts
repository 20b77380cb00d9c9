import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CITY,
  COORDINATOR,
  createFieldWorld,
  DEPUTY,
  type FieldWorld,
} from '../../../test/field-world.ts';
import type { Speaker } from './field.deps.ts';

let world: FieldWorld;
beforeEach(async () => {
  world = await createFieldWorld();
});
afterEach(() => world.close());

const ADMIN: Speaker = { accountId: 'boss', role: 'admin' };
const LEAD_OF_ELSEWHERE: Speaker = { accountId: 'lead', role: 'region-lead' };
const on = () => ({ commandId: randomUUIDv7(), edition: world.edition, city: CITY });
const reason = 'CANARY reason';
const state = async () => (await world.rows('SELECT phase, outcome, disputed FROM city_states'))[0];

test('staff check somebody in by voice: it is marked so, needs no PIN, and cannot lie ahead', async () => {
  const of = COORDINATOR.accountId;
  const said = { kind: 'step', step: 'safe-home', scope: 'group' } as const;
  const command = { ...on(), of, said, reason, at: '2027-09-25T00:00:00Z' };
  const receipt = await world.service.onBehalf(command, ADMIN);
  expect(receipt.happenedAt).toBe(receipt.receivedAt);
  expect(await world.service.onBehalf(command, ADMIN)).toEqual(receipt);
  expect(await state()).toMatchObject({ phase: 'safe-home' });
  const { commands } = await world.service.timeline(on(), ADMIN);
  expect(commands).toMatchObject([
    { by: { accountId: 'boss' }, of: { accountId: of }, hasWords: true },
  ]);
  const mine = await world.service.mine(COORDINATOR);
  expect(mine.cities[0]?.commands).toMatchObject([{ who: 'you', byStaff: true }]);
  await expect(
    world.service.onBehalf({ ...command, ...on(), of: 'stranger' }, ADMIN),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});

test('what disagrees is settled for one of them, and that is what goes out', async () => {
  const refused = { kind: 'outcome', actionId: world.delivery, outcome: 'refused' } as const;
  const first = await world.say(refused);
  await world.say({ ...refused, outcome: 'handed-in' }, DEPUTY);
  expect(await state()).toMatchObject({ disputed: true, outcome: 'handed-in' });
  await world.service.settle({ ...on(), stands: first.commandId, reason }, ADMIN);
  expect(await state()).toMatchObject({ disputed: false, outcome: 'refused' });
  expect(await world.rows('SELECT disputed, settled_by FROM field_commands ORDER BY seq')).toEqual([
    { disputed: true, settled_by: 'boss' },
    { disputed: true, settled_by: 'boss' },
    { disputed: false, settled_by: null },
  ]);
  expect(await world.rows('SELECT outcome FROM publications WHERE superseded_at IS NULL')).toEqual([
    { outcome: 'refused' },
  ]);
  await expect(
    world.service.settle({ ...on(), stands: first.commandId, reason }, ADMIN),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('staff set what they know better, and may take a city back', async () => {
  await world.say({ kind: 'step', step: 'arrived' });
  const nobody = { what: 'phase', phase: 'waiting' } as const;
  await world.service.override({ ...on(), set: nobody, reason }, ADMIN);
  expect(await state()).toMatchObject({ phase: 'waiting' });
  expect(await world.rows('SELECT FROM publications WHERE superseded_at IS NULL')).toEqual([]);
  await world.say({ kind: 'safe-home', pin: '1234' });
  const set = { what: 'phase', phase: 'arrived' } as const;
  await world.service.override({ ...on(), set, reason }, ADMIN);
  expect(await state()).toMatchObject({ phase: 'there' });
  const outcome = { what: 'outcome', actionId: world.delivery, outcome: 'mailed' } as const;
  await world.service.override({ ...on(), set: outcome, reason }, ADMIN);
  expect(await state()).toMatchObject({ phase: 'done', outcome: 'mailed' });
});

test('silence ends when all are home, not when one is; and begins anew where staff set a city back', async () => {
  const heard = async () =>
    (await world.rows<{ step: string }>('SELECT step FROM heard_steps ORDER BY at, step')).map(
      ({ step }) => step,
    );
  const home = { kind: 'safe-home', pin: '1234', scope: 'self' } as const;
  for (const speaker of [COORDINATOR, DEPUTY])
    await world.say({ kind: 'step', step: 'arrived' }, speaker);
  world.pass(1);
  await world.say(home);
  expect(await heard()).toEqual(['arrived']);
  world.pass(1);
  await world.say(home, DEPUTY);
  expect(await heard()).toEqual(['arrived', 'safe-home']);
  const set = { what: 'phase', phase: 'arrived' } as const;
  await world.service.override({ ...on(), set, reason }, ADMIN);
  expect(await heard()).toEqual(['arrived']);
});

test('words are opened by a look that is written down, and kept nowhere else', async () => {
  const { commandId: id } = await world.say({
    kind: 'incident',
    incident: 'filmed',
    callMe: false,
    text: 'CANARY incident',
  });
  await world.service.closeIncident({ ...on(), id, note: 'CANARY closing' }, ADMIN);
  await expect(
    world.service.closeIncident({ ...on(), id, note: null }, ADMIN),
  ).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await world.rows('SELECT open_incidents FROM city_states')).toEqual([
    { open_incidents: 0 },
  ]);
  const look = on();
  const opened = await world.service.openWords(look, ADMIN);
  expect(opened.words).toEqual([
    { id, text: 'CANARY incident', reason: null, closing: 'CANARY closing' },
  ]);
  expect(await world.service.openWords(look, ADMIN)).toEqual(opened);
  for (const table of ['commands', 'audit_log', 'events', 'field_commands', 'incidents'])
    expect(JSON.stringify(await world.rows(`SELECT * FROM ${table}`))).not.toContain('CANARY');
  expect(await world.rows(`SELECT actor FROM audit_log WHERE act = 'field.open-words'`)).toEqual([
    { actor: 'boss' },
  ]);
});

test('nobody acts on a city of another region', async () => {
  const look = world.service.timeline(on(), LEAD_OF_ELSEWHERE);
  await expect(look).rejects.toMatchObject({ code: 'forbidden' });
  const set = { what: 'phase', phase: 'arrived' } as const;
  await expect(
    world.service.override({ ...on(), set, reason }, LEAD_OF_ELSEWHERE),
  ).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.service.helpLines(on(), LEAD_OF_ELSEWHERE)).rejects.toMatchObject({
    code: 'forbidden',
  });
  const everywhere = { edition: world.edition, city: null };
  expect(await world.service.helpLines(everywhere, LEAD_OF_ELSEWHERE)).toEqual({ lines: [] });
  expect(await world.rows('SELECT FROM audit_log')).toEqual([]);
});

test('the kit holds the letters in force and whom to call, those of the city first', async () => {
  const line = (label: string) => ({ kind: 'legal', label, phone: '+44 20 1234' }) as const;
  const set = (city: string | null, label: string) =>
    world.service.setHelpLines({ ...on(), city, lines: [line(label)] }, ADMIN);
  await set(null, 'Everywhere');
  await set(CITY, 'Old');
  await set(CITY, 'London');
  const kit = await world.service.kit({ edition: world.edition, city: CITY }, COORDINATOR);
  expect(kit.lines).toEqual([line('London'), line('Everywhere')]);
  expect(kit.letters.map(({ locale }) => locale)).toEqual(['en', 'ko', 'zh-Hans']);
  const read = async () =>
    (await world.service.kit({ edition: world.edition, city: CITY }, COORDINATOR)).lines.slice(2);
  await world.rows(
    `INSERT INTO users (id, name, email, role, created_at, updated_at)
     SELECT id, '', id || '@example.org', 'region-lead', now(), now() FROM unnest($1::text[]) u (id)`,
    [['lead', 'duty', 'night', 'asia']],
  );
  for (const id of ['lead', 'duty', 'night', 'asia'])
    await world.rows(
      'INSERT INTO person_contacts (account_id, phone_sealed, updated_at) VALUES ($1, $2, now())',
      [id, world.keyring.seal(`+44 ${id}`, id)],
    );
  await world.rows(
    `INSERT INTO duty_shifts (id, edition_id, account_id, region, starts_at, ends_at, created_at, created_by)
     SELECT gen_random_uuid(), $1, account, region, starts, starts + interval '8 hours', now(), 's'
     FROM (VALUES ('duty', null, $2::timestamptz), ('asia', 'asia', $2), ('night', 'europe', $2 + interval '3 days'))
       d (account, region, starts)`,
    [world.editionId, new Date('2027-09-24T06:00:00Z')],
  );
  await world.rows(
    `INSERT INTO assignments (id, edition_id, account_id, role, region, created_at, created_by)
     VALUES (gen_random_uuid(), $1, 'lead', 'region-lead', 'europe', now(), 's')`,
    [world.editionId],
  );
  expect(await read()).toEqual([
    { kind: 'duty', label: '', phone: '+44 duty' },
    { kind: 'lead', label: '', phone: '+44 lead' },
  ]);
  await read();
  expect(await world.rows(`SELECT actor FROM audit_log WHERE act = 'field.kit'`)).toEqual([
    { actor: 'ann' },
  ]);
  await expect(
    world.service.kit({ edition: world.edition, city: 'seoul' }, COORDINATOR),
  ).rejects.toMatchObject({ code: 'forbidden' });
  // Whoever has lost the role is called by nobody.
  await world.rows(`UPDATE users SET role = 'partner' WHERE id IN ('lead', 'duty')`);
  expect(await read()).toEqual([]);
});
