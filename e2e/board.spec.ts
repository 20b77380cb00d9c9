import { call, DELIVERY, enrolIn } from './fixtures/desk.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

test('staff find a city on the board by keyboard, see what was said, and set what they know better', async ({
  lantern,
  page,
}) => {
  test.setTimeout(120_000);
  const errors = consoleErrors(page);
  await enrolIn(page, await lantern.inviteAdmin('board@example.org'));
  for (const city of ['seoul', 'prague'])
    await call(page, 'cities.addAction', { city, ...DELIVERY });

  await test.step('from row to row by the arrows, into one by Enter, out of it by Escape', async () => {
    await page.goto(`${lantern.origin}/dashboard/board?show=to-come`);
    const seoul = page.getByRole('button', { name: 'Seoul' });
    await seoul.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'Prague' })).toBeFocused();
    await page.keyboard.press('k');
    await expect(seoul).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Seoul' })).toBeFocused();
    await expect(page.getByText('Nothing has come from here yet.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Seoul' })).toHaveCount(0);
  });

  await test.step('what is set stands in the row and in the timeline at once', async () => {
    await page.goto(`${lantern.origin}/dashboard/board?city=seoul`);
    await page.getByText('Set it yourself').click();
    await page.getByLabel('What holds').selectOption({ label: 'there' });
    await page.getByLabel('How you know it').fill('by telephone');
    await page.getByRole('button', { name: 'Set it', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'there' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Seoul.*there/u })).toBeVisible();
    await page.getByRole('button', { name: 'Open the words' }).click();
    await expect(page.getByText('by telephone', { exact: true })).toBeVisible();
  });

  await expectSound(page);
  expect(errors).toEqual([]);
});
