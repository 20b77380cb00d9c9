import type { Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'];

/** By the fields' places in the form, not their language. */
async function fill(page: Page, text: string) {
  await page.locator('select[name=topic]').selectOption('press');
  await page.locator('input[name=name]').fill('Ada Example');
  await page.locator('input[name=email]').fill('ada@example.org');
  await page.locator('textarea[name=text]').fill(text);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a message is sent, a faulty one comes back as it was', async ({ page, lantern }) => {
    await page.goto(`${lantern.origin}/ko/contact`);
    await fill(page, '자바스크립트 없이.');
    // The browser would stop at the missing address; a program would not.
    await page.locator('input[name=email]').fill('ada@nowhere');
    await page.locator('main form button').click();
    await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('textarea[name=text]')).toHaveValue('자바스크립트 없이.');
    await page.locator('input[name=email]').fill('ada@example.org');
    await page.locator('main form button').click();
    await expect(page).toHaveURL(/\/ko\/contact#sent$/u);
    await expect(page.locator('#sent')).toBeVisible();
    await expect(page.locator('textarea[name=text]')).toBeHidden();
  });
});

test('a message is written by keyboard, kept while offline, and answered at the desk', async ({
  page,
  context,
  lantern,
}) => {
  test.setTimeout(180_000);
  const errors = consoleErrors(page);
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };

  await test.step('faults and an absent network keep what was typed', async () => {
    await page.goto(`${lantern.origin}/en/contact`);
    await fill(page, 'A question\nin two lines.');
    await page.getByLabel('E-mail').fill('ada@qq.com');
    await expect(page.getByText('This provider is under Chinese law')).toBeVisible();
    await expectSound(page);
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByLabel('Your name').fill(' ');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Your name')).toBeFocused();
    await expect(page.getByText('Please enter your name.')).toBeVisible();
    await expectSound(page, 'refused');
    await page.getByLabel('Your name').fill('Ada Example');
    await context.setOffline(true);
    await press('Send the message');
    await expect(page.getByRole('alert')).toContainText('You are offline');
    await expect(page.getByLabel('Your message')).toHaveValue('A question\nin two lines.');
    await context.setOffline(false);
    await press('Send the message');
    await expect(page.locator('#sent')).toBeFocused();
    await expectSound(page, 'sent');
    // A refusal and a lost network are errors to a browser.
    errors.length = 0;
  });

  await test.step('the desk shows it, in every language', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('inbox@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    for (const language of ['ko', 'zh-Hans', 'en']) {
      await page.goto(`${lantern.origin}/dashboard/messages?lang=${language}`);
      await expect(page.getByRole('link', { name: 'Ada Example' }).first()).toBeVisible();
      await expectSound(page);
    }
    await expect(page.getByRole('link', { name: /^Messages.*wait/u })).toBeVisible();
  });

  await test.step('it is read, settled, and settled no more', async () => {
    await page.getByRole('link', { name: 'Ada Example' }).first().click();
    await expect(page.getByText('A question\nin two lines.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Answer by mail' })).toHaveAttribute(
      'href',
      /^mailto:ada%40example\.org\?subject=/u,
    );
    await expectSound(page);
    await press('Mark as settled');
    await expect(page.getByText('It is deleted 90 days after that.')).toBeVisible();
    await expectSound(page, 'settled');
    await page.goto(`${lantern.origin}/dashboard/messages?of=settled`);
    await page.getByRole('link', { name: 'Ada Example' }).click();
    await press('Let it wait again');
    await expect(page.getByRole('button', { name: 'Mark as settled' })).toBeVisible();
  });

  await test.step('it is deleted for good, after a question', async () => {
    const address = page.url();
    await press('Delete for good');
    await expect(page.getByText('not even from a backup')).toBeVisible();
    await expectSound(page, 'sure');
    await press('Delete for good');
    await expect(page).toHaveURL(/\/dashboard\/messages$/u);
    expect(errors).toEqual([]);
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText('no longer there');
  });
});

test('the header holds its place with text twice as large on the narrowest screen', async ({
  page,
  lantern,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  for (const locale of LOCALES)
    for (const path of ['', '/why', '/contact']) {
      await page.goto(`${lantern.origin}/${locale}${path}`);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      const beyond = await page
        .locator('header')
        .first()
        .evaluate((header) => header.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, `${locale}${path}`).toBeLessThanOrEqual(0);
    }
});

test('every page leads to the others and says where one is', async ({ page, lantern }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto(`${lantern.origin}/en/why`);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Why' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  const foot = page.getByRole('contentinfo').getByRole('link');
  const hrefs = await foot.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const path of ['', '/petition', '/petition/counting', '/privacy', '/contact'])
    expect(hrefs).toContain(`/en${path}`);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
});
