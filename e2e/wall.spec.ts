import type { Page } from '@playwright/test';
import { call, DELIVERY, enrolIn } from './fixtures/desk.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;
const TILES = ['done', 'there', 'silent', 'trouble'] as const;

/** What the wall is read from, as the person who has the page open may read it. */
interface Wall {
  cities: { slug: string; phase: string; calling: { why: string } | null }[];
  number: { total: number };
}

const planCity = (page: Page, city: string) =>
  call(page, 'cities.addAction', { city, ...DELIVERY });

/** What staff heard on the phone. */
async function hearOf(page: Page, city: string, phase: string): Promise<void> {
  const set = { what: 'phase', phase };
  await call(page, 'field.override', { city, set, reason: 'by phone' });
}

/** Whether the wall shows what the database says, no more and no less. */
async function expectTrue(wall: Page, staff: Page): Promise<void> {
  const { origin } = new URL(staff.url());
  const answer = await staff.request.get(
    `${origin}/trpc/wall.read?input=${encodeURIComponent('{}')}`,
  );
  const { result } = (await answer.json()) as { result: { data: Wall } };
  const { cities, number } = result.data;
  const count = (holds: (city: Wall['cities'][number]) => boolean) => cities.filter(holds).length;
  const counts = {
    done: count(({ phase }) => phase === 'done' || phase === 'safe-home'),
    there: count(({ phase }) => phase === 'there'),
    silent: count(({ calling }) => calling?.why === 'silence'),
    trouble: count(({ calling }) => calling?.why === 'trouble'),
  };
  for (const tile of TILES)
    await expect(wall.getByTestId(`tile-${tile}`)).toHaveAttribute('data-count', `${counts[tile]}`);
  await expect(wall.getByTestId('total')).toHaveText(`${number.total}`);
}

test('a screen in a room shows the day as it is, through a restart and without a network, until it is ended', async ({
  lantern,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const errors = consoleErrors(page);
  await enrolIn(page, await lantern.inviteAdmin('wall@example.org'));
  for (const city of ['seoul', 'prague', 'london']) await planCity(page, city);

  const room = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await room.newPage();
  const there = wall.getByTestId('tile-there');

  await test.step('an administrator makes a link, which lets the screen in and stands in no history', async () => {
    await page.goto(`${lantern.origin}/dashboard/screens`);
    await page.getByLabel('Name').fill('Office, Seoul');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = (await page.locator('code').textContent()) ?? '';
    await wall.goto(link);
    await expect(there).toHaveAttribute('data-count', '0');
    expect(wall.url()).toBe(`${lantern.origin}/dashboard/wall`);
    await expect(wall.getByText('Live', { exact: true })).toBeVisible();
  });

  await test.step('what staff hear of is on it within a second', async () => {
    await hearOf(page, 'seoul', 'arrived');
    await expect(there).toHaveAttribute('data-count', '1', { timeout: 1_000 });
    await expect(wall.getByText('has arrived')).toBeVisible();
    await expectTrue(wall, page);
  });

  await test.step('after a restart of the server it is true again, by itself', async () => {
    await lantern.restart();
    await hearOf(page, 'prague', 'arrived');
    await expect(there).toHaveAttribute('data-count', '2', { timeout: 15_000 });
    await expectTrue(wall, page);
  });

  await test.step('without a network it shows nothing that it cannot know, and then all of it', async () => {
    await room.setOffline(true);
    await hearOf(page, 'london', 'arrived');
    await hearOf(page, 'seoul', 'safe-home');
    await expect(wall.getByTestId('tile-done')).toHaveAttribute('data-count', '0');
    await expect(there).toHaveAttribute('data-count', '2');
    await room.setOffline(false);
    await expect(wall.getByTestId('tile-done')).toHaveAttribute('data-count', '1', {
      timeout: 10_000,
    });
    await expectTrue(wall, page);
  });

  await test.step('it is no way to anything else', async () => {
    const elsewhere = await room.newPage();
    await elsewhere.goto(`${lantern.origin}/dashboard/board`);
    await expect(elsewhere).toHaveURL(/\/dashboard\/sign-in/u);
    await elsewhere.close();
  });

  await test.step('ended, it is dark within five seconds', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'End: Office, Seoul' }).click();
    await expect(wall.getByText('This screen is not let in')).toBeVisible({ timeout: 5_000 });
    await expect(there).toHaveCount(0);
  });

  await test.step('the wall and the list of screens are accessible in every language', async () => {
    for (const language of LANGUAGES)
      for (const [path, ready] of [
        ['wall', '[data-testid=total]'],
        ['screens', 'tbody tr'],
      ] as const) {
        await page.goto(`${lantern.origin}/dashboard/${path}?lang=${language}`);
        await expect(page.locator(ready).first()).toBeVisible();
        await expectSound(page);
      }
  });
  // The page that was open while the server was away asked it in vain.
  expect(errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
  await room.close();
});
