import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { fillSignForm, newAddress, signAndConfirm } from './fixtures/signing.ts';
import { expectAccessible, expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'];
const STATIC_PAGES = [
  '',
  '/embed',
  '/cities',
  '/cities?kind=solidarity&country=KR',
  '/petition',
  '/petition/counting',
  '/petition/check-mail',
  '/petition/confirm',
  '/petition/confirm?token=x',
  '/petition/thank-you',
  '/petition/withdraw',
  '/petition/erase',
  '/petition/unsubscribe',
  '/why',
  '/privacy',
  '/accessibility',
  '/contact',
  '/no-such-page',
];

for (const locale of LOCALES) {
  test(`every page in ${locale} is accessible, fits, and says its language`, async ({
    page,
    lantern,
  }) => {
    test.setTimeout(180_000);
    for (const path of STATIC_PAGES) {
      await page.goto(`${lantern.origin}/${locale}${path}`);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectSound(page);
    }
  });

  test(`the way of a signer in ${locale} is accessible at every step`, async ({
    page,
    lantern,
  }) => {
    test.setTimeout(180_000);
    const errors = consoleErrors(page);
    const clean = (step: string) => expectAccessible(page, step);
    const email = newAddress();
    await page.goto(`${lantern.origin}/${locale}`);
    const form = await fillSignForm(page, { name: 'Kim Ha-neul', email });
    await form.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/check-mail/u);
    await clean('check-mail');
    const mail = await mailTo(lantern.origin, email);
    await page.goto(linkIn(mail, 'confirm'));
    await clean('confirm');
    await page.locator('main form button[type=submit]').first().click();
    await expect(page).toHaveURL(/thank-you/u);
    await clean('thank-you');
    for (const action of ['unsubscribe', 'withdraw', 'erase']) {
      await page.goto(linkIn(mail, action));
      await clean(action);
      await page.locator('main form button[type=submit]').first().click();
      await clean(`${action} done`);
    }
    expect(errors).toEqual([]);
  });
}

test('a missing page answers 404 in the language of its address', async ({ page, lantern }) => {
  const answer = await page.goto(`${lantern.origin}/ko/no-such-page`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('the first screen of a small phone holds the demand, the number and the first field', async ({
  page,
  lantern,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const locale of LOCALES) {
    await page.goto(`${lantern.origin}/${locale}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
    await expect(page.getByTestId('total').first()).toBeInViewport({ ratio: 1 });
    await expect(page.locator('input[name=name]')).toBeInViewport({ ratio: 1 });
  }
});

test('a confirmed signer sees the signer number', async ({ page, lantern }) => {
  await signAndConfirm(page, lantern.origin, 'en');
  await expect(page.getByTestId('signer-number')).toHaveText(/[1-9]/u);
});
