import type { Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { newAddress, publicTotal } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

/** A page may be five seconds old, as its caching says. */
const KEPT_MS = 10_000;

/** Signs in English what is in force, as a program would; the answer's status. */
async function sign(page: Page, origin: string): Promise<number> {
  const petition = await page.request.get(`${origin}/api/v1/petition`);
  // The contract's shape.
  const { textHash } = (await petition.json()) as { textHash: { en: string } };
  const answer = await page.request.post(`${origin}/api/v1/signatures`, {
    data: {
      name: 'Kim Ha-neul',
      email: newAddress(),
      country: 'KR',
      locale: 'en',
      textHash: textHash.en,
    },
  });
  return answer.status();
}

/** Presses what asks, then what it asks about; by keyboard. */
async function decide(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).press('Enter');
  await expect(page.getByText(`${name}?`, { exact: true })).toBeFocused();
  await page.getByRole('button', { name, exact: true }).press('Enter');
}

test('an administrator pauses signing, moves the goal, and shows another edition and back', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const errors = consoleErrors(page);
  const settings = `${lantern.origin}/dashboard/settings`;
  const reader = await (await browser.newContext()).newPage();

  await test.step('an administrator enrols and finds the settings, sound in every language', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('settings@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    for (const locale of ['ko', 'zh-Hans', 'en']) {
      await page.goto(`${settings}?lang=${locale}`);
      await expect(page.getByRole('heading', { level: 3 })).toHaveCount(4);
      await expectSound(page);
    }
  });

  await test.step('a pause is told in every language, and ends', async () => {
    await decide(page, 'Pause new signatures');
    await expect(page.getByText('Paused: no new signatures are taken')).toBeVisible();
    await expect(page.getByText(/^Since .* by settings@example\.org$/u)).toBeVisible();
    expect(await sign(reader, lantern.origin)).toBe(409);
    for (const [locale, title] of [
      ['en', 'Signing is paused for now'],
      ['ko', '서명 접수를 잠시 멈추었습니다'],
      ['zh-Hans', '签名目前暂停'],
    ] as const) {
      const told = async () => {
        await reader.goto(`${lantern.origin}/${locale}`);
        return reader.getByText(title).count();
      };
      await expect.poll(told, { timeout: KEPT_MS }).toBe(1);
      await expect(reader.getByTestId('total')).toBeVisible();
      await expectSound(reader);
    }
    await decide(page, 'Take signatures again');
    await expect(page.getByText('New signatures are taken, from opening to closing')).toBeVisible();
    expect(await sign(reader, lantern.origin)).toBe(202);
  });

  await test.step('a goal is refused, then changed, then changed back', async () => {
    const goal = page.getByLabel('Goal', { exact: true });
    await goal.fill('many');
    await page.getByRole('button', { name: 'Look at what changes' }).press('Enter');
    await expect(goal).toBeFocused();
    await expect(goal).toHaveAttribute('aria-invalid', 'true');
    await goal.fill('120000');
    await page.getByRole('button', { name: 'Look at what changes' }).press('Enter');
    await expect(page.getByText('The goal becomes 120,000.')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Save these changes' }).press('Enter');
    await expect(page.getByText('Goal: 100,000 → 120,000')).toBeVisible();
    await expect
      .poll(
        async () =>
          (
            (await (await reader.request.get(`${lantern.origin}/api/v1/petition`)).json()) as {
              goal: number;
            }
          ).goal,
        { timeout: 5_000 },
      )
      .toBe(120_000);
    await page.getByRole('button', { name: 'Change it back' }).press('Enter');
    await expect(goal).toHaveValue('100000');
  });

  const before = await publicTotal(lantern.origin);
  await test.step('a new edition is made from the present one', async () => {
    await page.getByRole('link', { name: 'New edition' }).press('Enter');
    await page.getByRole('button', { name: 'Make the edition' }).press('Enter');
    await expect(page.getByLabel('Name in addresses')).toBeFocused();
    await page.getByLabel('Name in addresses').fill('2031');
    await page.getByRole('textbox', { name: 'The day' }).fill('2031-09-24');
    await page.getByLabel('Signing opens').fill('2030-11-01T00:00');
    await page.getByLabel('Signing closes').fill('2031-09-23T23:59');
    await page.getByLabel('Delivery').fill('2031-09-24T12:00');
    await expectSound(page);
    await page.getByRole('button', { name: 'Make the edition' }).press('Enter');
    await expect(page.getByText('Edition 2031 · Not open yet')).toBeVisible();
    await page.getByRole('link', { name: 'Read, write and approve the texts' }).press('Enter');
    await expect(page.getByText(/^Edition 2031 · signatures/u)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Approve version 1/u })).toHaveCount(3);
    await page.getByRole('link', { name: 'Back to the settings of edition 2031' }).press('Enter');
  });

  await test.step('everybody sees the edition that was chosen, whole, and then the other again', async () => {
    await reader.goto(`${lantern.origin}/en`);
    await expect(reader.locator('[data-freshness=fresh]')).toBeVisible();
    await page.getByRole('button', { name: 'Make it the current edition' }).press('Enter');
    await expect(page.getByText('Show edition 2031 to everyone?')).toBeFocused();
    await expect(page.getByText(/^The number becomes 0; it is/u)).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Make it the current edition' }).press('Enter');
    await expect(page.getByText('This is the current edition')).toBeVisible();
    // The open page follows by itself, with the dates and the number of one edition.
    await expect(reader.getByText('Signing has not begun yet')).toBeVisible({ timeout: 30_000 });
    await expect(reader.locator('time[datetime="2031-09-24"]').first()).toBeAttached();
    await expect(reader.getByTestId('total')).toHaveText('0');
    expect(await publicTotal(lantern.origin)).toBe(0);
    await page.goto(`${settings}?edition=2027`);
    await page.getByRole('button', { name: 'Make it the current edition' }).press('Enter');
    await page.getByRole('button', { name: 'Make it the current edition' }).press('Enter');
    await expect(page.getByText('This is the current edition')).toBeVisible();
    await expect(reader.getByRole('button', { name: 'Sign the petition' })).toBeVisible({
      timeout: 30_000,
    });
    expect(await publicTotal(lantern.origin)).toBe(before);
  });
  await reader.context().close();
  expect(errors).toEqual([]);
});
