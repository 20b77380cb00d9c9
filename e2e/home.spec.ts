import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { fillSignForm, newAddress } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { expect, test } from './fixtures/test.ts';

test('a name is on the home page by its signer’s choice alone, and goes with its erasure', async ({
  page,
  lantern,
}) => {
  test.setTimeout(120_000);
  const home = `${lantern.origin}/en`;
  const sign = async (name: string, shown: boolean) => {
    const email = newAddress();
    await page.goto(home);
    const form = await fillSignForm(page, { name, email });
    if (shown) await form.locator('input[name=showName]').check();
    await form.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/check-mail/u);
    const mail = await mailTo(lantern.origin, email);
    await page.goto(linkIn(mail, 'confirm'));
    await page.locator('main form button[type=submit]').first().click();
    await expect(page).toHaveURL(/thank-you/u);
    return mail;
  };
  await sign('Unnamed Signer', false);
  const mail = await sign('مريم الزهراء', true);
  const told = async () => await (await fetch(home)).text();
  await expect.poll(told).toContain('<bdi>مريم الزهراء</bdi>');
  expect(await told()).not.toContain('Unnamed Signer');
  await page.goto(home);
  await expectSound(page);
  await page.goto(linkIn(mail, 'erase'));
  await page.locator('main form button[type=submit]').first().click();
  await expect.poll(told).not.toContain('مريم');
});

test('without JavaScript the day, the map and the list of places are all there', async ({
  browser,
  lantern,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const locale of ['en', 'ko', 'zh-Hans']) {
    await page.goto(`${lantern.origin}/${locale}`);
    await expect(page.getByTestId('days-to-go')).toHaveText(/\d/u);
    await expect(page.locator('header a[href$="/cities"]')).toBeVisible();
    const how = await page.locator('main a[href$="/petition/counting"]').first().boundingBox();
    expect(how?.height).toBeGreaterThanOrEqual(44);
    await page.locator('a[href$="/cities#europe"]').click();
    await expect(page.locator('#europe')).toBeInViewport();
    await page.locator('select[name=country]').selectOption('KR');
    await page.locator('form[action$="/cities"] button[type=submit]').click();
    await expect(page).toHaveURL(/country=KR/u);
    await expect(page.locator('dt')).toHaveCount(1);
  }
  await context.close();
});
