import { randomUUIDv7 } from 'node:crypto';
import { transaction } from '@lantern/db/database';
import type { Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createAlarmsRouter } from './alarms.router.ts';
import { openWatchedDay, type WatchedDay } from './watched-day.fixture.ts';

let day: WatchedDay;
beforeAll(async () => {
  day = await openWatchedDay();
});
afterAll(() => day.close());
beforeEach(async () => {
  await day.clear();
  await day.city('london');
  await day.city('seoul');
  await day.assign('deputy', { city: 'london' });
  await day.assign('region-lead', { region: 'europe' });
  await day.account('moderator', 'mo');
  await day.account('admin', 'ada');
});

const as = (accountId: string, role: Role) =>
  createCallerFactory(createAlarmsRouter(day.newService()))({
    requestId: 'r',
    principal: signedIn(role, { accountId }),
    networkHash: Buffer.alloc(32),
  });
const mo = () => as('mo', 'moderator');
const lead = () => as('region-lead-europe', 'region-lead');

async function raise(city: string, kind: 'incident' | 'duress' = 'incident'): Promise<string> {
  const service = day.newService();
  const subject = randomUUIDv7();
  await transaction(day.db.pool, (tx) =>
    service.raise(tx, { editionId: day.editionId, city, kind, subject }),
  );
  await service.watch();
  const { rows } = await day.db.pool.query('SELECT id FROM alarms WHERE subject = $1', [subject]);
  return rows[0].id;
}
const command = (id: string) => ({ commandId: randomUUIDv7(), id });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    ({ cause }: { cause: { code: string } }) => cause.code,
  );

test('one person takes an alarm, the second is told who; it can be given back', async () => {
  const id = await raise('london');
  const take = command(id);
  const first = await mo().acknowledge(take);
  expect(await mo().acknowledge(take)).toEqual(first);
  expect(await lead().acknowledge(command(id))).toMatchObject({ by: 'mo', name: 'Name of mo' });
  expect(await codeOf(lead().release(command(id)))).toBe('forbidden');
  await mo().release(command(id));
  await lead().acknowledge(command(id));
  const [alarm] = (await mo().list({})).open;
  expect(alarm).toMatchObject({ acknowledgedName: 'Name of region-lead-europe', mayAct: true });
  const states = (await day.dayEvents()).map(({ state }) => state);
  expect(states).toEqual(['raised', 'acknowledged', 'raised', 'acknowledged']);
});

test('a region lead acts on their own cities, and calls the people of these alone', async () => {
  const seal = createKeyring(Buffer.alloc(32, 7)).seal('+44 20 7946 0000', 'deputy-london');
  await day.db.pool.query(
    `INSERT INTO person_contacts (account_id, phone_sealed, updated_at) VALUES ('deputy-london', $1, now())`,
    [seal],
  );
  const [london, seoul] = [await raise('london'), await raise('seoul')];
  expect(await lead().numbers({ id: london })).toEqual([
    { role: 'coordinator', name: 'Name of coordinator-london', phone: null },
    { role: 'deputy', name: 'Name of deputy-london', phone: '+44 20 7946 0000' },
    { role: 'region-lead', name: 'Name of region-lead-europe', phone: null },
  ]);
  expect(await codeOf(lead().numbers({ id: seoul }))).toBe('forbidden');
  expect(await codeOf(lead().settle({ ...command(seoul), note: 'x' }))).toBe('forbidden');
  const { rows } = await day.db.pool.query(
    `SELECT actor, act, subject FROM audit_log WHERE act = 'alarms.numbers'`,
  );
  expect(rows).toEqual([{ actor: 'region-lead-europe', act: 'alarms.numbers', subject: london }]);
});

test('calls and the end are written down, sealed, and read by those who may act', async () => {
  const id = await raise('london');
  const call = { ...command(id), callee: 'deputy', result: 'reached', note: 'Is safe.' } as const;
  await mo().recordCall(call);
  await mo().recordCall(call);
  await mo().settle({ ...command(id), note: 'Spoke to the deputy.' });
  const [ended] = (await mo().list({})).recent;
  expect(ended).toMatchObject({ closedAs: 'settled', closedName: 'Name of mo' });
  expect(ended?.calls).toEqual([expect.objectContaining({ callee: 'deputy', result: 'reached' })]);
  expect(await lead().notes({ id })).toEqual({
    calls: { [call.commandId]: 'Is safe.' },
    end: 'Spoke to the deputy.',
  });
  const { rows } = await day.db.pool.query(
    `SELECT (SELECT json_agg(e) FROM events e)::text || (SELECT json_agg(l) FROM audit_log l)::text AS everything,
       (SELECT encode(note_sealed, 'escape') FROM alarm_calls) AS note`,
  );
  expect(rows[0].everything).not.toMatch(/safe|Spoke/u);
  expect(rows[0].note).not.toContain('safe');
});

test('of duress only who was told may know, whatever they call; its acts tell the others nothing', async () => {
  await day.onDuty('moderator', { id: 'named', duress: true });
  const id = await raise('london', 'duress');
  for (const caller of [mo(), lead(), as('ada', 'admin')]) {
    expect((await caller.list({})).open).toEqual([]);
    expect(await codeOf(caller.acknowledge(command(id)))).toBe('not-found');
    expect(await codeOf(caller.numbers({ id }))).toBe('not-found');
    expect(await codeOf(caller.notes({ id }))).toBe('not-found');
  }
  const named = as('named', 'moderator');
  await named.acknowledge(command(id));
  await named.settle({ ...command(id), note: 'Released.' });
  expect((await named.list({})).recent).toHaveLength(1);
  expect((await mo().list({})).recent).toEqual([]);
  expect(await day.dayEvents()).toEqual([]);
  const { rows } = await day.db.pool.query('SELECT details FROM audit_log');
  expect(JSON.stringify(rows)).not.toContain('london');
});
