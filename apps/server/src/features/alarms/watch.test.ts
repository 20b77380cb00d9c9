import { transaction } from '@lantern/db/database';
import { instantOf } from '@lantern/schemas/wall-time';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchedDay, type WatchedDay } from './watched-day.fixture.ts';

let day: WatchedDay;
beforeAll(async () => {
  day = await openWatchedDay();
});
afterAll(() => day.close());
beforeEach(() => day.clear());

const MINUTE_MS = 60_000;
const watchAt = async (at: string | Date, service = day.newService()) => {
  day.setNow(at);
  await service.watch();
};
const minutesAfter = (at: string, minutes: number) =>
  new Date(Date.parse(at) + minutes * MINUTE_MS);
/** Noon on the day in London. */
const NOON = '2027-09-24T11:00:00Z';
const LONDON = { city: 'london', at: '2027-09-24T12:00' };

describe('a step that nobody answers', () => {
  beforeEach(async () => {
    await day.city('london');
    await day.action(LONDON);
  });

  test('is due, late, amber, red, each to the minute, and one alarm whatever becomes of the nodes', async () => {
    await day.account('admin');
    const due = minutesAfter(NOON, -30).toISOString();
    await watchAt(minutesAfter(due, 9.99));
    expect(await day.alarms()).toEqual([]);
    await watchAt(minutesAfter(due, 10));
    expect(await day.alarms()).toEqual(['on-the-way amber']);
    expect(day.told.map(({ accountId }) => accountId)).toEqual(['coordinator-london']);
    await watchAt(minutesAfter(due, 24.99));
    expect(day.told).toHaveLength(1);
    // Many nodes at the same instant, none of which knows of the others.
    day.setNow(minutesAfter(due, 25));
    await Promise.all(Array.from({ length: 6 }, () => day.newService().watch()));
    expect(await day.alarms()).toEqual(['on-the-way red']);
    expect(day.told.map(({ accountId }) => accountId)).toEqual(['coordinator-london', 'admin']);
    expect((await day.dayEvents()).map(({ state }) => state)).toEqual(['raised', 'red']);
  });

  test('is raised once, and red, when no node ran while it was due', async () => {
    await watchAt(minutesAfter(NOON, 5 * 60));
    await watchAt(minutesAfter(NOON, 5 * 60 + 1));
    const expected = ['on-the-way red', 'arrived red', 'outcome red', 'safe-home red'];
    expect(await day.alarms()).toEqual(expected);
    expect((await day.dayEvents()).map(({ state }) => state)).toEqual(expected.map(() => 'raised'));
  });

  test('closes by itself when word comes, late and with its true time', async () => {
    await watchAt(minutesAfter(NOON, -10));
    // Said in time, on a phone that was offline.
    await day.hear({
      city: 'london',
      at: minutesAfter(NOON, -40).toISOString(),
      step: 'on-the-way',
    });
    await watchAt(minutesAfter(NOON, -9));
    expect(await day.alarms()).toEqual(['on-the-way heard']);
    expect((await day.dayEvents()).at(-1)).toMatchObject({ state: 'closed', level: 'amber' });
  });

  test('is told to nobody who has lost the role by which they answered for the city', async () => {
    await day.db.pool.query(`UPDATE users SET role = 'observer' WHERE id = 'coordinator-london'`);
    await watchAt(minutesAfter(NOON, -19));
    expect(await day.alarms()).toEqual(['on-the-way amber']);
    expect(day.told).toEqual([]);
    await day.db.pool.query(
      `UPDATE users SET role = 'coordinator' WHERE id = 'coordinator-london'`,
    );
  });

  test('is silent for no city that nobody answers for, nor after it was called off', async () => {
    await watchAt(minutesAfter(NOON, 12));
    await day.db.pool.query('UPDATE actions SET called_off_at = now()');
    await watchAt(minutesAfter(NOON, 13));
    expect(await day.alarms()).toEqual(['on-the-way called-off', 'arrived called-off']);
    await day.clear();
    await day.action(LONDON);
    await watchAt(minutesAfter(NOON, 60));
    expect(await day.alarms()).toEqual([]);
  });

  test('waits anew, and is told anew, when the action is moved', async () => {
    const moveTo = (minutes: number) =>
      day.db.pool.query(
        `UPDATE actions SET starts_at = $1, ends_at = $1::timestamptz + interval '1 hour'`,
        [minutesAfter(NOON, minutes)],
      );
    await watchAt(minutesAfter(NOON, -20));
    await moveTo(60);
    await watchAt(minutesAfter(NOON, -19));
    expect(await day.alarms()).toEqual(['on-the-way replanned']);
    await watchAt(minutesAfter(NOON, 45));
    expect(await day.alarms()).toEqual(['on-the-way amber']);
    expect(day.told).toHaveLength(2);
    await moveTo(61);
    await watchAt(minutesAfter(NOON, 46));
    const { rows } = await day.db.pool.query('SELECT due_at FROM alarms');
    expect(rows).toEqual([{ due_at: minutesAfter(NOON, 31) }]);
  });
});

test.each([
  ['Pacific/Kiritimati', '2027-09-24T12:00', '2027-09-23T22:00:00Z'],
  ['Pacific/Pago_Pago', '2027-09-24T12:00', '2027-09-24T23:00:00Z'],
  ['Asia/Kathmandu', '2027-09-24T12:00', '2027-09-24T06:15:00Z'],
  // On the way before the clocks went back an hour, arrived after it.
  ['Europe/Berlin', '2027-10-31T03:10', '2027-10-31T02:10:00Z'],
  // Its night had no hour between two and three.
  ['America/New_York', '2028-03-12T03:10', '2028-03-12T07:10:00Z'],
  ['Australia/Lord_Howe', '2027-10-03T02:35', '2027-10-02T15:35:00Z'],
])('in %s, %s is due at %s', async (zone, at, instant) => {
  expect(instantOf(at, zone)).toMatchObject({ is: 'instant', twice: false });
  const city = `in-${zone.toLowerCase().replaceAll(/[^a-z]/gu, '-')}`;
  await day.city(city, zone);
  await day.action({ city, at });
  await watchAt(minutesAfter(instant, -20 - 1 / 60));
  expect(await day.alarms(city)).toEqual([]);
  await watchAt(minutesAfter(instant, -20));
  await watchAt(minutesAfter(instant, 10));
  await watchAt(minutesAfter(instant, 10));
  expect(await day.alarms(city)).toEqual(['on-the-way red', 'arrived amber']);
});

describe('who is told', () => {
  const raise = (kind: 'incident' | 'help' | 'duress') => {
    const { raise: raiseOne } = day.newService();
    const alarm = { editionId: day.editionId, city: 'london', kind, subject: kind };
    return transaction(day.db.pool, (tx) => raiseOne(tx, alarm));
  };
  const toldOf = (kind: string) =>
    day.told
      .filter((notice) => notice.kind === kind)
      .map(({ accountId }) => accountId)
      .toSorted();

  beforeEach(async () => {
    await day.city('london');
    await day.assign('deputy', { city: 'london' });
    await day.assign('region-lead', { region: 'europe' });
    await day.assign('region-lead', { region: 'asia' });
    await day.account('admin', 'admin-1');
    await day.account('admin', 'admin-2');
  });

  test('of amber the city itself; of red its region and who is on duty, else all admins', async () => {
    await day.action(LONDON);
    await watchAt(minutesAfter(NOON, -15));
    expect(toldOf('silence')).toEqual(['coordinator-london', 'deputy-london']);
    day.told.length = 0;
    await watchAt(minutesAfter(NOON, -5));
    expect(toldOf('silence')).toEqual(['admin-1', 'admin-2', 'region-lead-europe']);
    day.told.length = 0;
    await day.onDuty('moderator');
    await watchAt(minutesAfter(NOON, -4));
    // Whoever comes on duty hears of what nobody has in hand; nobody hears it twice.
    expect(toldOf('silence')).toEqual(['moderator-duty']);
  });

  test('of duress only who is on duty for it, on no stream that others hear', async () => {
    await day.onDuty('moderator', { id: 'ordinary' });
    await day.onDuty('moderator', { id: 'named', duress: true });
    await day.onDuty('region-lead', { id: 'lead-on-duty', duress: true });
    await raise('duress');
    await raise('help');
    await watchAt(NOON);
    expect(toldOf('duress')).toEqual(['named']);
    expect(toldOf('help')).toEqual(['lead-on-duty', 'named', 'ordinary', 'region-lead-europe']);
    expect(await day.dayEvents()).toEqual([
      expect.objectContaining({ alarm: 'help', state: 'raised' }),
    ]);
    const { rows } = await day.db.pool.query(
      `SELECT stream FROM events WHERE payload ->> 'id' = (SELECT id::text FROM alarms WHERE kind = 'duress')`,
    );
    expect(rows).toEqual([{ stream: 'account:named' }]);
  });

  test('of duress all admins when nobody is on duty for it, and nobody else reads it', async () => {
    await raise('duress');
    await watchAt(NOON);
    expect(toldOf('duress')).toEqual(['admin-1', 'admin-2']);
    const service = day.newService();
    const readBy = async (
      accountId: string,
      role: 'admin' | 'moderator' | 'observer' | 'region-lead',
    ) => (await service.list(undefined, { accountId, role })).open.map(({ kind }) => kind);
    expect(await readBy('admin-1', 'admin')).toEqual(['duress']);
    expect(await readBy('admin-3', 'admin')).toEqual([]);
    // Told as an admin, and since made something else.
    expect(await readBy('admin-2', 'observer')).toEqual([]);
    expect(await readBy('region-lead-europe', 'region-lead')).toEqual([]);
  });
});
