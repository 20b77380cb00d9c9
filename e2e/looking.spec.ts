import { addDevice } from './fixtures/passkeys.ts';
import { signAndConfirm } from './fixtures/signing.ts';
import { expectAccessible, expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

test('what staff look at says what is true, in every language and at every width', async ({
  lantern,
  page,
}) => {
  test.setTimeout(180_000);
  const errors = consoleErrors(page);
  const desk = `${lantern.origin}/dashboard`;
  await signAndConfirm(page, lantern.origin, 'en');
  await addDevice(page);
  await page.goto(await lantern.inviteAdmin('looking@example.org'));
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();

  for (const language of ['ko', 'zh-Hans', 'en']) {
    await page.goto(`${desk}/?lang=${language}`);
    await expect(page.locator('#funnel')).toBeVisible();
    await expect(page.getByRole('table').nth(1)).toBeVisible();
    await expectAccessible(page);
    for (const path of ['corrections', 'audit']) {
      await page.goto(`${desk}/${path}?lang=${language}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  }

  for (const path of ['', 'corrections', 'audit']) {
    await page.goto(`${desk}/${path}`);
    await expect(page.getByRole('table').or(page.getByText('Nothing was')).first()).toBeVisible();
    await expectSound(page);
  }

  await test.step('the way to a signature and the growth hold the one who signed', async () => {
    await page.goto(`${desk}/?by=day`);
    await expect(page.getByRole('button', { name: 'By day' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const row = page.getByRole('row', { name: /gmail\.com/u });
    await expect(row.getByRole('cell').nth(2)).not.toHaveText('0');
  });

  await test.step('the audit log is searched, and the search is in the address', async () => {
    await page.goto(`${desk}/audit`);
    const rows = page.getByRole('row');
    await page.getByLabel('Search').fill('LOOKING@example.org');
    await expect(page).toHaveURL(/search=LOOKING/u);
    await page.getByLabel('Search').fill('nobody did this');
    await expect(page.getByText('Nothing is found.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(rows.filter({ hasText: 'invite' }).first()).toBeVisible();
  });

  await test.step('on a phone the menu closes behind whoever goes on, and stays so on the way back', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const menu = page.getByRole('button', { name: 'Pages' });
    await menu.press('Enter');
    await expect(page.getByRole('list', { name: 'Organising' })).toBeVisible();
    await expectSound(page, 'the open menu');
    await page.getByRole('link', { name: 'Corrections' }).press('Enter');
    await expect(page).toHaveURL(/\/corrections$/u);
    await expect(menu).toHaveAttribute('aria-expanded', 'false');
    await page.goBack();
    await expect(page).toHaveURL(/\/audit/u);
    await expect(menu).toHaveAttribute('aria-expanded', 'false');
  });
  expect(errors).toEqual([]);
});
