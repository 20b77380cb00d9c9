import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@lantern/db/database';
import { expect, onTestFinished, test } from 'vitest';
import { readFlow } from '../src/features/overview/flow.repo.ts';
import { firstIdOf } from '../src/features/overview/flow.service.ts';
import { startTestSmtp } from '../src/platform/mail/smtp-test-server.ts';
import { killableServer } from './killable-server.ts';
import { atScale } from './scale.ts';
import { signInLanes, type LaneAnswer } from './signing-lanes.ts';

/** How long signing is watched with the provider well, and with it in trouble. */
const WELL_MS = atScale({ short: 700, full: 10_000 });
const DOWN_MS = atScale({ short: 1_000, full: 60_000 });
const SLOW_MS = atScale({ short: 700, full: 15_000 });
const PAUSE_MS = atScale({ short: 100, full: 200 });
const LANES = 4;
/** Within a second a busy machine may do nothing for half of it. */
const UNREST = atScale({ short: 4, full: 2 });
/** How long a slow provider takes over each mail. */
const TAKES_MS = atScale({ short: 200, full: 1_500 });
/** The provider's pauses end within a minute, and what waited leaves at its pace. */
const DRAIN_MS = 240_000;
/** Their provider refuses them for good. */
const REFUSED = /t[05]@/u;

test('a mail provider that is down, slow or refuses somebody is no matter to who signs', async ({
  annotate,
}) => {
  let slow = false;
  const provider = {
    judge: (address: string) =>
      REFUSED.test(address) ? { status: 550, message: 'no such person' } : null,
    beforeAnswer: () => delay(slow ? TAKES_MS : 0),
  };
  const stage = await killableServer({ mailsPerSecond: 500, provider });
  const { port: smtpPort } = stage.smtp.settings;
  const server = await stage.start();
  const { port } = server;

  const well = await signFor(port, 'well', WELL_MS);
  await stage.smtp.stop();
  const down = await signFor(port, 'down', DOWN_MS);
  const back = await startTestSmtp({ ...provider, port: smtpPort });
  onTestFinished(() => back.stop());
  slow = true;
  const slowly = await signFor(port, 'slow', SLOW_MS);
  slow = false;

  const all = [...well.answers, ...down.answers, ...slowly.answers];
  expect(all.filter(({ status }) => status !== 202)).toEqual([]);
  // As many as with the provider well, within the machine's own unrest.
  for (const { perSecond } of [down, slowly])
    expect(perSecond).toBeGreaterThan(well.perSecond / UNREST);

  const refused = all.map(({ email }) => email).filter((email) => REFUSED.test(email));
  expect(refused.length).toBeGreaterThan(0);
  const received = () => new Set([...stage.smtp.received, ...back.received].map(({ to }) => to));
  const reached = async () => {
    await stage.passPauses();
    return received().size;
  };
  await expect
    .poll(reached, { timeout: DRAIN_MS, interval: 250 })
    .toBe(all.length - refused.length);
  await expect.poll(() => refusals(stage.db), { timeout: DRAIN_MS }).toBe(refused.length);
  await annotate(
    `signed per second: ${[well, down, slowly].map(({ perSecond }) => perSecond.toFixed(1)).join(', ')} ` +
      `with the provider well, down for ${DOWN_MS / 1_000} s, slow; ${refused.length} refused for good`,
  );
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
});

async function signFor(port: number, name: string, ms: number) {
  const begun = performance.now();
  const answers: LaneAnswer[] = await signInLanes({
    port,
    lanes: LANES,
    name,
    stop: AbortSignal.timeout(ms),
    pauseMs: PAUSE_MS,
  });
  return { answers, perSecond: (answers.length * 1_000) / (performance.now() - begun) };
}

/** Refused for good, as the dashboard's overview tells them. */
async function refusals({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  const since = firstIdOf(new Date(Date.now() - 3_600_000));
  const { refused } = await readFlow(pool, { editionId: rows[0]?.id ?? '', since });
  return refused.reduce((sum, row) => sum + row.refused, 0);
}
