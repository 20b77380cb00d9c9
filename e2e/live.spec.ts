import type { Page } from '@playwright/test';
import { call, DELIVERY, openDesk } from './fixtures/desk.ts';
import { signMany } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'];
const CITY = 'seoul';

/** A command about the city, as the dashboard sends it. */
const command = (staff: Page, procedure: string, body: object = {}) =>
  call(staff, `cities.${procedure}`, { city: CITY, ...body });

const PLAN = { ...DELIVERY, kind: 'candlelight-vigil', localTime: '19:00' };

test('what becomes public is on open pages within two seconds, and what is hidden leaves them', async ({
  page,
  browser,
  lantern,
}) => {
  test.setTimeout(120_000);
  const staff = await openDesk(browser, lantern.enrolmentLink);
  await command(staff, 'addAction', PLAN);
  const errors = consoleErrors(page);
  await page.goto(`${lantern.origin}/en/live`);
  const city = page.locator(`[data-city=${CITY}]`);
  const feed = page.getByRole('region', { name: 'What was published' });
  await expect(page.locator('[data-freshness]')).toHaveAttribute('data-freshness', 'fresh');
  await expect(city).toHaveAttribute('data-state', 'planned');
  const top = () => page.getByRole('heading', { name: 'All cities' }).boundingBox();
  const before = await top();

  await command(staff, 'withdraw', { reason: 'Nobody can be there' });
  await expect(city).toHaveAttribute('data-state', 'called-off', { timeout: 2_000 });
  await expect(page.getByTestId('count-called-off')).toHaveText('1');
  await expect(feed.getByRole('listitem').first()).toContainText('Seoul');
  await expect(feed.getByRole('listitem').first()).toContainText('called off');
  expect(await top(), 'nothing below has moved').toEqual(before);
  await signMany(lantern.origin, { count: 1 });
  await expect(page.getByTestId('total')).toHaveText('1', { timeout: 3_000 });

  await command(staff, 'hide');
  await expect(city).toHaveCount(0);
  await expect(feed).not.toContainText('Seoul');
  const { states } = await (await page.request.get(`${lantern.origin}/api/v1/city-states`)).json();
  expect(states).not.toHaveProperty(CITY);
  await page.reload();
  await expect(page.locator('main')).not.toContainText('Seoul');
  expect(errors).toEqual([]);
});

test('a page that is told nothing says since when, and goes on by itself', async ({
  page,
  lantern,
}) => {
  await page.clock.install();
  await page.goto(`${lantern.origin}/en/live`);
  await expect(page.locator('[data-freshness]')).toHaveAttribute('data-freshness', 'fresh');
  await page.context().setOffline(true);
  await page.clock.runFor(60_000);
  await expect(page.getByText('This page is not live')).toBeVisible();
  await page.context().setOffline(false);
  await page.clock.runFor(70_000);
  await expect(page.locator('[data-freshness]')).toHaveAttribute('data-freshness', 'fresh');
  await expect(page.getByText('This page is not live')).toHaveCount(0);
});

test('a browser too old for a part of it keeps the page as the server drew it', async ({
  page,
  lantern,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(Map, 'groupBy'));
  const errors = consoleErrors(page);
  await page.goto(`${lantern.origin}/en/live`);
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  await expect(page.locator('[data-city=tokyo]')).toBeVisible();
  await expect(page.getByText('true at')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the day is all there, narrowed by links and forms, and reads itself again if asked to', async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/en/live`);
    // Searches for words pass over this element, though it is what readers without scripts see.
    await expect(page.locator('noscript p').first()).toContainText('does not move by itself');
    await expect(page.locator('[data-city]').first()).toBeVisible();
    await page.getByLabel('Country or territory').selectOption({ label: 'Japan' });
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/country=JP/u);
    await expect(page.locator('[data-city=tokyo]')).toBeVisible();
    await expect(page.locator('[data-city=berlin]')).toHaveCount(0);
    await page.getByRole('link', { name: 'Read it again every minute' }).click();
    await expect(page.locator('meta[http-equiv=refresh]')).toHaveAttribute('content', '60');
    await page.getByRole('link', { name: 'Stop that' }).click();
    await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
  });
});

for (const locale of LOCALES)
  test(`the day and its figures are sound in ${locale}`, async ({ page, lantern }) => {
    test.setTimeout(120_000);
    // Three hundred cities are looked at once: in every language they are the same elements.
    const live = locale === 'en' ? '/live' : '/live?state=planned&country=JP';
    for (const path of [live, '/press']) {
      await page.goto(`${lantern.origin}/${locale}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectSound(page);
    }
  });

test('the press takes its tables home, and writes about what it came for', async ({
  page,
  lantern,
}) => {
  await page.goto(`${lantern.origin}/en/press`);
  for (const link of await page.locator('a[download]').all()) {
    const href = (await link.getAttribute('href')) ?? '';
    const file = await page.request.get(`${lantern.origin}${href}`);
    expect(file.headers()['content-disposition']).toMatch(/^attachment; filename="lantern-/u);
  }
  await page.getByRole('link', { name: 'Write to us' }).click();
  await expect(page.getByRole('combobox').first()).toHaveValue('press');
});
