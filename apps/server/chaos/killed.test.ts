import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@lantern/db/database';
import { expect, test } from 'vitest';
import type { ReceivedMail } from '../src/platform/mail/smtp-test-server.ts';
import { expectKept, mailsLeft, unreached } from './kept.ts';
import { killableServer } from './killable-server.ts';
import { atScale } from './scale.ts';
import { newRecord, startBurst } from './signing-burst.ts';

const KILLS = atScale({ short: 3, full: 50 });
/** A server is killed at a random moment up to this long after its burst began. */
const BURST_MS = 1_200;
/** A mail that a killed server had claimed goes out again within about a minute. */
const MAIL_DEADLINE_MS = 100_000;

test(`a server killed ${KILLS} times in a burst keeps every signature it accepted, once`, async ({
  annotate,
}) => {
  const stage = await killableServer({ mailsPerSecond: 500 });
  const record = newRecord();
  const claimed = new Set<string>();
  for (let round = 0; round < KILLS; round += 1) {
    const server = await stage.start();
    const { smtp } = stage;
    const burst = await startBurst(server.origin, { record, smtp, name: `round${round}` });
    // Half of them while mails leave and people confirm; the others at any moment, the first included.
    if (round % 2 === 0) await smtp.took(smtp.received.length + 10);
    await delay(BURST_MS * Math.random());
    server.signal('SIGKILL');
    await server.exited;
    await burst.stop();
    for (const id of await claimedMails(stage.db)) claimed.add(id);
  }
  expect(record.accepted.size).toBeGreaterThan(KILLS);
  expect(record.confirmed.size).toBeGreaterThan(0);
  expect(record.answers.filter(({ status }) => ![0, 200, 202].includes(status))).toEqual([]);
  await stage.passClaims();

  const last = await stage.start();
  await expect
    .poll(() => mailsLeft(stage.db), { timeout: MAIL_DEADLINE_MS, interval: 250 })
    .toBe(0);
  expect(unreached(record, stage.smtp)).toEqual([]);
  await expectKept(stage.db, record);
  const repeated = repeats(stage.smtp.received);
  // SMTP's limit: the provider's 250 and our commit are two systems. Only what was between them may repeat.
  expect(repeated.filter((jobId) => !claimed.has(jobId))).toEqual([]);
  last.signal('SIGTERM');
  expect(await last.exited).toBe(0);
  await annotate(
    `${record.accepted.size} accepted, ${record.confirmed.size} confirmed, ` +
      `${stage.smtp.received.length} mails, ${repeated.length} of them repeats of ${claimed.size} in flight`,
  );
});

/** Jobs that the killed server had taken and not yet settled; each may or may not have met its 250. */
async function claimedMails({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = 'mail' AND state = 'active'`,
  );
  return rows.map(({ id }) => id);
}

/** Message-IDs carry the job's id; those that were taken more than once. */
function repeats(received: readonly ReceivedMail[]): string[] {
  const byJob = Map.groupBy(
    received,
    ({ messageId }) => /[0-9a-f-]{36}/u.exec(messageId)?.[0] ?? '',
  );
  return [...byJob].filter(([, mails]) => mails.length > 1).map(([jobId]) => jobId);
}
