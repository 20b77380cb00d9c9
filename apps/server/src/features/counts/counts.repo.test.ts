import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCountsRepo, type CountsRepo } from './counts.repo.ts';
import { HISTORY_SPANS, publishHistory } from './published-counts.ts';

let scratch: TestDatabase;
let db: Database;
let repo: CountsRepo;
let editionId: string;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  repo = createCountsRepo(db.pool);
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  editionId = rows[0]?.id ?? '';
});

afterAll(async () => {
  await db.close();
  await scratch.drop();
});

beforeEach(async () => {
  await db.pool.query('TRUNCATE tallies, tally_heads, tally_history');
});

/** Puts a net change into the bucket of some time ago. */
async function bucket(resolution: string, ago: string, net: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO tally_history (edition_id, resolution, at, net)
     VALUES ($1, $2, date_trunc($2, now() - $3::interval, 'UTC'), $4)`,
    [editionId, resolution, ago, net],
  );
}
const head = (total: number) =>
  db.pool.query(`INSERT INTO tally_heads (edition_id, total, version) VALUES ($1, $2, 7)`, [
    editionId,
    total,
  ]);

describe('reads', () => {
  test('an edition that never counted is at zero', async () => {
    const count = await repo.readCount(editionId);
    expect(count).toMatchObject({ total: 0, version: 0, perMinute: 0 });
    expect(Math.abs(count.asOf.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('the pace is of the last 60 seconds of database time', async () => {
    await head(9);
    await bucket('second', '10 seconds', 4);
    await bucket('second', '30 seconds', -1);
    await bucket('second', '75 seconds', 6);
    expect((await repo.readCount(editionId)).perMinute).toBe(3);
  });

  test('history tells its span, and what was before it', async () => {
    await head(10);
    await bucket('minute', '25 hours', 6);
    await bucket('minute', '2 hours', 5);
    await bucket('minute', '1 minute', -1);
    const row = await repo.readHistory(editionId, HISTORY_SPANS.minute);
    const history = publishHistory('minute', row);
    expect(history.before).toBe(6);
    expect(history.points.map(({ net }) => net)).toEqual([5, -1]);
    expect(history.points.every(({ at }) => /T\d\d:\d\d:00\.000Z$/u.test(at))).toBe(true);
  });

  test('days reach back to the first', async () => {
    await head(3);
    await bucket('day', '400 days', 3);
    const row = await repo.readHistory(editionId, HISTORY_SPANS.day);
    expect(publishHistory('day', row)).toMatchObject({ before: 0, points: [{ net: 3 }] });
  });

  test('seconds are forgotten after ten minutes, minutes never', async () => {
    await bucket('second', '9 minutes', 1);
    await bucket('second', '11 minutes', 1);
    await bucket('minute', '11 minutes', 1);
    await repo.forgetSeconds();
    const { rows } = await db.pool.query(
      'SELECT resolution FROM tally_history ORDER BY resolution',
    );
    expect(rows.map(({ resolution }) => resolution)).toEqual(['minute', 'second']);
  });

  test('cities come with their names in every language', async () => {
    const { cities } = await repo.readCities(editionId);
    expect(cities.length).toBeGreaterThan(100);
    const seoul = cities.find(({ slug }) => slug === 'seoul');
    expect(seoul).toMatchObject({
      nameKo: '서울',
      kind: 'delivery',
      status: 'planned',
      country: 'KR',
    });
  });
});
