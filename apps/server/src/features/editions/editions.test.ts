import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import type { EditionPlan } from '@lantern/schemas/edition-rules';
import { editionSettingsSchema, type EditionSettings } from '@lantern/schemas/edition-settings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { createEditionsRouter } from './editions.router.ts';
import { createEditionsService } from './editions.service.ts';

let scratch: TestDatabase;
let db: Database;
let now: Date;
let refreshed: number;
let republished: number;

const admin = signedIn('admin');

beforeEach(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  now = new Date('2026-11-20T12:00:00Z');
  refreshed = 0;
  republished = 0;
});
afterEach(async () => {
  await db.close();
  await scratch.drop();
});

function callerFor(principal: Principal | null = admin, localMode = false) {
  const service = createEditionsService({
    database: db,
    clock: { now: () => now },
    newId: randomUUIDv7,
    localMode,
    phaseOf: async () => 'open',
    refresh: async () => {
      refreshed += 1;
    },
    copyTexts: async (tx, { to }) => {
      await tx.query(`UPDATE editions SET goal = goal WHERE id = $1`, [to]);
    },
    republish: async () => {
      republished += 1;
    },
    emailsOf: async () => new Map([[admin.accountId, 'admin@example.org']]),
  });
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(0) };
  return createCallerFactory(createEditionsRouter(service))(context);
}

async function editionOf(slug: string): Promise<EditionSettings> {
  const found = (await callerFor().list()).find((edition) => edition.slug === slug);
  return editionSettingsSchema.parse(found);
}

const planOf = ({ date, timezone, opensAt, closesAt, deliversAt, goal }: EditionPlan) => ({
  date,
  timezone,
  opensAt,
  closesAt,
  deliversAt,
  goal,
});

/** Changes the edition of 2027 as a person would who sees it as it is. */
async function change(part: Partial<EditionPlan>, more: { closesNow?: boolean } = {}) {
  const was = planOf(await editionOf('2027'));
  const plan = { ...was, ...part };
  return callerFor().change({ commandId: randomUUIDv7(), edition: '2027', was, ...plan, ...more });
}

const acts = async () =>
  (await db.pool.query('SELECT act, details FROM audit_log ORDER BY id')).rows;

const NEXT: EditionPlan = {
  date: '2028-09-22',
  timezone: 'Asia/Seoul',
  opensAt: '2027-12-01T00:00:00.000Z',
  closesAt: '2028-09-21T15:00:00.000Z',
  deliversAt: '2028-09-22T03:00:00.000Z',
  goal: 150_000,
};

const creation = (slug: string) => ({
  commandId: randomUUIDv7(),
  slug,
  kind: 'real' as const,
  ...NEXT,
  textsFrom: null,
  citiesFrom: '2027',
});

describe('dates and goal', () => {
  test('change, are filed with what they were, and say who did it', async () => {
    await change({ goal: 120_000 });
    expect(await editionOf('2027')).toMatchObject({
      goal: 120_000,
      lastChange: { at: now.toISOString(), by: 'admin@example.org' },
    });
    expect(await acts()).toEqual([
      { act: 'editions.change', details: { from: { goal: 100_000 }, to: { goal: 120_000 } } },
    ]);
    expect(refreshed).toBe(1);
  });

  test('of two admins the second is told, and nothing is lost or overwritten', async () => {
    const was = planOf(await editionOf('2027'));
    const save = (part: Partial<EditionPlan>) =>
      callerFor().change({
        commandId: randomUUIDv7(),
        edition: '2027',
        was,
        ...was,
        ...part,
      });
    await save({ goal: 120_000 });
    await expect(save({ deliversAt: '2027-09-24T18:00:00.000Z' })).rejects.toMatchObject({
      cause: { code: 'conflict' },
    });
    expect(await editionOf('2027')).toMatchObject({ goal: 120_000, deliversAt: was.deliversAt });
  });

  test('the same command twice changes once, and answers alike', async () => {
    const was = planOf(await editionOf('2027'));
    const command = {
      commandId: randomUUIDv7(),
      edition: '2027',
      was,
      ...was,
      goal: 5_000,
    };
    const twice = await Promise.all([callerFor().change(command), callerFor().change(command)]);
    expect(twice[0]).toEqual(twice[1]);
    expect(await acts()).toHaveLength(1);
  });

  test.each([
    [{ closesAt: '2026-10-01T00:00:00.000Z' }, { closesAt: 'in-the-past' }],
    [{ closesAt: '2027-09-30T00:00:00.000Z' }, { deliversAt: 'order' }],
    [{ opensAt: '2027-09-30T00:00:00.000Z' }, { closesAt: 'order' }],
    [{ deliversAt: '2026-11-19T00:00:00.000Z' }, { deliversAt: 'in-the-past' }],
    [{ timezone: 'Atlantis/Center' }, { timezone: 'unknown-zone' }],
    [{ goal: 0 }, { goal: 'invalid' }],
  ])('%j is refused: %j', async (part, fields) => {
    await expect(change(part)).rejects.toMatchObject(
      Object.keys(part).some((name) => name.endsWith('At'))
        ? { cause: { code: 'invalid-input', details: { fields } } }
        : {
            cause: {
              issues: [
                expect.objectContaining({
                  path: Object.keys(fields),
                  message: Object.values(fields)[0],
                }),
              ],
            },
          },
    );
    expect(await acts()).toEqual([]);
  });

  test('closing now is closing at this moment, and can be taken back', async () => {
    const { closesAt } = await editionOf('2027');
    await change({}, { closesNow: true });
    expect(await editionOf('2027')).toMatchObject({ closesAt: now.toISOString() });
    now = new Date(now.getTime() + 60_000);
    await change({ closesAt });
    expect(await editionOf('2027')).toMatchObject({ closesAt });
  });

  test('after the delivery only the goal changes, since erasing means something else from then on', async () => {
    now = new Date('2027-09-24T16:00:00Z');
    await expect(change({ deliversAt: '2027-12-10T12:00:00.000Z' })).rejects.toMatchObject({
      cause: { details: { fields: { deliversAt: 'delivered' } } },
    });
    await expect(change({}, { closesNow: true })).rejects.toMatchObject({
      cause: { details: { fields: { closesAt: 'delivered' } } },
    });
    await change({ goal: 200_000 });
    expect(await editionOf('2027')).toMatchObject({ goal: 200_000 });
  });
});

describe('switches', () => {
  test('turn on and off, saying who did it, and refuse to turn where they stand', async () => {
    const turn = (on: boolean) =>
      callerFor().setSwitch({
        commandId: randomUUIDv7(),
        edition: '2027',
        name: 'supporters',
        on,
      });
    await turn(true);
    await expect(turn(true)).rejects.toMatchObject({ cause: { code: 'conflict' } });
    const { switches } = await editionOf('2027');
    expect(switches).toEqual({
      collection: { on: false, last: null },
      news: { on: false, last: null },
      supporters: { on: true, last: { at: now.toISOString(), by: 'admin@example.org' } },
      publishing: { on: false, last: null },
    });
    await turn(false);
    expect((await editionOf('2027')).switches.supporters.on).toBe(false);
    expect((await acts()).map(({ details }) => details)).toEqual([
      { name: 'supporters', on: true },
      { name: 'supporters', on: false },
    ]);
  });
});

test('publishing that goes on brings what is public up to date, once', async () => {
  const turn = (on: boolean) =>
    callerFor().setSwitch({ commandId: randomUUIDv7(), edition: '2027', name: 'publishing', on });
  await turn(true);
  expect(republished).toBe(0);
  await turn(false);
  expect(republished).toBe(1);
});

describe('editions', () => {
  test('a new one has the same places, each planned, counts nothing, and is not current', async () => {
    await db.pool.query(`UPDATE cities SET status = 'done', outcome = 'held'`);
    await callerFor().create(creation('2028'));
    const [made, before] = [await editionOf('2028'), await editionOf('2027')];
    expect(made).toMatchObject({ ...NEXT, isCurrent: false, total: 0, approved: [] });
    expect(made.cities).toBe(before.cities);
    const { rows } = await db.pool.query(
      `SELECT DISTINCT status::text, outcome FROM cities c JOIN editions e ON e.id = c.edition_id
       WHERE e.slug = '2028'`,
    );
    expect(rows).toEqual([{ status: 'planned', outcome: null }]);
    await expect(callerFor().create(creation('2028'))).rejects.toMatchObject({
      cause: { details: { fields: { slug: 'taken' } } },
    });
    // Where nobody may go to the mission any more, nobody is asked to.
    await db.pool.query(`UPDATE missions SET offered = false WHERE place_slug = 'kabul'`);
    await callerFor().create(creation('2029'));
    expect((await editionOf('2029')).cities).toBe(before.cities - 1);
  });

  test('rehearsals exist in local mode only', async () => {
    const rehearsal = { ...creation('rehearsal'), kind: 'rehearsal' as const };
    await expect(callerFor().create(rehearsal)).rejects.toMatchObject({
      cause: { code: 'forbidden' },
    });
    await callerFor(admin, true).create(rehearsal);
    await expect(
      callerFor().makeCurrent({ commandId: randomUUIDv7(), edition: 'rehearsal', was: '2027' }),
    ).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  });

  test('one is current: choosing another tells the stream of the one that was', async () => {
    await callerFor().create(creation('2028'));
    await callerFor().create(creation('2029'));
    const choose = (edition: string, was: string) =>
      callerFor().makeCurrent({ commandId: randomUUIDv7(), edition, was });
    const both = await Promise.allSettled([choose('2028', '2027'), choose('2029', '2027')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const current = (await callerFor().list()).filter(({ isCurrent }) => isCurrent);
    expect(current).toHaveLength(1);
    const { rows } = await db.pool.query(
      `SELECT e.slug, v.kind, v.payload FROM events v JOIN editions e ON e.id = v.edition_id`,
    );
    expect(rows).toEqual([
      { slug: '2027', kind: 'edition-left', payload: { edition: current[0]?.slug } },
    ]);
  });
});

test('what is put away refuses every change until it is taken out; not the current one, nor before its day', async () => {
  const archive = (edition: string, archived: boolean) =>
    callerFor().archive({ commandId: randomUUIDv7(), edition, archived });
  const conflict = { cause: { code: 'conflict' } };
  await callerFor().create(creation('2028'));
  await expect(archive('2028', true)).rejects.toMatchObject(conflict);
  now = new Date('2028-09-23T12:00:00Z');
  await expect(archive('2027', true)).rejects.toMatchObject(conflict);
  await expect(archive('2028', true)).rejects.toMatchObject(conflict);
  now = new Date('2028-09-27T12:00:00Z');
  await archive('2028', true);
  await expect(archive('2028', true)).rejects.toMatchObject(conflict);
  expect(await editionOf('2028')).toMatchObject({ archivedAt: now.toISOString() });
  const plan = planOf(await editionOf('2028'));
  const changing = { commandId: randomUUIDv7(), edition: '2028', was: plan, ...plan, goal: 9 };
  const turning = { commandId: randomUUIDv7(), edition: '2028', name: 'news' as const, on: true };
  const choosing = { commandId: randomUUIDv7(), edition: '2028', was: '2027' };
  await expect(callerFor().change(changing)).rejects.toMatchObject(conflict);
  await expect(callerFor().setSwitch(turning)).rejects.toMatchObject(conflict);
  await expect(callerFor().makeCurrent(choosing)).rejects.toMatchObject(conflict);
  await archive('2028', false);
  await callerFor().setSwitch({ ...turning, commandId: randomUUIDv7() });
});

test('moderators read, others do not, and only administrators act, with a passkey just used', async () => {
  const moderator = callerFor({ ...admin, role: 'moderator' });
  expect(await moderator.list()).toHaveLength(1);
  const refused = { cause: { code: 'forbidden' } };
  await expect(moderator.create(creation('2028'))).rejects.toMatchObject(refused);
  await expect(callerFor({ ...admin, role: 'observer' }).list()).rejects.toMatchObject(refused);
  const stale = callerFor({ ...admin, fresh: false });
  await expect(
    stale.makeCurrent({ commandId: randomUUIDv7(), edition: '2027', was: null }),
  ).rejects.toMatchObject({ cause: { code: 'sign-in-again' } });
});

test('a transaction that fails leaves no edition behind', async () => {
  await expect(
    callerFor().create({ ...creation('2030'), textsFrom: 'no-such' }),
  ).rejects.toMatchObject({ cause: { code: 'edition-unknown' } });
  expect((await callerFor().list()).map(({ slug }) => slug)).toEqual(['2027']);
  await transaction(db.pool, async (tx) => {
    expect((await tx.query('SELECT FROM commands')).rowCount).toBe(0);
  });
});
