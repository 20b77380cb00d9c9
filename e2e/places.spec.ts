import type { Page } from '@playwright/test';
import { mailTo } from './fixtures/mailbox.ts';
import { call, openDesk } from './fixtures/desk.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LOCALES = ['en', 'ko', 'zh-Hans'];

/** A command about the city, as the dashboard sends it. */
const command = (staff: Page, procedure: string, body: object = {}) =>
  call(staff, `cities.${procedure}`, { city: 'seoul', ...body });

const VIGIL = {
  kind: 'candlelight-vigil',
  localDate: '2027-09-24',
  localTime: '19:30',
  durationMinutes: 90,
  isMain: true,
  precision: 'exact',
  publish: 'before',
  delayMinutes: 0,
  capacity: 2,
  place: 'Cheonggye Plaza',
  neighbourhood: null,
  details: null,
  detailsLocale: null,
};

test('a city says what is planned; whoever comes answers by mail, and follows it live', async ({
  page,
  browser,
  lantern,
}) => {
  test.setTimeout(240_000);
  const staff = await openDesk(browser, lantern.enrolmentLink);
  await command(staff, 'addAction', VIGIL);
  const offScript = await browser.newContext({ javaScriptEnabled: false });
  const plain = await offScript.newPage();

  /** Answers without JavaScript; the link in the mail is the answer's own. */
  const answer = async (email: string, party: string): Promise<string> => {
    await plain.goto(`${lantern.origin}/en/cities/seoul`);
    await plain.locator('main summary').click();
    const form = plain.getByRole('form', { name: 'Say that you are coming' });
    await form.getByLabel('Your name').fill('Ada Example');
    await form.getByLabel('E-mail').fill(email);
    await form.getByLabel('How many of you').selectOption(party);
    await form.getByRole('button').click();
    await expect(plain.getByText('Please look at your mail.')).toBeVisible();
    const mail = await mailTo(lantern.origin, email, /\/rsvp\?token=/u);
    return /http\S+\/rsvp\?token=\S+/u.exec(mail.text)?.[0] ?? '';
  };
  const press = (name: string) => plain.getByRole('button', { name }).click();
  const heading = plain.getByRole('heading', { level: 1 });

  await test.step('two have the places, the next waits and moves up', async () => {
    const first = await answer('ada@example.org', '2');
    await plain.goto(first);
    await expect(heading).toHaveText('Are you coming?');
    await press('I am coming');
    await expect(heading).toHaveText('You are on the list');
    const second = await answer('ben@example.org', '');
    await plain.goto(second);
    await press('I am coming');
    await expect(heading).toHaveText('You are on the waiting list');
    await plain.goto(first);
    await press('I cannot come');
    await expect(heading).toHaveText('You are not coming');
    await mailTo(lantern.origin, 'ben@example.org', /A place has become free/u);
    await plain.goto(second);
    await expect(heading).toHaveText('You are on the list');
    await press('Erase my data');
    await expect(heading).toHaveText('Your data have been erased');
  });

  await test.step('a faulty message comes back as it was, a good one arrives', async () => {
    await plain.goto(`${lantern.origin}/en/cities/seoul`);
    const form = plain.getByRole('form', { name: /Write/u });
    await form.getByLabel('Your name').fill('Ada Example');
    await form.getByLabel('E-mail').fill('ada@nowhere');
    await form.getByLabel('Your message').fill('How can I help?');
    await form.getByRole('button').click();
    await expect(form.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByLabel('Your message')).toHaveValue('How can I help?');
    await form.getByLabel('E-mail').fill('ada@example.org');
    await form.getByRole('button').click();
    await expect(plain.getByText('Your message has arrived.')).toBeVisible();
    await offScript.close();
  });

  await test.step('what is published is on the open page at once', async () => {
    const errors = consoleErrors(page);
    await page.goto(`${lantern.origin}/en/cities/seoul`);
    await expect(page.getByText('Cheonggye Plaza')).toBeVisible();
    await expect(page.getByText(/^live ·/u)).toBeVisible();
    await expectSound(page);
    await command(staff, 'withdraw', { reason: 'Nobody can be there' });
    await expect(page.getByTestId('published-state')).toContainText('Called off', {
      timeout: 3_000,
    });
    expect(errors).toEqual([]);
  });

  await test.step('a hidden city is not there', async () => {
    await command(staff, 'hide', {});
    await expect
      .poll(async () => (await page.request.get(`${lantern.origin}/en/cities/seoul`)).status())
      .toBe(404);
    await staff.context().close();
  });
});

test('places are narrowed at once, and sorted by distance on the device alone', async ({
  page,
  context,
  lantern,
}) => {
  const errors = consoleErrors(page);
  await context.grantPermissions(['geolocation'], { origin: lantern.origin });
  await context.setGeolocation({ latitude: -33.918_1, longitude: 18.423_3 });
  await page.goto(`${lantern.origin}/en/cities`);
  await page.getByLabel('Search by name').fill('zürich');
  await expect(page.getByTestId('found')).toHaveText('1 place');
  await expect(page).toHaveURL(/[?&]q=/u);
  await expect(page.getByRole('link', { name: 'Zurich' })).toBeVisible();
  await page.getByLabel('Search by name').fill('');
  await page.getByLabel('Country or territory').selectOption('africa');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()}${request.postData() ?? ''}`));
  await page.getByRole('button', { name: 'What is near me?' }).click();
  const nearest = page.getByRole('region', { name: 'Nearest to you' });
  await expect(nearest.getByRole('listitem').first()).toContainText('Cape Town');
  await expectSound(page);
  expect(sent.filter((request) => /33[.,]9|18[.,]4/u.test(request))).toEqual([]);
  // A shared address shows the same without scripts; what is near is in nobody's address.
  expect(page.url()).toMatch(/\/en\/cities\?country=africa$/u);

  await context.clearPermissions();
  await page.reload();
  await page.getByRole('button', { name: 'What is near me?' }).click();
  await expect(page.getByText('Your browser did not share your position.')).toBeVisible();
  expect(errors).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('whoever says where they are is told what they can do', async ({ page, lantern }) => {
    await page.goto(`${lantern.origin}/en/take-part`);
    await page.getByLabel('Country or territory').selectOption('DE');
    await page.getByRole('button', { name: 'Find what I can do' }).click();
    await expect(page).toHaveURL(/country=DE/u);
    await expect(page.getByRole('link', { name: /^Offer to coordinate/u })).toHaveAttribute(
      'href',
      /\/en\/take-part\/apply\?city=/u,
    );
    await expect(page.getByText('Chinese embassy in Berlin')).toBeVisible();
    await page.getByLabel('Country or territory').selectOption('CN');
    await page.getByLabel('Nearest city of ours (optional)').selectOption('');
    await page.getByRole('button', { name: 'Find what I can do' }).click();
    await expect(page.getByText('Your safety comes first')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Offer to/u })).toHaveCount(0);
  });
});

for (const locale of LOCALES)
  test(`a city with nobody yet and the ways to take part are sound in ${locale}`, async ({
    page,
    lantern,
  }) => {
    test.setTimeout(120_000);
    // In every language the others are the same elements.
    const once = locale === 'en' ? ['/rsvp?token=none', '/cities?country=KR'] : [];
    for (const path of ['/cities/prague', '/take-part?country=CZ&city=prague', ...once]) {
      await page.goto(`${lantern.origin}/${locale}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectSound(page);
    }
    await page.goto(`${lantern.origin}/${locale}?city=prague`);
    await expect(page.locator('select[name=city]')).toHaveValue('prague');
    await expect(page.locator('select[name=country]')).toHaveValue('CZ');
  });
