import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { MAY_READ_AUDIT } from '@lantern/schemas/audit-roles';
import { ROLES, type Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { recordAct } from '../../platform/audit.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createAuditRepo } from './audit.repo.ts';
import { createAuditRouter } from './audit.router.ts';
import { createAuditService } from './audit.service.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 2 });
  await db.pool.query(
    `INSERT INTO users (id, name, email, role, updated_at) VALUES ('one', 'One', 'one@example.org', 'admin', now())`,
  );
  for (let day = 1; day <= 28; day += 1) {
    for (const [actor, act] of [
      ['one', 'signing.void'],
      ['server', 'auth.invite'],
    ] as const) {
      await transaction(db.pool, (tx) =>
        recordAct(tx, {
          id: randomUUIDv7(),
          at: new Date(Date.UTC(2027, 1, day, 12)),
          actor,
          act,
          subject: `subject-${day}`,
          details: { count: day, reason: 'Scripted' },
        }),
      );
    }
  }
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const as = (role: Role | null) =>
  createCallerFactory(createAuditRouter(createAuditService(createAuditRepo(db.pool))))({
    requestId: 'request',
    networkHash: Buffer.alloc(32),
    principal: role && signedIn(role, { accountId: 'one' }),
  });

test('pages go back in time and hold every entry once', async () => {
  const first = await as('admin').page({});
  expect(first.entries).toHaveLength(50);
  expect(first.entries[0]?.at).toBe('2027-02-28T12:00:00.000Z');
  expect(first.acts).toEqual(['auth.invite', 'signing.void']);
  const second = await as('admin').page({ cursor: first.next ?? '' });
  expect(second.entries).toHaveLength(6);
  expect(second.next).toBeNull();
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  expect(new Set(ids).size).toBe(56);
});

test('it is searched by act, address, subject and details, and narrowed by day', async () => {
  const found = async (input: Parameters<ReturnType<typeof as>['page']>[0]) =>
    (await as('admin').page(input)).entries.length;
  expect(await found({ search: 'ONE@example.org' })).toBe(28);
  expect(await found({ search: 'subject-17' })).toBe(2);
  expect(await found({ search: '"count": 17' })).toBe(2);
  expect(await found({ search: 'scripted', act: 'auth.invite' })).toBe(28);
  expect(await found({ search: '100%' })).toBe(0);
  expect(await found({ from: '2027-02-10', to: '2027-02-11' })).toBe(4);
});

test.each([{ search: 'a\0' }, { act: '\0' }, { from: '0000-01-01' }, { to: '0000-12-31' }])(
  'what no entry can hold is refused: %j',
  async (input) => {
    await expect(as('admin').page(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  },
);

test('it is for those who may read it, and for nobody else', async () => {
  await expect(as(null).page({})).rejects.toThrow('not-signed-in');
  for (const role of ROLES) {
    const call = as(role).page({});
    if (MAY_READ_AUDIT.includes(role)) await expect(call).resolves.toBeDefined();
    else await expect(call).rejects.toThrow('forbidden');
  }
});
