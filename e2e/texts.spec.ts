import type { Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { newAddress } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

/** The text in force as its readers are told of it. */
async function publicText(page: Page, origin: string) {
  const particulars = page.locator('article');
  await page.goto(`${origin}/zh-Hans/petition`);
  return {
    title: await particulars.locator('h1').textContent(),
    hash: (await particulars.getByTestId('hash').textContent()) ?? '',
  };
}

/** Signs what has this hash, as a program would; the answer's status and code. */
async function sign(page: Page, origin: string, textHash: string) {
  const answer = await page.request.post(`${origin}/api/v1/signatures`, {
    data: { name: 'Kim Ha-neul', email: newAddress(), country: 'KR', locale: 'zh-Hans', textHash },
  });
  // The contract's shape.
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status(), code };
}

test('a text is written anew, approved by a person, and from then on is what people sign', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const errors = consoleErrors(page);
  const reader = await browser.newPage();
  const before = await publicText(reader, lantern.origin);
  const language = page.getByRole('region', { name: 'Simplified Chinese' });

  await test.step('an administrator enrols and finds the texts', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('texts@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.getByRole('link', { name: 'Texts' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(language.getByRole('heading', { level: 3 })).toHaveText(before.title ?? '');
    for (const locale of ['ko', 'zh-Hans', 'en']) {
      await page.goto(`${lantern.origin}/dashboard/texts?lang=${locale}`);
      await expect(page.getByRole('heading', { level: 3 })).toHaveCount(3);
      await expectSound(page);
    }
  });

  await test.step('what is being written is not left behind unasked, nor lost when refused', async () => {
    await page.getByRole('link', { name: 'New version: Simplified Chinese' }).click();
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(page.getByRole('alert')).toContainText('Nothing differs from version 1');
    await page.getByLabel('Title').fill('');
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(page.getByLabel('Title')).toBeFocused();
    await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
    await expectSound(page);
  });

  await test.step('a draft is saved, and shows to nobody outside', async () => {
    await page.getByLabel('Title').fill(`${before.title}（新）`);
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(page.getByText('Version 2 is saved as a draft')).toBeVisible();
    await expect(language.getByText(/Written .* by texts@example\.org/u)).toBeVisible();
    expect(await publicText(reader, lantern.origin)).toEqual(before);
  });

  await test.step('approving says what it does, and what it did', async () => {
    await language.getByRole('button', { name: /^Approve version 2/u }).press('Enter');
    await expect(language.getByText('Approve version 2: Simplified Chinese?')).toBeFocused();
    await expect(language.getByText('It takes the place of version 1')).toBeVisible();
    await expectSound(page);
    await language.getByRole('button', { name: 'Approve version 2' }).press('Enter');
    await expect(language.getByText('Every language has an approved text.')).toBeVisible();
    await expect(language.getByText(/Approved .* by texts@example\.org/u)).toBeVisible();
    await expect(language.getByRole('button', { name: /^Approve/u })).toHaveCount(0);
    await expectSound(page);
  });

  await test.step('readers see and sign the new words only', async () => {
    // A page may be five seconds old, as its caching says.
    const title = async () => (await publicText(reader, lantern.origin)).title;
    await expect.poll(title, { timeout: 10_000 }).toBe(`${before.title}（新）`);
    const after = await publicText(reader, lantern.origin);
    expect(after.hash).not.toBe(before.hash);
    expect(await sign(reader, lantern.origin, before.hash)).toMatchObject({
      status: 409,
      code: 'text-changed',
    });
    expect(await sign(reader, lantern.origin, after.hash)).toMatchObject({ status: 202 });
    await page.reload();
    await expect(language.getByText('■ Locked')).toBeVisible();
  });

  await reader.close();
  // The refused draft, which the browser tells of by itself.
  expect(errors).toEqual([expect.stringContaining('422')]);
});
