import type { Browser, BrowserContext, Page } from '@playwright/test';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

/** By the fields' places in the form, not their language. */
async function offer(page: Page, email: string) {
  await page.locator('input[name=name]').fill('Ada Example');
  await page.locator('input[name=email]').fill(email);
  await page.locator('textarea[name=about]').fill('I have led vigils.');
}

/** Somebody at a phone or computer of their own, with a passkey made from a one-time link. */
async function enrol(browser: Browser, link: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await addDevice(page);
  await page.goto(link);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();
  return page;
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an offer is made, a faulty one comes back as it was, its link asks before it acts', async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/ko/take-part/apply?city=rome&role=deputy`);
    await expect(page.locator('select[name=city]')).toHaveValue('rome');
    await expect(page.locator('#role-deputy')).toBeChecked();
    await offer(page, 'deputy@example.org');
    await page.locator('input[name=phone]').fill('123');
    await page.locator('main form button').click();
    await expect(page.locator('input[name=phone]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('textarea[name=about]')).toHaveValue('I have led vigils.');
    await expect(page.locator('select[name=city]')).toHaveValue('rome');
    await expect(page.locator('#role-deputy')).toBeChecked();
    await page.locator('input[name=phone]').fill('+82 2 1234 5678');
    await page.locator('main form button').click();
    await expect(page.locator('#sent')).toBeVisible();
    const mail = await mailTo(lantern.origin, 'deputy@example.org');
    const takeBack = linkIn(mail, 'take-back', 'apply');
    await page.goto(takeBack);
    await page.locator('main form button').click();
    await expect(page.locator('main output')).toBeVisible();
    await page.goto(linkIn(mail, 'confirm', 'apply'));
    await expect(page.locator('main form')).toHaveCount(0);
  });
});

test('from an offer to readiness, in every language and by keyboard', async ({
  browser,
  page,
  lantern,
}) => {
  test.setTimeout(240_000);
  const dashboard = `${lantern.origin}/dashboard`;
  const errors = consoleErrors(page);

  await test.step('the form and its links', async () => {
    for (const language of LANGUAGES) {
      await page.goto(`${lantern.origin}/${language}/take-part/apply?city=rome`);
      await expectSound(page, `apply, ${language}`);
    }
    await page.goto(`${lantern.origin}/en/take-part/apply?city=rome`);
    await offer(page, 'ada@example.org');
    await page.locator('input[name=name]').press('Enter');
    await expect(page.getByText('Please look into your mail.')).toBeVisible();
    const mail = await mailTo(lantern.origin, 'ada@example.org');
    await page.goto(linkIn(mail, 'confirm', 'apply'));
    await expectSound(page, 'confirm');
    await press(page, 'Yes, this is my address');
    await expect(page.getByText('Your offer has arrived.')).toBeVisible();
  });

  const admin = await enrol(browser, lantern.enrolmentLink);
  const adminErrors = consoleErrors(admin);
  const link = await test.step('staff look at it, vouch and let in', async () => {
    await admin.goto(`${dashboard}/applications?lang=en`);
    for (const language of LANGUAGES) {
      await admin.goto(`${dashboard}/applications?lang=${language}`);
      await expect(admin.getByRole('link', { name: 'Ada Example' })).toBeVisible();
      await expectSound(admin, `applications, ${language}`);
    }
    await admin.getByRole('link', { name: 'Ada Example' }).click();
    await expect(admin).toHaveURL(/applications\/[\w-]{36}/u);
    const [one] = admin.url().split('?');
    for (const language of LANGUAGES) {
      await admin.goto(`${one}?lang=${language}`);
      await expect(admin.getByText('I have led vigils.')).toBeVisible();
      await expectSound(admin, `application, ${language}`);
    }
    await admin.goto(`${one}?lang=en`);
    await admin.getByLabel('What you learned').fill('I know her voice.');
    await press(admin, 'I vouch for this person');
    await expect(admin.getByText('Vouches for this person')).toBeVisible();
    await press(admin, 'Let in …');
    await press(admin, 'Let in …');
    return (await admin.locator('main code').textContent()) ?? '';
  });

  const coordinator = await enrol(browser, link);
  await test.step('getting ready, one thing at a time', async () => {
    await coordinator.setViewportSize({ width: 360, height: 640 });
    for (const language of LANGUAGES) {
      await coordinator.goto(`${dashboard}/ready?lang=${language}`);
      await expect(coordinator.locator('main ol > li')).toHaveCount(6);
      await coordinator.locator('main ol > li').nth(4).getByRole('button').click();
      await expectSound(coordinator, `ready, ${language}`);
    }
    await coordinator.goto(`${dashboard}/ready?lang=en`);
    await press(coordinator, 'I have read it');
    await expect(coordinator.getByText('1 of 6 done')).toBeVisible();
    await press(coordinator, /Choose your two PINs/u);
    await coordinator.getByLabel('PIN for “safely home”').fill('1234');
    await coordinator.getByLabel('PIN for “I am being forced”').fill('90512');
    await press(coordinator, 'Keep both');
    await expect(coordinator.getByText('not easy to guess')).toBeVisible();
    await coordinator.getByLabel('PIN for “safely home”').fill('47190');
    await press(coordinator, 'Keep both');
    await expect(coordinator.getByText('2 of 6 done')).toBeVisible();
    await press(coordinator, /Agree what to do when you go silent/u);
    await coordinator.getByLabel('What is to be done').fill('Call my sister after an hour.');
    await press(coordinator, 'We have agreed on this');
    await expect(coordinator.getByText('3 of 6 done')).toBeVisible();
    await coordinator.goto(`${dashboard}/account?lang=en`);
    await coordinator.getByLabel('Telephone').fill('+39 06 1234567');
    await coordinator.locator('#phone ~ div button').click();
    await expect(coordinator.getByText('Saved')).toBeVisible();
  });

  await test.step('staff see who is there, what is missing, and the number', async () => {
    for (const language of LANGUAGES) {
      await admin.goto(`${dashboard}/assignments?lang=${language}`);
      await expect(admin.locator('#cities ~ div > ul > li')).toHaveCount(1);
      await expectSound(admin, `assignments, ${language}`);
    }
    await admin.goto(`${dashboard}/assignments?lang=en`);
    await expect(admin.getByText('no deputy · not ready')).toBeVisible();
    await press(admin, 'Look at the telephone numbers: Rome');
    await expect(admin.getByRole('link', { name: '+39061234567' })).toBeVisible();
    await press(admin, 'End …');
    await press(admin, 'End …');
    await expect(admin.getByText('No city.')).toBeVisible();
    await coordinator.goto(`${dashboard}/ready?lang=en`);
    await expect(coordinator.getByText(/You answer for no city now/u)).toBeVisible();
  });
  expect([...errors, ...adminErrors]).toEqual([]);
});
