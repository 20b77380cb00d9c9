import type { Page, Response } from '@playwright/test';
import { signMany } from './fixtures/signing.ts';
import { expect, test } from './fixtures/test.ts';

/** What reading and signing need: the page and its style sheet. */
const READABLE_BYTES = 30_000;
/** All of a first visit: with scripts, font, catalogue and the live client. */
const WHOLE_BYTES = 160_000;

interface Weight {
  path: string;
  type: string;
  bytes: number;
}

/** Everything a browser that has never been here fetches, as compressed bodies on the wire. */
async function firstVisit(page: Page, url: string): Promise<Weight[]> {
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  await page.goto(url);
  await expect(page.locator('[data-freshness]').first()).toHaveAttribute('data-freshness', 'fresh');
  await page.waitForLoadState('networkidle');
  return await Promise.all(
    answers.map(async (response) => {
      const { responseBodySize } = await response.request().sizes();
      const type = response.request().resourceType();
      return { path: new URL(response.url()).pathname, type, bytes: responseBodySize };
    }),
  );
}

const sum = (weights: readonly Weight[]) => weights.reduce((all, { bytes }) => all + bytes, 0);

const table = (weights: readonly Weight[]) =>
  weights
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ path, type, bytes }) => `${String(bytes).padStart(8)}  ${type.padEnd(10)}  ${path}`)
    .join('\n');

// A page with names, a chart and a country weighs more than an empty one.
test.beforeAll(({ lantern }) => signMany(lantern.origin, { count: 24, showName: true }));

for (const locale of ['en', 'ko', 'zh-Hans']) {
  for (const path of ['', '/petition']) {
    test(`a first visit to /${locale}${path} stays light`, async ({ page, lantern }) => {
      const weights = await firstVisit(page, `${lantern.origin}/${locale}${path}`);
      const readable = weights.filter(({ type }) => type === 'document' || type === 'stylesheet');
      expect(readable).toHaveLength(2);
      expect(sum(readable), table(readable)).toBeLessThanOrEqual(READABLE_BYTES);
      expect(sum(weights), table(weights)).toBeLessThanOrEqual(WHOLE_BYTES);
      // What a page tells its scripts is data: nothing inline is run.
      await expect(page.locator('script:not([src], [type$=json])')).toHaveCount(0);
    });
  }
}
