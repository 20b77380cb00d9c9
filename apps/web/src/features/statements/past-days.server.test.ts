import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PAST_DAYS } from './past-days.server.ts';

test('the history says what the reference data say, and nothing more', async () => {
  const file = new URL('../../../../../packages/db/reference/past-days.json', import.meta.url);
  const reference: Record<string, unknown>[] = JSON.parse(await readFile(file, 'utf8'));
  const told = PAST_DAYS.map(({ year, date, cities, countries, sources }) => ({
    year,
    date,
    cityCount: cities,
    countryCount: countries,
    sources,
  }));
  expect(told.toReversed()).toEqual(
    reference.map(({ year, date, cityCount, countryCount, sources }) => ({
      year,
      date,
      cityCount,
      countryCount,
      sources,
    })),
  );
});
