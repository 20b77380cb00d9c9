import type { Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { signAndConfirm } from './fixtures/signing.ts';
import { expectAccessible } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

/** No fault that axe can find on this page, in any language. */
async function expectAccessibleInEach(page: Page, url: string, ready: string): Promise<void> {
  for (const language of LANGUAGES) {
    await page.goto(`${url}?lang=${language}`);
    await expect(page.locator(ready).first()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expectAccessible(page);
  }
  await page.goto(`${url}?lang=en`);
}

test('an administrator enrols, sees the number move, lets someone in and shuts them out', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const dashboard = `${lantern.origin}/dashboard`;
  const errors = consoleErrors(page);

  await test.step('a stranger is led to the sign-in', async () => {
    const answer = await page.goto(`${dashboard}/`);
    expect(answer?.headers()['content-security-policy']).toContain('require-trusted-types-for');
    await expect(page).toHaveURL(/\/dashboard\/sign-in$/u);
    await expectAccessibleInEach(page, `${dashboard}/sign-in`, 'main button');
  });

  const device = await addDevice(page);
  await test.step('the one-time link makes a passkey, and a second one is asked for', async () => {
    await page.goto(lantern.enrolmentLink);
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Now a second passkey' })).toBeVisible();
    await page.getByRole('link', { name: 'Later' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add a second passkey' })).toBeVisible();
  });

  await test.step('a confirmed signature moves the number within two seconds', async () => {
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const before = Number(await page.getByTestId('total').textContent());
    const signer = await browser.newPage();
    await signAndConfirm(signer, lantern.origin, 'ko');
    await expect(page.getByTestId('total')).toHaveText(String(before + 1), { timeout: 2_000 });
    await signer.close();
  });

  await test.step('the link is dead for anyone else', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(lantern.enrolmentLink);
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('This link has been used');
    await stranger.close();
  });

  await test.step('a second passkey on a security key', async () => {
    await device.remove();
    await addDevice(page, 'usb');
    await page.getByRole('link', { name: 'Add a second passkey' }).click();
    await page.getByLabel('Name of this passkey').fill('Security key');
    await page.getByRole('button', { name: 'Add this passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add a second passkey' })).toHaveCount(0);
  });

  await test.step('signing out and in again with it', async () => {
    await page.goto(`${dashboard}/account`);
    await expect(page.getByText('Security key', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  });

  await test.step('every page is accessible in every language', async () => {
    await expectAccessibleInEach(page, `${dashboard}/`, '[data-testid=total]');
    await expectAccessibleInEach(page, `${dashboard}/account`, 'section li');
    await expectAccessibleInEach(page, `${dashboard}/people`, 'section tbody tr');
  });

  await test.step('an invited person enrols, is frozen, and is out within seconds', async () => {
    await page.getByLabel('E-mail address').fill('observer@example.org');
    await page.getByLabel('Role', { exact: true }).selectOption('observer');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.locator('code').textContent();
    const context = await browser.newContext({ locale: 'en' });
    const other = await context.newPage();
    await addDevice(other);
    await other.goto(link ?? '');
    await other.getByRole('button', { name: 'Make a passkey' }).click();
    await other.getByRole('link', { name: 'Later' }).click();
    await expect(other.getByTestId('total')).toBeVisible();

    await page.reload();
    await page.getByRole('button', { name: 'Manage observer@example.org' }).click();
    await page.getByRole('button', { name: 'Freeze', exact: true }).click();
    await page.getByRole('button', { name: 'Freeze now' }).click();
    await expect(page.getByText(/frozen since/u)).toBeVisible();
    await expect(other).toHaveURL(/\/dashboard\/sign-in/u, { timeout: 12_000 });
    await other.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(other.getByRole('alert')).toContainText('This account is frozen');
    await context.close();
  });

  expect(errors).toEqual([]);
});
