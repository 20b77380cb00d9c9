import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { catalogueFaults } from '../../../../../../tooling/catalogues.ts';

test('every message of the phone exists in every language and is used', () => {
  const faults = catalogueFaults({
    localesDir: import.meta.dirname,
    sourceDir: `${import.meta.dirname}/..`,
    locales: LOCALES,
  });
  expect(faults).toEqual([]);
});
