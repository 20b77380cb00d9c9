import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reservePace } from './pace.ts';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const made = await createTestDatabase();
  drop = () => made.drop();
  database = openDatabase({ url: made.url });
});

afterAll(async () => {
  await database.close();
  await drop();
});

const reserve = (pace: string, count = 10) =>
  reservePace(database.pool, { pace, count, ratePerSecond: 1 });

test('hands out moments one after the other, whoever asks', async () => {
  expect(await reserve('shared')).toBeLessThan(5);
  const waits = await Promise.all([reserve('shared'), reserve('shared'), reserve('shared')]);
  // Each waits for those before it, less the milliseconds that have passed.
  for (const [place, wait] of waits.sort((left, right) => left - right).entries()) {
    expect(wait).toBeGreaterThan((place + 1) * 10_000 - 2_000);
    expect(wait).toBeLessThanOrEqual((place + 1) * 10_000 + 5);
  }
});

test('keeps one provider from slowing another', async () => {
  await reserve('slow', 50);
  expect(await reserve('other')).toBeLessThan(5);
});

test('forgets a moment that only a clock set back can explain', async () => {
  await database.pool.query(
    "INSERT INTO mail_pace (id, next_at) VALUES ('stuck', now() + interval '1 day')",
  );
  expect(await reserve('stuck')).toBeLessThan(5);
});
