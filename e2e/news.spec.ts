import type { Page } from '@playwright/test';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { addDevice } from './fixtures/passkeys.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

interface Signer {
  email: string;
  locale: (typeof LANGUAGES)[number];
}

/** Signs, asks for news, and confirms, as a program would; answers the link that ends the news. */
async function signAsking(page: Page, origin: string, { email, locale }: Signer): Promise<string> {
  const petition = await page.request.get(`${origin}/api/v1/petition`);
  // The contract's shape.
  const { textHash } = (await petition.json()) as { textHash: Record<string, string> };
  const signed = await page.request.post(`${origin}/api/v1/signatures`, {
    data: {
      name: 'Kim',
      email,
      country: 'KR',
      locale,
      textHash: textHash[locale],
      updates: true,
    },
  });
  expect(signed.status()).toBe(202);
  const mail = await mailTo(origin, email);
  const token = new URL(linkIn(mail, 'confirm')).searchParams.get('token');
  const confirmed = await page.request.post(`${origin}/trpc/signing.confirm`, {
    headers: { origin },
    data: { token },
  });
  expect(confirmed.status(), await confirmed.text()).toBe(200);
  return linkIn(mail, 'unsubscribe');
}

test('news is written in three languages, looked at, sent, and left by one press', async ({
  lantern,
  page,
}) => {
  test.setTimeout(240_000);
  const { origin } = lantern;
  const errors = consoleErrors(page);
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  const write = async (locale: string, words: { subject: string; body: string }) => {
    const form = page.getByTestId(`write-${locale}`);
    await form.locator('input').fill(words.subject);
    await form.locator('textarea').fill(words.body);
    await form.getByRole('button').first().press('Enter');
    await expect(form.getByText(/^Saved /u)).toBeVisible();
  };
  const inEveryLanguage = async (path: string, ready: () => Promise<void>) => {
    for (const language of ['ko', 'zh-Hans', 'en']) {
      await page.goto(`${origin}/dashboard${path}?lang=${language}`);
      await ready();
      await expectSound(page);
    }
  };

  const signers: Signer[] = [
    { email: 'news-en@gmail.com', locale: 'en' },
    { email: 'news-ko@gmail.com', locale: 'ko' },
    { email: 'news-zh@qq.com', locale: 'zh-Hans' },
  ];
  const unsubscribing = new Map<string, string>();
  await test.step('three signers asked for news', async () => {
    for (const signer of signers)
      unsubscribing.set(signer.email, await signAsking(page, origin, signer));
  });

  await test.step('the letter is to be told of first', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('news@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.goto(`${origin}/dashboard/news`);
    await expect(page.getByText('No news has been written')).toBeVisible();
    await inEveryLanguage('/news', () => expect(page.locator('h2')).toBeVisible());
    await press('Write something else first');
    await expect(page.getByText('Write something else before')).toBeFocused();
    await press('Cancel');
    await press('Tell what became of the letter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What became of the letter');
    await expect(page.getByTestId('write-ko').locator('textarea')).toHaveValue(
      /감사의 말씀: \[…\]/u,
    );
  });
  const { pathname } = new URL(page.url());
  const path = pathname.replace('/dashboard', '');

  await test.step('words are kept, guarded and never overwritten unseen', async () => {
    await write('en', {
      subject: 'How the letter fared',
      body: 'It was handed over.\n\nThank you.',
    });
    await expect(
      page.getByText('Still to be written: Korean and Simplified Chinese'),
    ).toBeVisible();
    const form = page.getByTestId('write-en');
    await form.locator('textarea').fill('Unsaved.');
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByTestId('write-en').locator('textarea').fill('A colleague wrote this.');
    await other.getByTestId('write-en').getByRole('button').first().click();
    await expect(other.getByTestId('write-en').getByText(/^Saved /u)).toBeVisible();
    await other.close();
    await form.getByRole('button').first().press('Enter');
    await expect(form.getByRole('alert')).toContainText('saved other words here meanwhile');
    await expectSound(page);
    await form.getByRole('button', { name: 'Keep mine' }).press('Enter');
    await write('en', {
      subject: 'How the letter fared',
      body: 'It was handed over.\n\nThank you.',
    });
    await write('ko', { subject: '서한 소식', body: '서한을 전달했습니다.\n\n감사합니다.' });
    await write('zh-Hans', { subject: '信件的消息', body: '信件已经递交。\n\n谢谢您。' });
  });

  await test.step('it is looked at, and tried on oneself', async () => {
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText('It was handed over.')).toBeVisible();
    await page.getByLabel('Language', { exact: true }).last().selectOption('zh-Hans');
    await expect(frame.getByText('信件已经递交。')).toBeVisible();
    await page.getByLabel('As it goes to providers under Chinese law').check();
    await expect(page.getByTestId('subject')).toHaveText('有消息转告您');
    await expect(frame.getByText('信件已经递交。')).toHaveCount(0);
    await press('Mail it to myself');
    const mail = await mailTo(origin, 'news@example.org');
    expect(mail.subject).toBe('信件的消息');
    await inEveryLanguage(path, () => expect(page.getByTestId('readers')).toBeVisible());
  });

  await test.step('it is sent after the number is typed, and comes to its end', async () => {
    await expect(page.getByTestId('readers')).toHaveText('3 signers would get it now');
    await press('Send…');
    await page.getByLabel('Type the number').fill('4');
    await press('Send it now');
    await expect(page.getByLabel('Type the number')).toHaveAttribute('aria-invalid', 'true');
    await expectSound(page);
    await page.getByLabel('Type the number').fill('3');
    await press('Send it now');
    await expect(page.getByTestId('dealt')).toHaveText('3 of 3 dealt with', { timeout: 30_000 });
    await expect(page.getByText(/^Ended /u)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByTestId('sent')).toHaveText('3');
    await inEveryLanguage(path, () => expect(page.getByTestId('dealt')).toBeVisible());
  });

  await test.step('each got it once, in their language, and guarded where it must be', async () => {
    expect((await mailTo(origin, 'news-ko@gmail.com', /전달했습니다/u)).subject).toBe('서한 소식');
    const guarded = await mailTo(origin, 'news-zh@qq.com', /\/news\//u);
    expect(`${guarded.subject}${guarded.text}`).not.toContain('信件');
    const address = /http\S+\/zh-Hans\/news\/\S+/u.exec(guarded.text)?.[0] ?? '';
    const reader = await page.context().newPage();
    await reader.goto(address);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('信件的消息');
    await expect(reader.getByText('信件已经递交。')).toBeVisible();
    await expectSound(reader);
    await reader.close();
  });

  await test.step('one press in the mail program ends it, and no page is needed', async () => {
    const link = new URL(unsubscribing.get('news-en@gmail.com') ?? '');
    const token = link.searchParams.get('token') ?? '';
    const answer = await page.request.post(`${origin}/api/v1/unsubscribe?token=${token}`, {
      multipart: { 'List-Unsubscribe': 'One-Click' },
    });
    expect(answer.status()).toBe(200);
    await page.goto(`${origin}/dashboard/news?lang=en`);
    await press('Write news');
    await expect(page.getByTestId('readers')).toHaveText('2 signers would get it now');
  });
  // In the frame of a mail not even the test's own scripts may run. What remains are the words that a
  // colleague had overtaken, which the browser tells of by itself.
  const others = errors.filter((error) => !error.startsWith('Blocked script execution'));
  expect(others).toEqual([expect.stringContaining('409')]);
});
