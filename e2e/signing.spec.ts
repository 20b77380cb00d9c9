import { linkIn, mailTo } from './fixtures/mailbox.ts';
import {
  expectTotal,
  fillSignForm,
  newAddress,
  publicTotal,
  signAndConfirm,
} from './fixtures/signing.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 640 }, locale: 'ko-KR' });

  test('a person signs on the Korean page, confirms from the mail, and is counted', async ({
    page,
    lantern,
  }) => {
    const before = await publicTotal(lantern.origin);
    await page.goto(lantern.origin);
    await expect(page).toHaveURL(`${lantern.origin}/ko`);
    const email = newAddress();
    const form = await fillSignForm(page, { name: '김하늘', email });
    await form.getByRole('button', { name: '서명' }).click();
    await expect(page).toHaveURL(/\/ko\/petition\/check-mail/u);

    const mail = await mailTo(lantern.origin, email);
    const link = linkIn(mail, 'confirm');
    await page.goto(link);
    expect(await publicTotal(lantern.origin)).toBe(before);
    await page.locator('main form button[type=submit]').first().click();
    await expect(page).toHaveURL(/\/ko\/petition\/thank-you/u);
    await expectTotal(lantern.origin, before + 1);

    await page.goto(linkIn(mail, 'withdraw'));
    await page.locator('main form button[type=submit]').first().click();
    await expectTotal(lantern.origin, before);
  });

  test('a form with faults comes back filled in, each fault beside its field', async ({
    page,
    lantern,
  }) => {
    await page.goto(`${lantern.origin}/ko`);
    const form = page.locator('form[action="/api/v1/signatures"]');
    await form.evaluate((element) => element.setAttribute('novalidate', ''));
    await form.locator('input[name=name]').fill('김하늘');
    await form.locator('input[name=email]').fill('not-an-address');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      form.locator('button[type=submit]').click(),
    ]);
    expect(answer.status()).toBe(422);
    await expect(form.locator('input[name=name]')).toHaveValue('김하늘');
    await expect(form.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.locator('select[name=country]')).toHaveAttribute('aria-invalid', 'true');
  });

  test('the code from the mail confirms as well', async ({ page, lantern }) => {
    const before = await publicTotal(lantern.origin);
    await page.goto(`${lantern.origin}/ko`);
    const email = newAddress();
    const form = await fillSignForm(page, { name: '김하늘', email });
    await form.locator('button[type=submit]').click();
    const mail = await mailTo(lantern.origin, email);
    const code = mail.text.match(/\b(\d{3})\s?(\d{3})\b/u);
    expect(code).not.toBeNull();
    const codeForm = page.locator('form').filter({ has: page.locator('input[name=code]') });
    // This page knows the address; it is typed only where someone comes without the page's token.
    await expect(codeForm.locator('input[name=email]')).toHaveCount(0);
    await codeForm.locator('input[name=code]').fill(`${code?.[1]}${code?.[2]}`);
    await codeForm.locator('button[type=submit]').first().click();
    await expect(page).toHaveURL(/\/petition\/thank-you/u);
    await expectTotal(lantern.origin, before + 1);
  });
});

test('the number changes in another browser within two seconds', async ({
  page,
  browser,
  lantern,
}) => {
  const watching = await browser.newContext({ locale: 'zh-CN' });
  const other = await watching.newPage();
  const errors = consoleErrors(other);
  await other.goto(`${lantern.origin}/zh-Hans`);
  const number = other.getByTestId('total').first();
  const before = await publicTotal(lantern.origin);
  await expect(number).toHaveText(before.toLocaleString('en-US'));

  await signAndConfirm(page, lantern.origin, 'en');
  await expect(number).toHaveText((before + 1).toLocaleString('en-US'), { timeout: 2_000 });
  expect(errors).toEqual([]);
  await watching.close();
});

test('with JavaScript a fault is shown without leaving the page', async ({ page, lantern }) => {
  const errors = consoleErrors(page);
  await page.goto(`${lantern.origin}/en`);
  const form = page.locator('form[action="/api/v1/signatures"]');
  await form.locator('input[name=name]').fill('Kim Ha-neul');
  await form.locator('button[type=submit]').click();
  await expect(form.locator('input[name=email]')).toBeFocused();
  await expect(form.locator('input[name=name]')).toHaveValue('Kim Ha-neul');
  await expect(page).toHaveURL(`${lantern.origin}/en`);
  expect(errors).toEqual([]);
});

test('signing works by keyboard alone', async ({ page, lantern }) => {
  const email = newAddress();
  await page.goto(`${lantern.origin}/en`);
  await page.locator('input[name=name]').focus();
  await page.keyboard.type('Kim Ha-neul');
  await page.keyboard.press('Tab');
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await expect(page.locator('select[name=country]')).toBeFocused();
  await page.keyboard.type('South Kor');
  await page.locator('input[name=email]').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/petition\/check-mail/u);
  await mailTo(lantern.origin, email);
});
