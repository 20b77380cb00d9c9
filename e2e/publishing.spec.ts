import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['ko', 'zh-Hans', 'en'];

/** Calls a procedure as the person who is signed in. */
const call = (page: Page, name: string, input: object) =>
  page.evaluate(
    async ({ path, body }) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return (await answer.json()).result?.data;
    },
    { path: `/trpc/${name}`, body: JSON.stringify({ commandId: randomUUID(), ...input }) },
  );

test('staff hold back what would become public, and say whom a city calls', async ({
  lantern,
  page,
}) => {
  test.setTimeout(240_000);
  const errors = consoleErrors(page);
  const dashboard = `${lantern.origin}/dashboard`;
  await addDevice(page);
  await page.goto(await lantern.inviteAdmin('publishing@example.org'));
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();
  await page.getByRole('link', { name: 'Publishing' }).click();
  await expect(page.getByText('Nothing waits.')).toBeVisible();

  await test.step('a check-in waits for its delay, is held, and let go', async () => {
    const action = await call(page, 'cities.addAction', {
      city: 'warsaw',
      kind: 'delivery',
      localDate: '2027-09-24',
      localTime: '12:00',
      durationMinutes: 60,
      isMain: true,
      precision: 'city',
      publish: 'during',
      delayMinutes: 60,
      capacity: null,
      place: null,
      neighbourhood: null,
      details: null,
      detailsLocale: null,
    });
    const me = await page.evaluate(async () => (await fetch('/trpc/auth.me')).json());
    await call(page, 'field.send', {
      kind: 'outcome',
      edition: '2027',
      city: 'warsaw',
      actor: me.result.data.accountId,
      deviceAt: new Date().toISOString(),
      offsetMs: 0,
      actionId: action.id,
      outcome: 'refused',
    });
    for (const locale of LANGUAGES) {
      await page.goto(`${dashboard}/publishing?lang=${locale}`);
      await expect(page.getByRole('table')).toBeVisible();
      await expectSound(page);
    }
    const row = page.getByRole('row', { name: /Warsaw/u });
    await expect(row).toContainText('its time');
    await row.getByRole('button', { name: 'Hold' }).press('Enter');
    await expect(row).toContainText('held by staff');
    await row.getByRole('button', { name: 'Publish now' }).press('Enter');
    await expect(page.getByText('Nothing waits.')).toBeVisible({ timeout: 15_000 });
  });

  await test.step('numbers are written for one city, and are there again', async () => {
    await page.goto(`${dashboard}/help-lines`);
    await page.getByLabel('For', { exact: true }).selectOption('Warsaw');
    await page.getByRole('button', { name: 'Add a number' }).press('Enter');
    await page.getByLabel('Kind').selectOption('legal help');
    await page.getByLabel('Who answers').fill('A lawyer');
    await page.getByLabel('Number', { exact: true }).fill('+48 22 123');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByText('Saved. Phones take it up')).toBeVisible();
    for (const locale of LANGUAGES) {
      await page.goto(`${dashboard}/help-lines?city=warsaw&lang=${locale}`);
      await expect(page.locator('#line-0-phone')).toHaveValue('+48 22 123');
      await expectSound(page);
    }
  });
  expect(errors).toEqual([]);
});
