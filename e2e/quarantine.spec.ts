import type { Page } from '@playwright/test';
import { linkIn, mailTo } from './fixtures/mailbox.ts';
import { addDevice } from './fixtures/passkeys.ts';
import { expectTotal, publicTotal } from './fixtures/signing.ts';
import { expectSound } from './fixtures/soundness.ts';
import { consoleErrors, expect, test } from './fixtures/test.ts';

interface Suspects {
  domain: string;
  count: number;
}

/** Signs and confirms with throwaway addresses, as a program would; each is held. */
async function signSuspect(page: Page, origin: string, { domain, count }: Suspects) {
  const petition = await page.request.get(`${origin}/api/v1/petition`);
  // The contract's shape.
  const { textHash } = (await petition.json()) as { textHash: { en: string } };
  for (let n = 0; n < count; n += 1) {
    const email = `suspect-${n}@${domain}`;
    const signed = await page.request.post(`${origin}/api/v1/signatures`, {
      data: { name: 'Kim', email, country: 'KR', locale: 'en', textHash: textHash.en },
    });
    expect(signed.status()).toBe(202);
    const link = new URL(linkIn(await mailTo(origin, email), 'confirm'));
    const confirmed = await page.request.post(`${origin}/trpc/signing.confirm`, {
      headers: { origin },
      data: { token: link.searchParams.get('token') },
    });
    expect(confirmed.status(), await confirmed.text()).toBe(200);
  }
}

test('what is held is let count and taken out again by keyboard, and the total stays exact', async ({
  lantern,
  page,
}) => {
  test.setTimeout(120_000);
  const errors = consoleErrors(page);
  const held = `${lantern.origin}/dashboard/quarantine`;
  const before = await publicTotal(lantern.origin);
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };

  await test.step('nothing waits at first', async () => {
    await addDevice(page);
    await page.goto(await lantern.inviteAdmin('held@example.org'));
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.goto(held);
    await expect(page.getByText('Nothing waits for a decision')).toBeVisible();
    await expectSound(page);
  });

  await test.step('the overview and the pages’ list lead to what waits', async () => {
    await signSuspect(page, lantern.origin, { domain: 'mailinator.com', count: 3 });
    await signSuspect(page, lantern.origin, { domain: 'guerrillamail.com', count: 1 });
    await page.goto(`${lantern.origin}/dashboard/`);
    await expect(page.getByRole('link', { name: /Held.*4 signatures wait/u })).toBeVisible();
    await page.getByRole('link', { name: 'Held signatures: 4' }).click();
    await expect(page.getByTestId('waiting')).toHaveText('4 signatures wait · 2 causes');
    for (const language of ['ko', 'zh-Hans', 'en']) {
      await page.goto(`${held}?lang=${language}`);
      await expect(page.getByTestId('waiting')).toBeVisible();
      await expectSound(page);
    }
  });

  await test.step('a cause opens to its signatures, without anybody in them', async () => {
    await page.getByRole('link', { name: 'Look and decide: Throwaway addresses, 3' }).click();
    await page.getByText('The 3 signatures').click();
    await expect(page.getByText('3 of 3 shown')).toBeVisible();
    await expect(page.getByText('suspect-')).toHaveCount(0);
    await expectSound(page);
  });

  await test.step('they are let count, and the total rises as was told', async () => {
    await press('Let them count');
    await expect(page.getByTestId('effect')).toHaveText(`${before} → ${before + 3}`);
    await expectSound(page);
    await press('Let 3 count');
    await expect(page.getByText('3 signatures count now')).toBeVisible();
    await expect(page.getByText(`The total is ${before + 3}.`)).toBeVisible();
    await expectTotal(lantern.origin, before + 3);
  });

  await test.step('they are taken out again for a reason, and that is undone', async () => {
    await press('Take them out again');
    await press('Take 3 out');
    await expect(page.getByText('No reason is chosen yet.')).toBeVisible();
    await page.getByLabel('Reason').selectOption('throwaway-addresses');
    await expect(page.getByTestId('effect')).toHaveText(`${before + 3} → ${before}`);
    await expectSound(page);
    await press('Take 3 out');
    await expect(page.getByText('3 signatures are taken out')).toBeVisible();
    await expectTotal(lantern.origin, before);
    await press('Undo');
    await expect(page.getByTestId('effect')).toHaveText(`${before} → ${before + 3}`);
    await expectSound(page);
    await press('Undo for 3');
    await expect(page.getByText('3 signatures are as they were before')).toBeVisible();
    await expectTotal(lantern.origin, before + 3);
  });

  await test.step('the list of decisions leads back to the first one', async () => {
    await page.getByRole('link', { name: 'All held signatures' }).click();
    await expect(page.getByText(/^Undone /u)).toBeVisible();
    await press(/^Undo: Let count, 3/u);
    await expect(page.getByTestId('effect').last()).toHaveText(`${before + 3} → ${before}`);
    await expectSound(page);
    await press('Undo for 3');
    await expect(page.getByText('3 signatures are as they were before')).toBeVisible();
    await expect(page.getByTestId('waiting')).toHaveText('4 signatures wait · 2 causes');
    await expectTotal(lantern.origin, before);
  });

  await test.step('who decides what another decided meanwhile is told so', async () => {
    await page.getByRole('link', { name: /Look and decide.*, 1$/u }).click();
    await press('Let them count');
    const cause = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const other = await page.request.post(`${lantern.origin}/trpc/signing.void`, {
      headers: { origin: lantern.origin },
      data: {
        commandId: crypto.randomUUID(),
        selection: { causeHash: cause },
        reason: 'other',
      },
    });
    expect(other.ok()).toBe(true);
    await press('Let 1 count');
    await expect(page.getByText('Nothing was changed')).toBeVisible();
    await expectTotal(lantern.origin, before);
    await page.goto(`${held}/${cause}`);
    await expect(page.getByText('Nothing of this cause waits')).toBeVisible();
  });

  expect(errors).toEqual([]);
});
