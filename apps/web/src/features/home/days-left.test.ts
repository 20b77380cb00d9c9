import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { dateHere, daysBetween } from './days-left.ts';
import { daysToGo } from './days-to-go.server.ts';
import { homeWords } from './home-words.server.ts';

const newYork = { date: '2027-09-24', timezone: 'America/New_York' };
const leftAt = (iso: string) => daysToGo(newYork, new Date(iso), homeWords('en')).left;

test('days are counted by the calendar of the edition’s zone', () => {
  expect(leftAt('2027-09-22T12:00:00Z')).toBe(2);
  // Still the 23rd in New York, while it is the 24th in Seoul.
  expect(leftAt('2027-09-24T03:59:59Z')).toBe(1);
  expect(leftAt('2027-09-24T04:00:00Z')).toBe(0);
  expect(leftAt('2027-09-25T04:00:00Z')).toBe(-1);
});

test('a clock that is put back or forward takes no day away', () => {
  expect(leftAt('2026-10-31T12:00:00Z')).toBe(328);
  expect(daysBetween('2027-03-13', '2027-03-15')).toBe(2);
});

test('a date here is the device’s own', () => {
  expect(dateHere(new Date(2027, 0, 5, 23, 59))).toBe('2027-01-05');
});

test.each(LOCALES)('%s says by whose calendar', (locale) => {
  const words = homeWords(locale);
  const { words: said } = daysToGo(newYork, new Date('2027-09-01T00:00:00Z'), words);
  expect(said.zone).not.toBe(words.t('day.zone', { zone: newYork.timezone }));
  expect(said.yours).toBe(words.t('day.yours'));
});
