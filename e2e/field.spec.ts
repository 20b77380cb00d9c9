import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  call,
  createFieldDay,
  DURESS,
  type FieldDay,
  type FieldPerson,
} from './fixtures/field-world.ts';
import { expectAccessible, expectSound } from './fixtures/soundness.ts';
import { expect, test } from './fixtures/test.ts';

const WORKER = path.resolve(import.meta.dirname, '../apps/dashboard/build/field/sw.js');
const SEND = '**/trpc/field.send';
/** Everything a phone fetches before it works without a network, compressed. */
const FIRST_LOAD_BYTES = 200_000;

test.describe.configure({ mode: 'serial' });

let day: FieldDay;
let ann: FieldPerson;
let origin: string;
test.beforeAll(async ({ lantern, browser }) => {
  ({ origin } = lantern);
  day = await createFieldDay(browser, lantern);
  ann = await day.join('coordinator');
});

/** Opens the app in a tab of Ann's phone. */
async function open(): Promise<Page> {
  const page = await ann.context.newPage();
  await page.goto(`${origin}/dashboard/field`);
  await expect(page.getByRole('heading', { name: 'Warsaw' })).toBeVisible();
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function write(page: Page, text: string): Promise<void> {
  await press(page, 'Note and numbers');
  await page.getByLabel('Note to staff').fill(text);
  await press(page, 'Send');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const state = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
const count = async () => (await day.arrived(ann)).length;
const expectCount = (wanted: number) => expect.poll(count).toBe(wanted);

test('two check-ins without a network arrive once, in order, with their true times', async () => {
  const { context } = ann;
  const page = await context.newPage();
  const fetched: Promise<number>[] = [];
  page.on('response', (response) => {
    fetched.push(
      response
        .request()
        .sizes()
        .then((sizes) => sizes.responseBodySize)
        // Asked for after the counting, and cut off when the tab closes.
        .catch(() => 0),
    );
  });
  await page.goto(`${origin}/dashboard/field`);
  await expect(page.getByRole('heading', { name: 'Warsaw' })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const bytes = (await Promise.all(fetched)).reduce((all, one) => all + one, 0);
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);

  await context.setOffline(true);
  await page.reload();
  await press(page, 'We are on the way');
  await state(page, '1 waiting to send');
  // A second tap that soon is the same tap.
  await press(page, 'We have arrived');
  await expect(page.getByText(/waiting to send/u)).toHaveText(/^1 /u);
  await expect(async () => {
    await press(page, 'We have arrived');
    await expect(page.getByText(/waiting to send/u)).toHaveText(/^2 /u, { timeout: 200 });
  }).toPass();

  await test.step('a hotspot’s page is no receipt', async () => {
    await context.route(SEND, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Free Wi-Fi</title>' }),
    );
    await context.setOffline(false);
    await state(page, 'This network asks for something first');
    await state(page, '2 waiting to send');
    await context.unroute(SEND);
  });
  await press(page, 'Look: What waits and what arrived');
  await press(page, 'Try now');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await state(page, 'Everything has arrived.');
  const [one, two, ...rest] = await day.arrived(ann);
  expect(rest).toEqual([]);
  expect([one?.step, two?.step]).toEqual(['on-the-way', 'arrived']);
  // Said at least a second apart and sent together: what is kept is when they were said.
  const apart = (key: 'happenedAt' | 'receivedAt') =>
    Date.parse(two?.[key] ?? '') - Date.parse(one?.[key] ?? '');
  expect(apart('happenedAt')).toBeGreaterThan(1_000);
  expect(apart('receivedAt')).toBeLessThan(apart('happenedAt'));
  await page.close();
});

test('of five items the third is refused: it stays and is explained, the others land; mended, it lands', async () => {
  const page = await open();
  await ann.context.setOffline(true);
  const before = await count();
  // As copied from somewhere: a character that cannot be shown.
  for (const text of ['one', 'two', 'th\u0007ree', 'four', 'five']) await write(page, text);
  await state(page, '5 waiting to send');
  await ann.context.setOffline(false);
  await state(page, '1 was not accepted');
  await expectCount(before + 4);
  await press(page, 'Look: What waits and what arrived');
  await expect(page.getByText('Something in it was not understood')).toBeVisible();
  await expectAccessible(page, 'a refused item');
  await press(page, 'Mend');
  await page.getByLabel('Note to staff').fill('three');
  await press(page, 'Send');
  await state(page, 'Everything has arrived.');
  await expectCount(before + 5);
  // What was written has left the phone.
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('lantern-field');
        opening.addEventListener('success', () => {
          const { result } = opening;
          const tx = result.transaction([...result.objectStoreNames]);
          const reads = [...result.objectStoreNames].map((name) => tx.objectStore(name).getAll());
          tx.addEventListener('complete', () =>
            resolve(JSON.stringify(reads.map((read) => read.result))),
          );
        });
      }),
  );
  expect(kept).not.toContain('three');
  await page.close();
});

test('killed in the middle, added to while sending, open in two tabs: each item is sent once', async () => {
  const { context } = ann;
  const before = await count();
  const sent: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/trpc/field.send')) sent.push(request.postData() ?? '');
  });
  const killed = await open();
  await context.route(SEND, () => undefined);
  await write(killed, 'first');
  await expect.poll(() => sent.length).toBe(1);
  await write(killed, 'added while the first was on its way');
  await state(killed, '2 waiting to send');
  await killed.close();
  await context.unroute(SEND);
  sent.length = 0;
  const [one, two] = await Promise.all([open(), open()]);
  await state(one, 'Everything has arrived.');
  await state(two, 'Everything has arrived.');
  await expectCount(before + 2);
  expect(sent).toHaveLength(2);
  await context.setOffline(true);
  await write(one, 'seen in both');
  await state(two, '1 waiting to send');
  await context.setOffline(false);
  await state(two, 'Everything has arrived.');
  await Promise.all([one.close(), two.close()]);
});

test('an outcome can be undone, also after the app was closed; a new version keeps what waits', async () => {
  const { context } = ann;
  const page = await open();
  await context.setOffline(true);
  await press(page, 'Letter handed in');
  await page.reload();
  await press(page, 'Undo');
  await state(page, 'Everything has arrived.');
  await write(page, 'waits');
  const worker = await readFile(WORKER, 'utf8');
  try {
    await writeFile(WORKER, `${worker}\n// the next deployment\n`);
    await context.route(SEND, (route) => route.abort());
    await context.setOffline(false);
    await page.evaluate(() =>
      navigator.serviceWorker.getRegistration('/dashboard/field').then((one) => one?.update()),
    );
    await press(page, 'Use it now');
    await expect(page.getByText('A new version is ready')).toHaveCount(0);
    await state(page, '1 waiting to send');
    await context.unroute(SEND);
  } finally {
    await writeFile(WORKER, worker);
  }
  await page.close();
});

test('staff announce; a call for help made without a network reaches them', async () => {
  await call(day.staff, 'announcements.send', {
    commandId: randomUUID(),
    edition: 'rehearsal-2027',
    audience: 'all',
    target: null,
    text: 'Storm in the south. Are you safe?',
    locale: 'en',
    asksReply: true,
  });
  const page = await open();
  await press(page, '1 new announcement');
  await expect(page.getByText('Storm in the south')).toBeVisible();
  await ann.context.setOffline(true);
  await press(page, 'We need help');
  await expect(page.getByText('Your reply waits for a network.')).toBeVisible();
  await ann.context.setOffline(false);
  await expect(page.getByText('You replied: need help', { exact: true })).toBeVisible();
  const heard = await call<{ reply: string | null }[]>(page, 'announcements.mine', {
    edition: 'rehearsal-2027',
  });
  expect(heard.map(({ reply }) => reply)).toEqual(['need-help']);
  await page.close();
});

test('every page of it is sound in every language', async () => {
  const page = await open();
  for (const language of ['ko', 'zh-Hans', 'en']) {
    await page.goto(`${origin}/dashboard/field?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('h1')).toBeVisible();
    await expectSound(page, `field, ${language}`);
  }
  for (const name of ['Something is wrong', 'At hand']) {
    await press(page, name);
    if (name === 'At hand')
      for (const part of await page.locator('summary').all()) await part.press('Enter');
    await expectSound(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.close();
});

test('signed out, it keeps everything, asks for the passkey in place, and goes on', async () => {
  const { page } = ann;
  await page.goto(`${origin}/dashboard/field`);
  const before = await count();
  await page.request.post(`${origin}/api/auth/sign-out`, { data: {}, headers: { origin } });
  await write(page, 'said while signed out');
  await state(page, 'Sign in again to send. Nothing is lost.');
  await press(page, 'Sign in with a passkey');
  await state(page, 'Everything has arrived.');
  await expectCount(before + 1);
});

test('safe home: a wrong PIN is explained and put right; the one for duress looks like the other', async () => {
  const page = await ann.context.newPage();
  await page.clock.install();
  await page.goto(`${origin}/dashboard/field`);
  const type = async (pin: string) => {
    for (const digit of pin) await press(page, digit);
    await press(page, 'Say that we are safe');
  };
  for (const name of ['Letter handed in', /^It took place/u, /^Safe home/u]) {
    await page.getByRole('button', { name }).click();
    await page.clock.fastForward(2_000);
  }
  await type('9999');
  await page.clock.fastForward(10_000);
  await state(page, '1 was not accepted');
  await press(page, 'Look: What waits and what arrived');
  await expect(page.getByText('The PIN was not right.')).toBeVisible();
  await press(page, 'Mend');
  await type(DURESS);
  await state(page, 'Everything has arrived.');
  await expect(page.getByText('Thank you. Everyone is home.')).toBeVisible();
  expect((await day.arrived(ann)).slice(-3).map(({ kind, outcome }) => outcome ?? kind)).toEqual([
    'handed-in',
    'held',
    'safe-home',
  ]);
  await page.close();
});

test('what one person said waits for them, whoever signs in next; a wipe leaves nothing', async ({
  lantern,
}) => {
  const { context } = ann;
  const page = await open();
  await context.route(SEND, (route) => route.abort());
  await write(page, 'Ann’s own');
  await day.joinOn('deputy', page);
  await context.unroute(SEND);
  const before = await count();
  await page.goto(`${lantern.origin}/dashboard/field`);
  await expect(page.getByText('you: deputy')).toBeVisible();
  await press(page, 'Look: What waits and what arrived');
  await expect(page.getByText('1 item of somebody else waits')).toBeVisible();
  await expect(page.getByText('Ann’s own')).toHaveCount(0);
  await expectCount(before);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await press(page, 'At hand');
  await page.locator('summary').last().press('Enter');
  await press(page, 'Wipe this phone');
  await press(page, 'Wipe everything now');
  await expect(page).toHaveURL('about:blank');
  await page.goto(`${origin}/dashboard/sign-in`);
  expect(
    await page.evaluate(async () => [
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      localStorage.length,
    ]),
  ).toEqual([0, 0, 0]);
});
