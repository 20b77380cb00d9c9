import { addDevice } from './fixtures/passkeys.ts';
import { newAddress } from './fixtures/signing.ts';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { expectAccessible, expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LONG_NAME = 'Wilhelmina Featherstonehaugh-Cholmondeley';
const NAMES = ['Maria González', '박서준', LONG_NAME];

/** Signs to be shown, and confirms, as a program would. */
async function signShown(origin: string, name: string): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    });
  // The contract's shape.
  const { textHash } = (await (await fetch(`${origin}/api/v1/petition`)).json()) as {
    textHash: { en: string };
  };
  const email = newAddress();
  const fields = { name, email, country: 'KR', locale: 'en', textHash: textHash.en };
  const signed = await post('/api/v1/signatures', { ...fields, showName: true });
  expect(signed.status).toBe(202);
  const link = new URL(linkIn(await mailTo(origin, email), 'confirm'));
  const token = link.searchParams.get('token');
  expect((await post('/trpc/signing.confirm', { token })).status).toBe(200);
}

test('a name is found, taken off the public list by keyboard, and put back', async ({
  lantern,
  page,
}) => {
  test.setTimeout(120_000);
  const { origin } = lantern;
  const supporters = `${origin}/dashboard/supporters`;
  const errors = consoleErrors(page);
  for (const name of NAMES) await signShown(origin, name);
  await addDevice(page);
  await page.goto(await lantern.inviteAdmin('names@example.org'));
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Later' }).click();

  for (const language of ['ko', 'zh-Hans', 'en']) {
    await page.goto(`${supporters}?lang=${language}`);
    await expect(page.getByRole('cell', { name: LONG_NAME, exact: true })).toBeVisible();
    await expectAccessible(page, language);
  }
  await expectSound(page);

  const rows = page.getByRole('row').filter({ has: page.getByRole('button', { name: /:/u }) });
  await test.step('the server is asked once for a word, however it is typed', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('supporters.list')) asked.push(request.url());
    });
    await page.getByLabel('Search all names').focus();
    await page.keyboard.type('GONZ');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Maria González');
    expect(asked).toHaveLength(1);
    await page.getByLabel('Search all names').fill('nobody at all');
    await expect(page.getByText('No name here.')).toBeVisible();
    await page.getByLabel('Search all names').fill('gonz');
    await expect(rows).toHaveCount(1);
  });

  await test.step('taken off, it is gone from the site, and the focus stays', async () => {
    await page.getByRole('button', { name: 'Take off: Maria González' }).press('Enter');
    const back = page.getByRole('button', { name: 'Put back: Maria González' });
    await expect(back).toBeFocused();
    await expect(rows).toContainText('taken off');
    await expect
      .poll(async () => (await fetch(`${origin}/en`)).text())
      .not.toContain('Maria González');
    await expectSound(page, 'taken off');
    await back.press('Enter');
    await expect(rows).toContainText('shown');
    await expect.poll(async () => (await fetch(`${origin}/en`)).text()).toContain('Maria González');
  });
  expect(errors).toEqual([]);
});
