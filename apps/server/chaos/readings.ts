import { LOCALES } from '@lantern/schemas/locale';
import { expect } from 'vitest';

/** Pages that carry the number, and where they say when it was true. */
const PAGES = LOCALES.flatMap((locale) => [`/${locale}`, `/${locale}/petition`]);
const OTHER_PAGES = [
  '/en/why',
  '/ko/cities',
  '/zh-Hans/petition/counting',
  '/embed/counter?locale=ko',
];
const JSON_PATHS = ['petition', 'count', 'countries', 'cities', 'history?resolution=hour'];

/** Reads everything once, as visitors before the fault have done. */
export async function visitAll(origin: string): Promise<void> {
  for (const path of [...PAGES, ...OTHER_PAGES, ...JSON_PATHS.map((name) => `/api/v1/${name}`)])
    expect((await fetch(`${origin}${path}`)).status, path).toBe(200);
}

/**
 * While the database is away everything that was read before is answered still, and says since when: the
 * number's own time stands beside it, in words, without a script. `lostAt` is when the database went.
 */
export async function expectReadable(origin: string, lostAt: Date): Promise<void> {
  for (const path of PAGES) {
    const html = await textOf(`${origin}${path}`);
    const [, instant = '', words = ''] =
      /<time[^>]*dateTime="([^"]+)"[^>]*>([^<]+)<\/time>/iu.exec(
        html.slice(html.indexOf('data-testid="total"')),
      ) ?? [];
    expect(new Date(instant).getTime(), path).toBeLessThanOrEqual(lostAt.getTime());
    expect(words, path).toContain(instant.slice(11, 16));
  }
  for (const path of OTHER_PAGES) await textOf(`${origin}${path}`);
  for (const name of JSON_PATHS) {
    const told: { asOf?: string } = JSON.parse(await textOf(`${origin}/api/v1/${name}`));
    expect(new Date(told.asOf ?? '').getTime(), name).toBeLessThanOrEqual(lostAt.getTime());
  }
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url);
  const body = await answer.text();
  expect(answer.status, `${url}: ${body.slice(0, 200)}`).toBe(200);
  return body;
}
