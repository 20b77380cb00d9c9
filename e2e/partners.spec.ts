import type { Browser, Page } from '@playwright/test';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { openPartnerSite } from './fixtures/partner-site.ts';
import { addDevice } from './fixtures/passkeys.ts';
import { newAddress, signMany } from './fixtures/signing.ts';
import { expectAccessible, expectSound } from './fixtures/soundness.ts';
import { expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

/** Promised to partners, px. */
const HEIGHTS = { counter: 180, sign: 900 };

/** Both frames, as staff or a partner copy them from the page that is open. */
async function copiedCodes(page: Page): Promise<string> {
  const codes = [
    page.getByLabel('The number', { exact: true }),
    page.getByLabel('The form', { exact: true }),
  ];
  return (await Promise.all(codes.map((code) => code.inputValue()))).join('\n');
}

/** An administrator on the page of partners. */
async function enterDesk(page: Page, link: string, dashboard: string): Promise<void> {
  await addDevice(page);
  await page.goto(link);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.goto(`${dashboard}/partners`);
}

async function register(page: Page, partner: { ref: string; name: string; sites: string }) {
  await page.getByLabel('Code', { exact: true }).fill(partner.ref);
  await page.getByLabel('Name', { exact: true }).fill(partner.name);
  await page.getByLabel('Sites that may show the form').fill(partner.sites);
  await page.getByRole('button', { name: 'Register' }).click();
}

/** Somebody else's browser, which the guard against foreign requests does not watch. */
const strangerIn = async (browser: Browser) => (await browser.newContext()).newPage();

test('a partner’s plain page embeds the form, and sees its signature counted', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(400_000);
  const { origin } = lantern;
  const dashboard = `${origin}/dashboard`;
  const [site, trap] = [await openPartnerSite(), await openPartnerSite()];

  await test.step('staff register it, after a fault that keeps what was typed', async () => {
    await enterDesk(page, await lantern.inviteAdmin('partners@example.org'), dashboard);
    const partner = { ref: 'e2e-church', name: 'A church' };
    await register(page, { ...partner, sites: 'https://*.example.org' });
    await expect(page.getByText('without a path and without asterisks')).toBeVisible();
    await register(page, { ...partner, sites: `${site.origin}\nhttps://church.example/` });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A church');
    await page.getByLabel('Colours').selectOption('light');
    const codes = await copiedCodes(page);
    expect(codes.match(/ref=e2e-church/gu)).toHaveLength(2);
    site.show(`<h1>A church</h1>${codes}`);
    trap.show(codes);
  });

  const speaker = await (await browser.newContext({ locale: 'en' })).newPage();
  await test.step('whoever speaks for it signs in, and sees nothing but its own', async () => {
    await page.getByLabel('E-mail address').fill('speaker@church.example');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.locator('code').textContent();
    await addDevice(speaker);
    await speaker.goto(link ?? '');
    await speaker.getByRole('button', { name: 'Make a passkey' }).click();
    await speaker.getByRole('link', { name: 'Later' }).click();
    await expect(speaker.getByRole('heading', { level: 1 })).toHaveText('A church');
    await expect(speaker.getByText(/^Fewer than ten/u)).toBeVisible();
    await expect(speaker.getByRole('link', { name: 'Overview' })).toHaveCount(0);
    for (const procedure of ['partners.list', 'overview.read', 'auth.people']) {
      const answer = await speaker.request.get(`${origin}/trpc/${procedure}`);
      expect(answer.status(), procedure).toBe(403);
    }
  });

  await test.step('nine came by its code, and many others', async () => {
    await signMany(origin, { count: 10 });
    await signMany(origin, { count: 9, ref: 'e2e-church' });
  });

  const visitor = await strangerIn(browser);
  await test.step('a visitor signs in the frame, and confirms from the mail in a new tab', async () => {
    await visitor.goto(site.origin);
    const form = visitor.frameLocator('iframe').last();
    const email = newAddress();
    await form.getByLabel('Your name').fill('Kim Ha-neul');
    await form.getByLabel('E-mail').fill(email);
    await form.getByLabel('Country or territory').selectOption('KR');
    const opened = visitor.waitForEvent('popup');
    await form.getByRole('button', { name: 'Sign the petition' }).click();
    const tab = await opened;
    await expect(tab).toHaveURL(new RegExp(`^${origin}/en/petition/check-mail`, 'u'));
    await tab.goto(linkIn(await mailTo(origin, email), 'confirm'));
    await tab.locator('main form button[type=submit]').first().click();
    await expect(tab).toHaveURL(/\/petition\/thank-you/u);
    expect(await visitor.context().cookies()).toEqual([]);
  });

  await test.step('a refused form comes back in the new tab, with its code', async () => {
    const form = visitor.frameLocator('iframe').last();
    await form.getByLabel('E-mail').fill('nobody@localhost');
    const opened = visitor.waitForEvent('popup');
    await form.getByRole('button', { name: 'Sign the petition' }).click();
    const tab = await opened;
    await expect(tab.locator('input[name=email]')).toHaveValue('nobody@localhost');
    await expect(tab.locator('input[name=ref]')).toHaveValue('e2e-church');
  });

  await test.step('the partner sees ten, and so does the number on its page', async () => {
    await expect(speaker.getByTestId('own-total')).toHaveText('10', { timeout: 20_000 });
    await expect(speaker.getByRole('table', { name: 'Over time' })).toContainText('10');
    const { total } = (await (await fetch(`${origin}/api/v1/count`)).json()) as { total: number };
    const counter = visitor.frameLocator('iframe').first();
    await expect(counter.locator('[data-total]')).toHaveText(String(total), { timeout: 30_000 });
    await visitor.reload();
    await expect(counter.locator('[data-total]')).toHaveText(String(total));
    await expectAccessible(speaker, 'the partner’s own page');
  });

  await test.step('the script fits the frames to their content', async () => {
    const heights = () =>
      visitor.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.clientHeight));
    await expect.poll(async () => (await heights())[1] ?? 0).toBeLessThan(HEIGHTS.sign);
    expect((await heights())[1]).toBeGreaterThan(400);
  });

  await test.step('a site that is not registered may frame the number, and not the form', async () => {
    const refused: string[] = [];
    visitor.on('console', (message) => refused.push(message.text()));
    await visitor.goto(trap.origin);
    const counter = visitor.frameLocator('iframe').first();
    await expect(counter.locator('[data-total]')).toBeVisible();
    await expect.poll(() => refused.join('\n')).toMatch(/frame-ancestors/u);
    await expect(visitor.frameLocator('iframe').last().locator('form')).toHaveCount(0);
  });

  await test.step('an ended partner’s frame says so; what it brought in stays', async () => {
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'End the partnership' }).click();
    await page.getByRole('button', { name: 'End the partnership' }).click();
    await expect(page.getByText('Ended', { exact: true })).toBeVisible();
    await expect
      .poll(async () => {
        await visitor.goto(site.origin);
        return visitor.frameLocator('iframe').last().locator('body').textContent();
      })
      .toContain('not offered here');
    await speaker.reload();
    await expect(speaker.getByTestId('own-total')).toHaveText('10');
  });

  await test.step('the desk’s pages are accessible in every language', async () => {
    for (const language of LANGUAGES) {
      await page.goto(`${dashboard}/partners?lang=${language}`);
      await expect(page.getByRole('table')).toBeVisible();
      await expectSound(page, `partners in ${language}`);
      await speaker.goto(`${dashboard}/partner?lang=${language}`);
      await expect(speaker.getByTestId('own-total')).toBeVisible();
      await expectSound(speaker, `own figures in ${language}`);
    }
  });
  await Promise.all([site.close(), trap.close()]);
});

test('frames fit their promised heights in every language and room, also with large text', async ({
  lantern,
  page,
}) => {
  test.setTimeout(400_000);
  const { origin } = lantern;
  await enterDesk(page, await lantern.inviteAdmin('frames@example.org'), `${origin}/dashboard`);
  await register(page, { ref: 'e2e-frames', name: 'Frames', sites: origin });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Frames');
  for (const lang of LANGUAGES)
    for (const theme of ['light', 'dark', 'auto'])
      for (const kind of ['counter', 'sign'] as const) {
        const step = `${kind} ${lang} ${theme}`;
        await page.goto(`${origin}/embed/${kind}?ref=e2e-frames&lang=${lang}&theme=${theme}`);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expectAccessible(page, step);
        for (const width of [320, 480, 600]) {
          await page.setViewportSize({ width, height: HEIGHTS[kind] });
          const size = await page.evaluate(() => [
            document.documentElement.scrollHeight,
            document.documentElement.scrollWidth,
          ]);
          expect(size, `${step} at ${width}`).toEqual([HEIGHTS[kind], width]);
        }
        if (theme === 'auto') continue;
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        await expectAccessible(page, `${step} with large text`);
      }
  await page.goto(`${origin}/embed/sign?ref=nobody`);
  await expectAccessible(page, 'no form');
});

test('the page with the codes works in every language, and without scripts', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  for (const lang of LANGUAGES) {
    await page.goto(`${lantern.origin}/${lang}/embed`);
    await expect(page.frameLocator('iframe').locator('[data-total]')).toBeVisible();
    await expectSound(page);
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${lantern.origin}/en/embed`);
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/embed/counter');
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${lantern.origin}/en/embed`);
  await expect(plain.getByRole('textbox').first()).toHaveValue(/embed\/counter/u);
  await expect(plain.getByRole('button', { name: 'Copy' })).toHaveCount(0);
});
