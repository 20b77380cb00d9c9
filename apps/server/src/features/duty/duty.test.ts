import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import type { Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createDutyRouter } from './duty.router.ts';
import { createDutyService } from './duty.service.ts';

let scratch: TestDatabase;
let db: Database;
let now = new Date('2027-09-24T10:00:00Z');
beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 6 });
  await db.pool.query(
    `INSERT INTO users (id, name, email, role, updated_at)
     SELECT id, id, id || '@example.org', id, now() FROM unnest('{moderator,region-lead,observer}'::text[]) id`,
  );
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});

const as = (role: Role) =>
  createCallerFactory(
    createDutyRouter(
      createDutyService({
        pool: db.pool,
        clock: { now: () => now },
        newId: randomUUIDv7,
        editionFor: async () => {
          const { rows } = await db.pool.query('SELECT id FROM editions WHERE is_current');
          return { id: rows[0].id, slug: '2027', kind: 'real', date: '2027-09-24', dayClock: null };
        },
      }),
    ),
  )({
    requestId: 'r',
    principal: signedIn(role, { accountId: role }),
    networkHash: Buffer.alloc(32),
  });
const shift = (more: object = {}) => ({
  commandId: randomUUIDv7(),
  id: randomUUIDv7(),
  accountId: 'moderator',
  region: null,
  duress: true,
  startsAt: '2027-09-24T08:00:00Z',
  endsAt: '2027-09-24T16:00:00Z',
  ...more,
});

test('a shift is planned, changed, seen while it runs, and removed', async () => {
  const planned = shift();
  await as('admin').save(planned);
  const [running] = await as('observer').now({});
  // Whether somebody is told of duress, only those know who could be.
  expect(running).toMatchObject({ name: 'moderator', duress: null });
  await as('admin').save(shift({ id: planned.id, endsAt: '2027-09-24T10:00:00Z' }));
  expect(await as('observer').now({})).toEqual([]);
  expect((await as('moderator').list({})).shifts).toEqual([
    expect.objectContaining({ id: planned.id, duress: true, endsAt: '2027-09-24T10:00:00.000Z' }),
  ]);
  await as('admin').remove({ commandId: randomUUIDv7(), id: planned.id });
  now = new Date('2027-09-24T09:00:00Z');
  expect(await as('observer').now({})).toEqual([]);
});

test.each([
  ['for somebody who may not act on the day', { accountId: 'observer', duress: false }],
  ['for nobody we know', { accountId: 'nobody' }],
  ['that tells a region lead of duress', { accountId: 'region-lead' }],
])('no shift %s', async (_what, more) => {
  await expect(as('admin').save(shift(more))).rejects.toMatchObject({
    cause: { code: 'invalid-input' },
  });
});

test('no shift ends before it begins, or after a day', async () => {
  const endings = ['2027-09-24T08:00:00Z', '2027-09-25T08:00:01Z'];
  for (const endsAt of endings)
    await expect(as('admin').save(shift({ endsAt }))).rejects.toThrow(/endsAt/u);
});
