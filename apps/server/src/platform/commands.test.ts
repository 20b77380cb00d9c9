import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOnce, type Command } from './commands.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const command = (more: Partial<Command> = {}): Command => ({
  commandId: randomUUIDv7(),
  actor: 'account-1',
  name: 'test.act',
  body: { b: 1, a: [2, { d: 4, c: 3 }] },
  now: new Date('2026-11-20T12:00:00Z'),
  ...more,
});
const run = <T>(one: Command, work: () => Promise<T>) =>
  transaction(db.pool, (tx) => runOnce(tx, one, work));

test('a command runs once, however often and however much at once it arrives', async () => {
  const one = command();
  let runs = 0;
  const work = async () => {
    runs += 1;
    return { run: runs };
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => run(one, work)));
  answers.push(await run({ ...one, body: { a: [2, { c: 3, d: 4 }], b: 1 } }, work));
  expect(runs).toBe(1);
  expect(answers).toEqual(Array.from({ length: 6 }, () => ({ run: 1 })));
});

test.each<[string, Partial<Command>]>([
  ['another body', { body: { b: 2 } }],
  ['another actor', { actor: 'account-2' }],
  ['another name', { name: 'test.other' }],
])('the same id with %s is a conflict', async (_what, change) => {
  const one = command();
  await run(one, async () => 'first');
  await expect(run({ ...one, ...change }, async () => 'second')).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a command that fails may be tried again', async () => {
  const one = command();
  await expect(
    run(one, async () => {
      throw new Error('no luck');
    }),
  ).rejects.toThrow('no luck');
  expect(await run(one, async () => 'done')).toBe('done');
});
