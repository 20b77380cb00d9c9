import { COUNTRY_CODES } from '@lantern/schemas/country';
import { expect, test } from 'vitest';
import { regionOf } from './regions.ts';

test('every country lies in one part of the world', () => {
  expect(COUNTRY_CODES.filter((code) => !regionOf(code))).toEqual([]);
  expect(regionOf('ZZ')).toBeUndefined();
});
