import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Treatment } from '../test/hostile-smtp.ts';
import { mailStage, type MailFigures, type MailStage } from './mail-stage.ts';
import { readBooks } from './mail-books.ts';
import { atScale } from './scale.ts';
import { confirmToken } from './signing-burst.ts';

const PLAN = atScale({
  short: { signers: 300, others: 40, stallMs: 2_000, ratePerSecond: 100, sampleMs: 250 },
  full: { signers: 20_000, others: 300, stallMs: 30_000, ratePerSecond: 50, sampleMs: 1_000 },
});
/** Reminders in the way of who signs, and as many mails to who has confirmed. */
const MANY = atScale({ short: 2_000, full: 10_000 });
const TURNS = atScale({ short: 3, full: 5 });
/** Mails that a node holds with five connections; what is more urgent leaves after these. */
const HELD = 20;
/** The provider notes an arrival after its answer: by then another mail may have been claimed in its place. */
const NOTED_LATE = 5;
/** A figure may be so old when it is asked for: it is read once a second, and the reading takes its time. */
const OLD_MS = 3_000;
/** Mails on their way are settled a moment after they were taken. */
const SETTLING = 2 * HELD;
/** By then a stall is told as one. */
const NOTICED_MS = 14_000;
/** So long a pace is looked back for. */
const PACE_MS = 20_000;

/** Of a hundred addresses two each meet these at their first try; 550 is for good. */
const TREATMENTS: readonly Treatment[] = [
  { do: 'refuse', status: 550 },
  { do: 'refuse', status: 451 },
  { do: 'refuse', status: 421 },
  { do: 'drop-in-data' },
  { do: 'drop-after-dot' },
];

test(`${PLAN.signers} confirmations through a provider that is slow, stalls and refuses some`, async ({
  annotate,
}) => {
  const met = new Set<string>();
  let refusing = false;
  const treat = (to: string): Treatment => {
    const treatment = TREATMENTS[Number(/\d+/u.exec(to)?.[0]) % 50];
    if (!refusing || !treatment) return { do: 'take' };
    if (treatment.do === 'refuse' && treatment.status === 550) return treatment;
    if (met.has(to)) return { do: 'take' };
    met.add(to);
    return treatment;
  };
  const stage = await mailStage({ ratePerSecond: PLAN.ratePerSecond, treat });
  const { smtp } = stage;
  const taken = () => smtp.arrivals.filter(({ answer }) => answer === 250).length;
  const watched = watch(stage);

  // A crowd signs, faster than its mails can leave.
  const crowd = Array.from(
    { length: PLAN.signers },
    (_, index) => `signer${index}@d${index % 97}.example`,
  );
  const signing = stage.signAll(crowd);
  await smtp.until(() => taken() > PLAN.others, 60_000);
  // Some confirm: `soon`. Others are reminded: `bulk`. Both have to let the crowd pass.
  // Only by mails that were taken: one that was refused is not due any more when its turn comes again.
  const early = smtp.arrivals.filter(({ answer }) => answer === 250).slice(0, PLAN.others);
  await Promise.all(early.map(({ text }) => stage.confirm(confirmToken(text) ?? '')));
  await signing;
  await stage.enqueue(
    (await pendingRecords(stage)).map((recordId) => ({
      kind: 'reminder',
      recordId,
      priority: 'bulk',
    })),
  );
  const queuedAt = Date.now();

  await smtp.until(() => taken() > PLAN.signers / 4, 240_000);
  const stalledAt = Date.now();
  smtp.stall();
  await stage.sign('during1030@stall.example');
  await delay(PLAN.stallMs);
  const recoveredAt = Date.now();
  refusing = true;
  smtp.recover();

  // Behind the last of the crowd only less urgent mails wait; those who sign now overtake them.
  await smtp.until(() => taken() > PLAN.signers, 480_000);
  const late = Array.from({ length: 5 }, (_, index) => `late102${index}@example.net`);
  await stage.signAll(late);
  const answeredAt = Date.now();

  await drained(stage);
  const samples = await watched.stop();
  const books = await readBooks(stage);

  // Nothing is lost: whoever was answered 202 was reached, or is recorded as refused for good.
  expect(books.unaccounted([...crowd, ...late, 'during1030@stall.example'])).toEqual([]);
  expect(books.notSettled).toEqual([]);
  // Nothing goes twice but where the connection broke between the final dot and its answer.
  expect(books.sentAfterTaken).toEqual([]);
  expect(books.unanswered).toBeGreaterThan(0);
  // Priority holds, all along and for those who came late.
  expect(books.mostOvertaken()).toBeLessThanOrEqual(HELD + NOTED_LATE);
  expect(books.aheadOf(late, answeredAt)).toBeLessThanOrEqual(HELD + NOTED_LATE);

  // What waits was true when it was told or a moment before; it only ever shrank.
  const steady = samples.filter(({ askedAt }) => askedAt > queuedAt + OLD_MS);
  const isTrue = ({ askedAt, at, queued }: MailFigures) =>
    queued > books.waitingAt(at) - SETTLING &&
    queued < books.waitingAt(askedAt - OLD_MS) + SETTLING;
  expect(steady.filter((sample) => !isTrue(sample))).toEqual([]);
  const inStall = samples.filter(({ at }) => at > stalledAt + NOTICED_MS && at < recoveredAt);
  expect(inStall.filter(({ drainSeconds }) => drainSeconds !== Infinity)).toEqual([]);
  // Once the pace is that of a provider who is well again; the provider was left alone for a while before.
  const paceFrom = books.flowsFrom(recoveredAt) + PACE_MS + OLD_MS;
  const atEnd = samples.filter(
    ({ askedAt, queued }) => askedAt > paceFrom && queued > 4 * SETTLING,
  );
  const wrong = atEnd
    .map((sample) => ({ ...sample, real: (books.endedAt - sample.at) / 1000 }))
    .filter(({ drainSeconds, real }) => !isNear(drainSeconds, real));
  expect(wrong).toEqual([]);
  stage.server.signal('SIGTERM');
  expect(await stage.server.exited).toBe(0);
  const looked = { samples: samples.length, inStall: inStall.length, atEnd: atEnd.length };
  await annotate(books.inWords(looked));
});

test(`who signs behind ${2 * MANY} less urgent mails waits for those on their way alone`, async () => {
  const stage = await mailStage({ ratePerSecond: 50, treat: () => ({ do: 'take' }) });
  await stage.sign('first@example.net');
  const [recordId = ''] = await pendingRecords(stage);
  const many = Array.from({ length: MANY }, () => recordId);
  await stage.enqueue(many.map((recordId) => ({ kind: 'reminder', recordId, priority: 'bulk' })));
  await stage.enqueue(many.map((recordId) => ({ kind: 'confirm', recordId, priority: 'soon' })));
  for (let turn = 0; turn < TURNS; turn += 1) {
    const email = `urgent${turn}@example.net`;
    await stage.sign(email);
    const before = stage.smtp.arrivals.length;
    await stage.smtp.until(() => stage.smtp.arrivals.some(({ to }) => to === email), 20_000);
    const place = stage.smtp.arrivals.findIndex(({ to }) => to === email);
    expect(place - before).toBeLessThanOrEqual(HELD + NOTED_LATE);
    await delay(Math.random() * 400);
  }
  // A stop with thousands waiting settles what is on its way and leaves the rest as it was.
  stage.server.signal('SIGTERM');
  expect(await stage.server.exited).toBe(0);
  expect(stage.server.output()).not.toContain('mail not settled');
  const { rows } = await stage.db.pool.query(
    `SELECT (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail' AND state = 'active') AS active,
       (SELECT count(*)::int FROM mail_outcomes) AS ended`,
  );
  const taken = stage.smtp.arrivals.filter(({ answer }) => answer === 250);
  expect(rows).toEqual([{ active: 0, ended: taken.length }]);
});

/** Within a third, or fifteen seconds: those put off come last, one by one. */
const isNear = (told: number, real: number) => Math.abs(told - real) <= Math.max(15, real / 3);

async function pendingRecords({ db }: MailStage): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT s.id FROM submissions s WHERE NOT EXISTS (SELECT FROM signatures g WHERE g.id = s.id)
     ORDER BY s.id DESC LIMIT $1`,
    [PLAN.others],
  );
  return rows.map(({ id }) => id);
}

function watch(stage: MailStage): { stop: () => Promise<MailFigures[]> } {
  const ended = new AbortController();
  const samples: MailFigures[] = [];
  const run = async () => {
    while (!ended.signal.aborted) {
      samples.push(await stage.figures());
      await delay(PLAN.sampleMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      ended.abort();
      await running;
      return samples;
    },
  };
}

/** Until nothing waits; the short form does not wait for the pauses between tries. */
async function drained({ db, figures }: MailStage): Promise<void> {
  const hurries = atScale({ short: true, full: false });
  for (;;) {
    if (hurries)
      await db.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    if ((await figures()).queued === 0) return;
    await delay(200);
  }
}
