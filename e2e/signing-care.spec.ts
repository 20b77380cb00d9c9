import type { Page } from '@playwright/test';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { readQr } from './fixtures/qr.ts';
import { fillSignForm, newAddress, signAndConfirm } from './fixtures/signing.ts';
import { expectAccessible } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'] as const;
const formOf = (page: Page) => page.locator('form[action="/api/v1/signatures"]');
/** The same mailbox at a domain that looks mistyped; nobody's mail goes there. */
const mistyped = (address: string) => address.replace('@gmail.com', '@gmial.com');

/** How many mails went to an address. */
async function mailsTo(origin: string, address: string): Promise<number> {
  const answer = await fetch(`${origin}/dev/mail.json`);
  // The contract's shape.
  const mails = (await answer.json()) as { to: string }[];
  return mails.filter(({ to }) => to.includes(address)).length;
}

for (const locale of LOCALES) {
  test(`${locale}: an address is asked about where it looks mistyped or can be read by a state`, async ({
    page,
    lantern,
  }) => {
    test.setTimeout(180_000);
    await page.goto(`${lantern.origin}/${locale}`);
    const form = formOf(page);
    const email = form.locator('input[name=email]');
    await email.fill('kim@gmial.com');
    await page.keyboard.press('Tab');
    const hint = form.locator('#email-hint button');
    await expect(hint).toContainText('gmail.com');
    await expectAccessible(page, 'typo');
    await hint.press('Enter');
    await expect(email).toHaveValue('kim@gmail.com');
    await expect(email).toBeFocused();
    await expect(hint).toHaveCount(0);

    const plain = await form.locator('#email-hint').innerText();
    await email.fill('kim@qq.com');
    await expect(form.locator('#email-hint')).not.toHaveText(plain);
    await expectAccessible(page, 'provider warning');
  });

  test(`${locale}: nothing is chosen beforehand, and each choice says what it means`, async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/${locale}`);
    const form = formOf(page);
    await expect(form.locator('select[name=country]')).toHaveValue('');
    for (const name of ['showName', 'deliverName', 'updates']) {
      await expect(form.locator(`input[name=${name}]`)).not.toBeChecked();
      await expect(form.locator(`input[name=${name}]`)).toHaveAccessibleDescription(/.{8,}/u);
    }
  });

  test(`${locale}: the petition is passed on without a token, in its language, by code and by plain links`, async ({
    page,
    lantern,
  }) => {
    await signAndConfirm(page, lantern.origin, locale);
    await expect(page).toHaveURL(`${lantern.origin}/${locale}/petition/thank-you`);
    const address = `${lantern.origin}/${locale}`;
    expect(await readQr(page.getByTestId('qr'))).toBe(address);
    const links = page.locator('main li a');
    await expect(links).toHaveCount(6);
    for (const href of await links.evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
      expect(decodeURIComponent(href ?? '')).toContain(address);
      expect(href).not.toContain('token');
    }
    await expect(page.locator('main')).toContainText('100');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });

  test('a mistyped domain is mended by one press on the page after signing', async ({
    page,
    lantern,
  }) => {
    const email = newAddress();
    await page.goto(`${lantern.origin}/ko`);
    const form = await fillSignForm(page, { name: '김하늘', email: mistyped(email) });
    await form.locator('button[type=submit]').click();
    const mend = page.locator('button[value=mend]');
    await expect(mend).toContainText('s•••@gmail.com');
    await mend.click();
    await expect(page.locator('#changed')).toBeVisible();
    await expect(mend).toHaveCount(0);
    await page.goto(linkIn(await mailTo(lantern.origin, email), 'confirm'));
    await page.locator('main form button[type=submit]').first().click();
    await expect(page.getByTestId('signer-number')).toHaveText(/[1-9]/u);
  });

  test('an address under Chinese law is warned about on the page after signing', async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/zh-Hans`);
    const email = newAddress().replace('gmail.com', 'qq.com');
    const form = await fillSignForm(page, { name: '王小明', email });
    await form.locator('button[type=submit]').click();
    await expect(page.getByText('该邮箱服务受中国法律管辖')).toBeVisible();
    const mail = await mailTo(lantern.origin, email);
    expect(mail.text).not.toContain('朝鲜');
    // The page says what to look for in the spam folder.
    await expect(page.locator('main')).toContainText(mail.subject);
  });

  test('who presses too soon, or tries too many codes, is told how long to wait', async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/en`);
    const form = await fillSignForm(page, { name: 'Kim Ha-neul', email: newAddress() });
    await form.locator('button[type=submit]').click();
    const press = async (value: string) => {
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.locator(`button[value=${value}]`).click(),
      ]);
      return [answer.status(), Number(await answer.headerValue('retry-after'))] as const;
    };
    const [tooSoon, wait] = await press('resend');
    expect(tooSoon).toBe(429);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    await expect(page.getByRole('alert')).toContainText('less than a minute ago');
    await expect(page.locator('button[value=resend]')).toBeFocused();

    const code = page.locator('input[name=code]');
    for (let guess = 0; guess < 5; guess += 1) {
      await code.fill('000000');
      expect((await press('code'))[0]).toBe(422);
      await expect(code).toHaveAttribute('aria-invalid', 'true');
    }
    await code.fill('000000');
    const [exhausted, codeWait] = await press('code');
    expect(exhausted).toBe(429);
    expect(codeWait).toBeGreaterThan(30 * 60);
  });
});

test('offline, nothing typed is lost, and it is sent once when the network is back', async ({
  page,
  context,
  lantern,
}) => {
  await page.goto(`${lantern.origin}/en`);
  const email = newAddress();
  const form = await fillSignForm(page, { name: 'Kim Ha-neul', email });
  await context.setOffline(true);
  await form.locator('button[type=submit]').click();
  await expect(form.getByRole('alert')).toBeFocused();
  await expectAccessible(page, 'offline');
  await expect(form.locator('input[name=email]')).toHaveValue(email);

  // A change under way is not sent by itself.
  await form.locator('input[name=name]').fill('Kim Ha-neul the');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await context.setOffline(false);
  await expect(form.locator('input[name=name]')).toHaveValue('Kim Ha-neul the');

  await context.setOffline(true);
  await form.locator('button[type=submit]').click();
  await expect(form.getByRole('alert')).toBeFocused();
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/petition\/check-mail/u);
  await mailTo(lantern.origin, email);
  expect(await mailsTo(lantern.origin, email)).toBe(1);
});

test('whoever goes back after signing finds no name', async ({ page, lantern }) => {
  await page.goto(`${lantern.origin}/en`);
  const form = await fillSignForm(page, { name: 'Kim Ha-neul', email: newAddress() });
  await form.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/\/petition\/check-mail/u);
  await page.goBack();
  await expect(form.locator('input[name=name]')).toHaveValue('');
  await expect(form.locator('input[name=email]')).toHaveValue('');
});

test('from the form to the signer number by keyboard alone', async ({ page, lantern }) => {
  const errors = consoleErrors(page);
  const email = newAddress();
  const tabTo = async (selector: string) => {
    for (let press = 0; press < 30; press += 1) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no Tab reaches ${selector}`);
  };
  await page.goto(`${lantern.origin}/en`);
  await tabTo('#name');
  await page.keyboard.type('Kim Ha-neul');
  await tabTo('#email');
  await page.keyboard.type(email);
  await tabTo('#country');
  await page.keyboard.type('South Kor');
  await tabTo('#showName');
  await page.keyboard.press('Space');
  await expect(page.locator('#showName')).toBeChecked();
  await tabTo('form[action="/api/v1/signatures"] button[type=submit]');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/petition\/check-mail/u);
  const mail = await mailTo(lantern.origin, email);
  const [, first, second] = /\b(\d{3}) (\d{3})\b/u.exec(mail.text) ?? [];
  await tabTo('#code');
  await page.keyboard.type(`${first}${second}`);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('signer-number')).toHaveText(/[1-9]/u);
  expect(errors).toEqual([]);
});

test('each thing that can become of a signature has its words', async ({ page, lantern }) => {
  test.setTimeout(180_000);
  const email = newAddress();
  const sign = async (name: string, address: string) => {
    await page.goto(`${lantern.origin}/en`);
    const form = await fillSignForm(page, { name, email: address });
    await form.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/check-mail/u);
    return page.url();
  };
  const opens = async (address: string, title: string) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expectAccessible(page, title);
  };
  const press = () => page.locator('main form button[type=submit]').first().click();

  await sign('Kim Ha-neul', email);
  const first = linkIn(await mailTo(lantern.origin, email), 'confirm');
  const checkSecond = await sign('Kim Haneul', email);
  await expect.poll(() => mailsTo(lantern.origin, email)).toBe(2);
  const second = linkIn(await mailTo(lantern.origin, email, /Kim Haneul/u), 'confirm');
  await page.goto(first);
  await press();
  await opens(first, 'Your signature counts');
  await opens(second, 'You have already signed');
  // Whoever typed an address learns nothing of it from the page after signing.
  await opens(checkSecond, 'Check your mail');

  const thrownAway = newAddress().replace('gmail.com', 'mailinator.com');
  await sign('Kim Ha-neul', thrownAway);
  await page.goto(linkIn(await mailTo(lantern.origin, thrownAway), 'confirm'));
  await press();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A person will look at it');
  await expectAccessible(page, 'quarantined');
});
