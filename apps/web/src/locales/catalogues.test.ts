import { globSync } from 'node:fs';
import path from 'node:path';
import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { catalogueFaults } from '../../../../tooling/catalogues.ts';

const SITE = path.join(import.meta.dirname, '..');
const CATALOGUES = globSync(['locales', 'app/locales', 'features/*/locales'], { cwd: SITE });

test('the site’s own catalogue is found, and those of its features', () => {
  expect(CATALOGUES).toEqual(expect.arrayContaining(['locales', 'features/petition/locales']));
});

test.each(CATALOGUES)(
  'every message of %s exists in every language, with the same arguments, and is used beside it',
  (folder) => {
    const localesDir = path.join(SITE, folder);
    const sourceDir = path.dirname(localesDir);
    expect(catalogueFaults({ localesDir, sourceDir, locales: LOCALES })).toEqual([]);
  },
);
