import { expect, test } from 'vitest';
import { coverOf, hoursOfDay, type ShiftSpan } from './duty-cover.ts';

const day = hoursOfDay('2027-09-24');
const at = (hour: number) => day.from + hour * 3_600_000;
const shift = (from: number, to: number, more: Partial<ShiftSpan> = {}): ShiftSpan => ({
  from: at(from),
  to: at(to),
  region: null,
  duress: false,
  ...more,
});

test('the day lasts fifty hours, from Kiritimati to the last of it', () => {
  expect(new Date(day.from).toISOString()).toBe('2027-09-23T10:00:00.000Z');
  expect((day.to - day.from) / 3_600_000).toBe(50);
});

test('holes and overlaps, by region, at the edges and over shifts that meet', () => {
  const cover = coverOf(
    [
      shift(-5, 10),
      shift(10, 20, { duress: true }),
      shift(15, 30, { region: 'asia' }),
      shift(30, 60),
    ],
    day,
  );
  expect(cover.asia).toEqual({ holes: [], overlaps: [{ from: at(15), to: at(20) }] });
  expect(cover.africa).toEqual({ holes: [{ from: at(20), to: at(30) }], overlaps: [] });
  expect(cover.duress.holes).toEqual([
    { from: at(0), to: at(10) },
    { from: at(20), to: at(50) },
  ]);
  expect(coverOf([], day).europe.holes).toEqual([day]);
});
