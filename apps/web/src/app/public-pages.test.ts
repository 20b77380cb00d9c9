import { expect, test } from 'vitest';
import routes from '../routes.ts';
import { PERSONAL_PAGES, PUBLIC_PAGES } from './public-pages.ts';

/** Reached from pages that are listed; cities are in the sitemap by their names. */
const FOUND_BY_THEMSELVES = ['/petition/versions/:version', '/news/:id', '/cities/:slug'];

test('every page is either for everyone or one person’s, so that the sitemap forgets none', () => {
  const layout = routes.find(({ path }) => path === ':locale');
  const pages = (layout?.children ?? []).map(({ path }) => (path ? `/${path}` : ''));
  expect(pages.length).toBeGreaterThan(8);
  const known = [...PUBLIC_PAGES, ...PERSONAL_PAGES, ...FOUND_BY_THEMSELVES];
  expect(new Set(pages)).toEqual(new Set(known));
});
