import type { Browser, Page } from '@playwright/test';
import type { LanternProcess } from './fixtures/lantern-process.ts';
import { call, enrolIn } from './fixtures/desk.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

/** An exercise with a clock of its own, on which it is the day. */
const EDITION = 'exercise';
/** One o'clock in London, an hour after something began there. */
const DAY_AT = '2027-09-24T12:00:00Z';
const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

async function ask<T>(page: Page, procedure: string): Promise<T> {
  const { origin } = new URL(page.url());
  const input = encodeURIComponent(JSON.stringify({ edition: EDITION }));
  const answer = await page.request.get(`${origin}/trpc/${procedure}?input=${input}`);
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** A coordinator of London, signed in with a passkey of their own. */
async function coordinatorOf(
  city: string,
  { staff, browser, lantern }: { staff: Page; browser: Browser; lantern: LanternProcess },
): Promise<{ page: Page; accountId: string }> {
  await staff.goto(`${lantern.origin}/dashboard/people`);
  await staff.getByLabel('E-mail address').fill('coordinator@example.org');
  await staff.getByLabel('Role', { exact: true }).selectOption('coordinator');
  await staff.getByRole('button', { name: 'Make the link' }).click();
  const link = (await staff.locator('code').textContent()) ?? '';
  const page = await (await browser.newContext({ locale: 'en' })).newPage();
  await enrolIn(page, link);
  const { accountId } = await ask<{ accountId: string }>(page, 'auth.me');
  await call(staff, 'assignments.assign', {
    edition: EDITION,
    accountId,
    to: { role: 'coordinator', city },
  });
  return { page, accountId };
}

/** The exercise: cities as on the day itself, and a clock. */
async function beginExercise(page: Page): Promise<void> {
  await call(page, 'editions.create', {
    slug: EDITION,
    kind: 'rehearsal',
    date: '2027-09-24',
    timezone: 'Europe/London',
    opensAt: '2027-09-01T00:00:00Z',
    closesAt: '2027-09-23T22:00:00Z',
    deliversAt: '2027-09-24T11:00:00Z',
    goal: 100,
    textsFrom: null,
    citiesFrom: '2027',
  });
  await call(page, 'rehearsals.setClock', { edition: EDITION, dayAt: DAY_AT, rate: 1 });
}

/** Something that began an hour ago, of which nobody has said a word. */
async function planBegun(page: Page, city: string): Promise<void> {
  await call(page, 'cities.addAction', {
    edition: EDITION,
    city,
    kind: 'candlelight-vigil',
    localDate: '2027-09-24',
    localTime: '12:00',
    durationMinutes: 300,
    isMain: true,
    precision: 'city',
    publish: 'after',
    delayMinutes: 0,
    capacity: null,
    place: null,
    neighbourhood: null,
    details: null,
    detailsLocale: null,
  });
}

/** What the mails say outside; nothing of what was announced may stand in any of them. */
async function subjectsOf(page: Page): Promise<string[]> {
  const { origin } = new URL(page.url());
  const mails = (await (await page.request.get(`${origin}/dev/mail.json`)).json()) as {
    subject: string;
    text: string;
  }[];
  expect(mails.map(({ text }) => text).join('')).not.toContain('square');
  return mails.map(({ subject }) => subject);
}

/** Sound in every language, and as it is. */
async function expectSoundInEach(page: Page, url: string, ready: string): Promise<void> {
  for (const language of LANGUAGES) {
    await page.goto(`${url}?edition=${EDITION}&lang=${language}`);
    await expect(page.locator(ready).first()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expectSound(page);
  }
  await page.goto(`${url}?edition=${EDITION}&lang=en`);
}

test('a silent city is noticed, taken in hand, called, heard of; an announcement finds who needs help', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const errors = consoleErrors(page);
  const dashboard = `${lantern.origin}/dashboard`;
  await page.setViewportSize({ width: 1280, height: 900 });
  await enrolIn(page, await lantern.inviteAdmin('alarms@example.org'));
  await beginExercise(page);
  const { page: phone, accountId } = await coordinatorOf('london', {
    staff: page,
    browser,
    lantern,
  });

  await test.step('who is on duty is planned, and what is left uncovered is said', async () => {
    await page.goto(`${dashboard}/duty?edition=${EDITION}`);
    await expect(page.getByText('Nobody is on duty now.')).toBeVisible();
    await page.getByRole('button', { name: 'Add a shift' }).click();
    await page.getByLabel('Person').selectOption('alarms@example.org');
    const wall = (hours: number) =>
      new Date(Date.parse(DAY_AT) + hours * 3_600_000)
        .toLocaleString('sv')
        .replace(' ', 'T')
        .slice(0, 16);
    await page.getByLabel('From', { exact: true }).fill(wall(-1));
    await page.getByLabel('To', { exact: true }).fill(wall(5));
    await page.getByLabel('Is also told of duress').check();
    await page.getByRole('button', { name: 'Save the shift' }).click();
    await expect(page.getByText('On duty now')).toBeVisible();
    await expectSoundInEach(page, `${dashboard}/duty`, 'table');
  });

  const cards = page.getByRole('article');
  await test.step('silence shows within seconds, and by keyboard alone one takes it and writes a call down', async () => {
    await page.goto(`${dashboard}/alarms?edition=${EDITION}`);
    await expect(page.getByText('Nobody has to be looked for now.')).toBeVisible();
    await planBegun(page, 'london');
    await expect(cards).toHaveCount(2);
    await expect(cards.first()).toContainText('No word: on the way');
    await cards.first().focus();
    await page.keyboard.press('a');
    await expect(cards.first()).toContainText('alarms@example.org has it in hand');
    await page.keyboard.press('j');
    await expect(cards.nth(1)).toBeFocused();
    await page.keyboard.press('c');
    await expect(cards.nth(1)).toContainText('coordinator@example.org');
    await expect(cards.nth(1)).toContainText('no number known');
    await page.getByLabel('What was said (optional)').fill('Rang ten times.');
    await page.getByRole('button', { name: 'No answer' }).click();
    await expect(cards.nth(1)).toContainText('called: Coordinator, No answer');
    await expect(cards.nth(1)).toContainText('Rang ten times.');
    await expectSoundInEach(page, `${dashboard}/alarms`, 'article');
  });

  await test.step('it closes by itself when word comes', async () => {
    await call(phone, 'field.send', {
      edition: EDITION,
      city: 'london',
      actor: accountId,
      deviceAt: new Date().toISOString(),
      offsetMs: 0,
      kind: 'step',
      step: 'arrived',
    });
    await expect(page.getByText('Nobody has to be looked for now.')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'word came' })).toHaveCount(2);
  });

  await test.step('an announcement says whom it reaches, and shows who answered', async () => {
    await page.goto(`${dashboard}/announcements?edition=${EDITION}`);
    await page.getByLabel('To whom').selectOption('city');
    await page.getByLabel('Which city').selectOption('london');
    await expect(page.getByText('It reaches 1 person in 1 city.')).toBeVisible();
    await page.getByLabel('What to say').fill('Please leave the square now.');
    await page.getByRole('button', { name: 'Look once more, then send' }).click();
    await expect(page.getByText('Send this to 1 person?')).toBeVisible();
    await page.getByRole('button', { name: 'Send it now' }).click();
    await expect(cards).toContainText('Please leave the square now.');
    // Whoever has read it gets no mail about it any more: so first the mail, then the answer.
    await expect.poll(() => subjectsOf(page)).toContain('REHEARSAL · A message for you');
    expect(await subjectsOf(page)).toContain('REHEARSAL · Please look now');
    const [mine] = await ask<{ id: string; text: string }[]>(phone, 'announcements.mine');
    expect(mine?.text).toBe('Please leave the square now.');
    await call(phone, 'announcements.reply', { id: mine?.id, reply: 'need-help' });
    await page.getByRole('button', { name: 'Who has not answered' }).click();
    await expect(cards.getByRole('listitem')).toContainText('need help');
    await expectSoundInEach(page, `${dashboard}/announcements`, 'article');
    await page.goto(`${dashboard}/alarms?edition=${EDITION}`);
    await expect(cards).toContainText('Somebody asks for help');
  });

  expect(errors).toEqual([]);
});
