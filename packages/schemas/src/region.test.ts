import { COUNTRY_CODES } from './country.ts';
import { expect, test } from 'vitest';
import { regionOf } from './region.ts';

test('every country lies in one part of the world', () => {
  expect(COUNTRY_CODES.filter((code) => !regionOf(code))).toEqual([]);
  expect(regionOf('ZZ')).toBeUndefined();
});
