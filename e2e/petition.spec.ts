import { createHash } from 'node:crypto';
import { signAndConfirm, publicTotal } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'];

for (const locale of LOCALES) {
  test(`the petition in ${locale} is sound by every scale, opened and closed`, async ({
    page,
    lantern,
  }) => {
    test.setTimeout(120_000);
    const errors = consoleErrors(page);
    for (const path of ['?chart=hour', '?chart=century', '/versions/1']) {
      await page.goto(`${lantern.origin}/${locale}/petition${path}`);
      await page.locator('details').evaluateAll((all) => {
        for (const each of all.slice(1)) each.setAttribute('open', '');
      });
      await expectSound(page, `${locale} ${path}`);
    }
    expect(errors).toEqual([]);
  });
}

test('without JavaScript the scales are links, and each table adds up to the number', async ({
  browser,
  lantern,
}) => {
  const signer = await browser.newPage();
  await signAndConfirm(signer, lantern.origin, 'en');
  await signer.close();
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${lantern.origin}/en/petition`);
  const scales = page.getByRole('navigation', { name: 'Time scale' });
  for (const [name, value] of [
    ['By hour', 'hour'],
    ['By minute', 'minute'],
    ['By day', 'day'],
  ] as const) {
    await scales.getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`chart=${value}#chart$`, 'u'));
    await expect(scales.locator('[aria-current=page]')).toHaveText(name);
    await page.locator('#chart summary').click();
    const changes = await page.locator('#chart tbody td:nth-child(2)').allTextContents();
    const sum = changes.reduce((all, text) => all + Number(text.replace('−', '-')), 0);
    expect(sum).toBe(await publicTotal(lantern.origin));
  }
  await page.close();
});

test('the plain text that a reader downloads has the fingerprint the page shows', async ({
  page,
  lantern,
}) => {
  await page.goto(`${lantern.origin}/ko/petition`);
  const shown = await page.getByTestId('hash').textContent();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#versions a[download]').first().click(),
  ]);
  const bytes: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) bytes.push(Buffer.from(chunk));
  expect(createHash('sha256').update(Buffer.concat(bytes)).digest('hex')).toBe(shown);
});

test('on paper the letter stands alone, with number, day, zone and fingerprint', async ({
  page,
  lantern,
}) => {
  await page.goto(`${lantern.origin}/en/petition`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByTestId('hash')).toBeVisible();
  await expect(page.getByTestId('total')).toBeVisible();
  await expect(page.getByText(/^true at \w+ \d+, \d{4}.* UTC$/u)).toBeVisible();
  for (const part of ['#chart', '#versions', 'footer', 'header details'])
    await expect(page.locator(part).first()).toBeHidden();
});

test('readers elsewhere see their own time beside the petition’s, and nothing moves', async ({
  browser,
  lantern,
}) => {
  const page = await browser.newPage({
    timezoneId: 'Asia/Seoul',
    viewport: { width: 1440, height: 900 },
  });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      const { dataset } = document.documentElement;
      const shifts = list.getEntries().map((entry) => Number(entry.toJSON().value));
      dataset['moved'] = String(
        shifts.reduce((sum, by) => sum + by, Number(dataset['moved'] ?? 0)),
      );
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${lantern.origin}/en/petition`);
  // 23:59 in New York is 12:59 the next day in Seoul.
  await expect(page.getByText(/^Where you are: 24 Sept? 2027, 12:59$/u)).toBeVisible();
  const moved = await page.evaluate(() => document.documentElement.dataset['moved'] ?? '0');
  expect(Number(moved)).toBeLessThan(0.01);
  await page.close();
});
