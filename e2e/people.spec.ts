import type { Browser, Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

/** Somebody at a computer of their own, with a passkey made from a one-time link. */
async function enrol(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await addDevice(page);
  await page.goto(link);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  return page;
}

/** Fills in the invitation by keyboard alone. */
async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.getByLabel('E-mail address').focus();
  await page.keyboard.type(email);
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await page.getByRole('button', { name: 'Make the link' }).focus();
  await page.keyboard.press('Enter');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

const linkOn = async (page: Page): Promise<string> =>
  (await page.locator('main code').textContent()) ?? '';

/** Answers the next such command as the server does for a session older than ten minutes. */
async function refuseOnce(page: Page, procedure: string): Promise<void> {
  const data = { code: 'sign-in-again', httpStatus: 401 };
  await page.route(
    `**/trpc/${procedure}**`,
    (route) =>
      route.fulfill({ json: [{ error: { code: -32001, message: 'sign-in-again', data } }] }),
    { times: 1 },
  );
}

test('of two administrators each needs the other to give power; one alone takes it away', async ({
  lantern,
  browser,
}) => {
  test.setTimeout(240_000);
  const people = `${lantern.origin}/dashboard/people`;
  const one = await enrol(browser, lantern.enrolmentLink);
  const errors = consoleErrors(one);
  await one.goto(people);
  await invite(one, 'two@example.org', 'admin');
  const two = await enrol(browser, await linkOn(one));
  await press(one, 'Done');

  await test.step('an invitation waits for the second administrator', async () => {
    await invite(one, 'new@example.org', 'observer');
    await expect(one.getByText('A second administrator is needed')).toBeVisible();
    await press(one, 'Done');
    await two.goto(people);
    await expect(two.getByRole('link', { name: /People.*1 request waits for you/u })).toBeVisible();
    for (const language of LANGUAGES) {
      await two.goto(`${people}?lang=${language}`);
      await expect(two.locator('html')).toHaveAttribute('lang', language);
      await expect(two.locator('#requests ~ div li')).toHaveCount(1);
      await expectSound(two, `people, waiting, ${language}`);
    }
    await two.goto(`${people}?lang=en`);
    await press(two, 'Approve: new@example.org');
    await expect(two.getByText(/Approve only if you have spoken with/u)).toBeVisible();
    await press(two, 'Approve');
    await expect(two.getByText('Approved', { exact: true })).toBeVisible();
  });

  const newcomer = await test.step('who asked collects the link, once', async () => {
    await one.goto(`${people}?lang=en`);
    await press(one, 'Get the link: new@example.org');
    const link = await linkOn(one);
    await expect(one.getByRole('button', { name: 'Get the link: new@example.org' })).toHaveCount(0);
    return enrol(browser, link);
  });

  await test.step('a role changes with the other’s word, under the person’s eyes', async () => {
    await expect(newcomer.getByRole('link', { name: /^Held/u })).toHaveCount(0);
    await one.reload();
    await press(one, 'Manage new@example.org');
    await press(one, 'Change role');
    await one.locator('#change-role').selectOption('moderator');
    await press(one, 'Change role');
    await expect(one.getByText('A second administrator is needed')).toBeVisible();
    await expectSound(one, 'people, asked');
    await two.reload();
    await press(two, 'Approve: new@example.org');
    await press(two, 'Approve');
    await expect(two.getByText('Done', { exact: true }).first()).toBeVisible();
    await newcomer.reload();
    await expect(newcomer.getByRole('link', { name: /^Held/u })).toBeVisible();
  });

  await test.step('a session that is not fresh shows its passkey again, and goes on', async () => {
    await refuseOnce(two, 'auth.freeze');
    await press(two, 'Manage new@example.org');
    await press(two, 'Freeze');
    await press(two, 'Freeze now');
    const dialog = two.getByRole('dialog', { name: 'Is it still you?' });
    await expect(dialog).toBeVisible();
    await expectSound(two, 'asked for the passkey again');
    await press(two, 'Show my passkey');
    await expect(two.getByText(/frozen since/u)).toBeVisible();
    await expect(newcomer).toHaveURL(/\/dashboard\/sign-in/u, { timeout: 12_000 });
  });

  expect(errors).toEqual([]);
});
