import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCountsRepo, type CountsRepo } from './counts.repo.ts';
import {
  HISTORY_SPANS,
  publishCities,
  publishCorrections,
  publishCountries,
  publishHistory,
} from './published-counts.ts';
import type { TallyDelta } from './tally-change.ts';
import { applyTally } from './tally.repo.ts';

let scratch: TestDatabase;
let db: Database;
let repo: CountsRepo;
let editionId: string;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 8 });
  repo = createCountsRepo(db.pool);
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  editionId = rows[0]?.id ?? '';
});

afterAll(async () => {
  await db.close();
  await scratch.drop();
});

beforeEach(async () => {
  await db.pool.query('TRUNCATE tallies, tally_heads, tally_history, corrections');
});

const apply = (deltas: readonly TallyDelta[]) =>
  transaction(db.pool, (tx) => applyTally(tx, { editionId, deltas }));

const joined = (country: string, citySlug: string | null = null): TallyDelta => ({
  country,
  citySlug,
  channel: 'online',
  ref: null,
  net: 1,
  numbered: true,
});
const left = (country: string, citySlug: string | null = null): TallyDelta => ({
  ...joined(country, citySlug),
  net: -1,
  numbered: false,
  fall: { reason: 'withdrawn' },
});

describe('applyTally', () => {
  test('numbers in array order and raises the version once per transaction', async () => {
    expect(await apply([joined('KR'), joined('US')])).toEqual({
      total: 2,
      version: 1,
      firstNumber: 1,
    });
    expect(await apply([joined('KR'), left('US'), joined('JP')])).toEqual({
      total: 3,
      version: 2,
      firstNumber: 3,
    });
  });

  test('without deltas reads and changes nothing', async () => {
    await apply([joined('KR')]);
    expect(await apply([])).toEqual({ total: 1, version: 1, firstNumber: 2 });
  });

  test('rolls everything back rather than count below zero', async () => {
    await apply([joined('KR')]);
    await expect(apply([left('US'), joined('KR')])).rejects.toThrow('below zero');
    expect(await repo.readCount(editionId)).toMatchObject({ total: 1, version: 1 });
  });

  test('wants a reason for a fall', async () => {
    const { fall: _fall, ...unexplained } = left('KR');
    await expect(apply([unexplained])).rejects.toThrow('reason');
  });

  test('publishes falls per day and reason', async () => {
    await apply([joined('KR'), joined('KR'), joined('KR')]);
    await apply([left('KR'), left('KR')]);
    const { rows } = await db.pool.query(
      `SELECT reason, count, day = (now() AT TIME ZONE 'UTC')::date AS today FROM corrections`,
    );
    expect(rows).toEqual([{ reason: 'withdrawn', count: 2, today: true }]);
  });

  test('gives each number once however many count at the same time', async () => {
    const batches = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        apply(Array.from({ length: (index % 4) + 1 }, () => joined(index % 2 ? 'KR' : 'US'))),
      ),
    );
    const numbers = batches.flatMap(({ firstNumber }, index) =>
      Array.from({ length: (index % 4) + 1 }, (_, place) => firstNumber + place),
    );
    expect(new Set(numbers).size).toBe(100);
    expect(Math.max(...numbers)).toBe(100);
    expect(await repo.readCount(editionId)).toMatchObject({
      total: 100,
      version: 40,
      perMinute: 100,
    });
  });

  test('adds up in every answer, whatever happens', async () => {
    expect.hasAssertions();
    const cities = (await repo.readCities(editionId)).cities.slice(0, 3).map(({ slug }) => slug);
    const cell = fc.record({
      country: fc.constantFrom('KR', 'US', 'JP', 'MN', 'FJ'),
      citySlug: fc.constantFrom(null, ...cities),
    });
    const batch = fc.array(cell, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 5 }), async (batches) => {
        for (const cells of batches) {
          const before = await apply(cells.map((c) => joined(c.country, c.citySlug)));
          const [first] = cells;
          if (first) await apply([left(first.country, first.citySlug)]);
          await expectTrue(before.version + 1);
        }
      }),
      { numRuns: 12 },
    );
  });

  /** All who joined here got a number, so that whoever has one and is not counted has fallen. */
  async function fallenSinceNumbering(): Promise<number> {
    const { rows } = await db.pool.query<{ fallen: number }>(
      'SELECT last_number - total AS fallen FROM tally_heads WHERE edition_id = $1',
      [editionId],
    );
    return rows[0]?.fallen ?? NaN;
  }

  async function expectTrue(version: number): Promise<void> {
    const count = await repo.readCount(editionId);
    expect(count.version).toBe(version);
    const countries = publishCountries(await repo.readCountries(editionId));
    expect(sum(countries.countries.map(({ total }) => total))).toBe(count.total);
    const cities = publishCities(await repo.readCities(editionId));
    const shown = sum(cities.cities.map(({ signatures }) => signatures ?? 0));
    expect(shown + cities.elsewhere).toBe(count.total);
    for (const resolution of ['minute', 'hour', 'day'] as const) {
      const row = await repo.readHistory(editionId, HISTORY_SPANS[resolution]);
      const { before, points } = publishHistory(resolution, row);
      expect(before + sum(points.map(({ net }) => net))).toBe(count.total);
    }
    const corrections = publishCorrections(await repo.readCorrections(editionId));
    expect(corrections).toMatchObject({ total: count.total, version });
    expect(sum(corrections.days.map(({ total, restored }) => total - restored))).toBe(
      await fallenSinceNumbering(),
    );
    const { rows } = await db.pool.query<{ total: number }>(
      `SELECT sum(total)::int AS total FROM tallies WHERE edition_id = $1 GROUP BY dimension`,
      [editionId],
    );
    expect(rows.map(({ total }) => total)).toEqual([
      count.total,
      count.total,
      count.total,
      count.total,
    ]);
  }
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
