import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['ko', 'zh-Hans', 'en'];

test('staff plan what a city does, see what the public will see of it, and who goes to which mission', async ({
  lantern,
  page,
}) => {
  test.setTimeout(300_000);
  const errors = consoleErrors(page);
  const dashboard = `${lantern.origin}/dashboard`;
  const preview = page.getByRole('region', { name: 'What the public sees' });

  await test.step('an administrator finds a city among all of them', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('cities@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.getByRole('link', { name: 'Cities', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Cities' })).toBeFocused();
    for (const locale of LANGUAGES) {
      await page.goto(`${dashboard}/cities?kind=delivery&region=asia&cities.q=seo&lang=${locale}`);
      await expect(page.getByRole('table')).toBeVisible();
      await expectSound(page);
    }
    await page.getByLabel('Search cities and countries').fill('seo');
    await page.getByRole('link', { name: 'Seoul' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Seoul' })).toBeVisible();
  });

  await test.step('what is promised to the public has to be there, and is shown as it will be', async () => {
    await page.getByRole('button', { name: 'Add an action' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'New action' })).toBeFocused();
    await page.getByLabel('How exactly').selectOption('exact');
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(page.getByLabel('Exact place')).toBeFocused();
    await page.getByLabel('Exact place').fill('At the gate');
    await page.getByLabel('Neighbourhood').fill('Myeong-dong');
    await expect(preview).toContainText('Before · now');
    await expect(preview.getByText('Nothing of this action')).toHaveCount(2);
    await expect(preview.getByText('At the gate')).toHaveCount(1);
    await page.getByLabel('How exactly').selectOption('neighbourhood');
    await page.getByLabel('From when').selectOption('before');
    await expect(preview.getByText('12:00 · Myeong-dong')).toHaveCount(3);
    await expect(preview.getByText('At the gate')).toHaveCount(0);
    await expectSound(page);
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(page.getByText('Saved. The public sees what stands below.')).toBeVisible();
    for (const locale of LANGUAGES) {
      await page.goto(`${dashboard}/cities/seoul?lang=${locale}`);
      await expect(page.getByRole('article')).toBeVisible();
      await expectSound(page);
    }
  });

  await test.step('a city is hidden and withdrawn, and both are undone', async () => {
    await page.getByRole('button', { name: 'Hide from the public' }).press('Enter');
    await expect(page.getByText('Hide this city from the public?')).toBeFocused();
    await page.getByRole('button', { name: 'Hide from the public' }).press('Enter');
    await expect(page.getByText('The city is hidden, so nothing of this is public.')).toBeVisible();
    await page.getByRole('button', { name: 'Show to the public again' }).press('Enter');
    await page.getByRole('button', { name: 'Show to the public again' }).press('Enter');
    await page.getByRole('button', { name: 'It takes part no longer' }).press('Enter');
    await page.getByLabel('Why, for staff only').fill('Nobody can come.');
    await page.getByRole('button', { name: 'It takes part no longer' }).press('Enter');
    await expect(page.getByText('“Nobody can come.”')).toBeVisible();
    await page.goto(`${dashboard}/coverage?coverage.q=seoul`);
    await expect(page.getByText(/^open again since/u)).toBeVisible();
    await page.getByRole('link', { name: 'Seoul' }).press('Enter');
    await page.getByRole('button', { name: 'It takes part again' }).press('Enter');
    await page.getByRole('button', { name: 'It takes part again' }).press('Enter');
    await expect(page.getByText('“Nobody can come.”')).toHaveCount(0);
  });

  await test.step('a mission is verified, and nobody is sent where it is too dangerous', async () => {
    for (const locale of LANGUAGES) {
      await page.goto(`${dashboard}/coverage?coverage.q=seo&lang=${locale}`);
      await expect(page.getByRole('table')).toBeVisible();
      await expectSound(page);
      await page.goto(`${dashboard}/missions?show=withheld&mission=kabul&lang=${locale}`);
      await expect(page.getByRole('row')).toHaveCount(3);
      await expectSound(page);
    }
    await page.getByRole('button', { name: 'I have verified this' }).press('Enter');
    await expect(page.getByText(/^Verified .* by cities@example\.org\.$/u)).toBeVisible();
    await page.getByRole('button', { name: 'Send nobody here' }).press('Enter');
    await page.getByLabel('Why, for staff only').fill('Arrests.');
    await page.getByRole('button', { name: 'Send nobody here' }).press('Enter');
    await expect(page.getByText('Nobody is sent here: “Arrests.”')).toBeVisible();
    const listed = await page.request.get(`${lantern.origin}/api/v1/cities`);
    expect(await listed.text()).not.toContain('"kabul"');
    await page.getByRole('button', { name: 'Volunteers may go here' }).press('Enter');
    await page.getByRole('button', { name: 'Volunteers may go here' }).press('Enter');
    await expect(page.getByText('Volunteers may go here.')).toBeVisible();
  });
  expect(errors).toEqual([]);
});
