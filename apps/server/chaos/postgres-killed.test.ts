import { setTimeout as delay } from 'node:timers/promises';
import { transaction, type Database } from '@lantern/db/database';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { appendEvents } from '../src/platform/events.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { linkRecordId } from '../src/platform/signing-links.ts';
import { expectKept, mailsLeft, unreached } from './kept.ts';
import { killableServer } from './killable-server.ts';
import { ownPostgres } from './own-postgres.ts';
import { ready, sign } from './probes.ts';
import { expectTurnedAway, publicWrites } from './public-writes.ts';
import { expectReadable, visitAll } from './readings.ts';
import { atScale } from './scale.ts';
import { newRecord, readTextHash, startBurst } from './signing-burst.ts';

const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
/** How often the database is lost, and for how long after its loss was seen, ms. */
const LOSSES = atScale({ short: 1, full: 5 });
const AWAY_MS = atScale({ short: 500, full: 8_000 });
/** Before and after a loss. */
const BURST_MS = atScale({ short: 700, full: 1_500 });
/** What is promised. */
const RECOVERED_MS = 5_000;
const MAIL_DEADLINE_MS = 100_000;

test.runIf(process.platform === 'linux')(
  'PostgreSQL killed in a burst: told while it is away, all there again when it is back',
  async ({ annotate }) => {
    const postgres = await ownPostgres();
    const env = { LANTERN_SECRET: SECRET };
    const stage = await killableServer({ mailsPerSecond: 500, database: postgres, env });
    const { origin } = await stage.start();
    const recordId = await pendingRecord(origin);
    const writer = { origin, recordId, textHash: await readTextHash(origin) };
    const writes = publicWrites({ ...writer, keyring: createKeyring(Buffer.from(SECRET)) });
    const screen = watch(origin);
    const record = newRecord();
    const recoveries: string[] = [];

    for (let loss = 0; loss < LOSSES; loss += 1) {
      await visitAll(origin);
      const burst = await startBurst(origin, { record, smtp: stage.smtp, name: `loss${loss}` });
      await delay(BURST_MS);
      const lostAt = new Date();
      await postgres.kill();
      await expect
        .poll(() => ready(origin), { timeout: 10_000 })
        .toMatchObject({
          status: 503,
          failing: expect.arrayContaining(['database']),
        });
      await expectTurnedAway(writes);
      await expectReadable(origin, lostAt);
      await delay(AWAY_MS);
      await expectReadable(origin, lostAt);
      await postgres.start();
      recoveries.push(await recovered(stage.db, { origin, screen, smtp: stage.smtp }));
      await delay(BURST_MS);
      await burst.stop();
    }

    const refused = record.answers.filter(({ status }) => ![200, 202].includes(status));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual([]);
    await stage.passClaims();
    const left = async () => {
      await stage.passPauses();
      return await mailsLeft(stage.db);
    };
    await expect.poll(left, { timeout: MAIL_DEADLINE_MS, interval: 250 }).toBe(0);
    expect(unreached(record, stage.smtp)).toEqual([]);
    for (const { to } of stage.smtp.received) record.tried.add(to);
    await expectKept(stage.db, record);
    const slowest = Math.max(...record.answers.map(({ ms }) => ms));
    await annotate(
      `recovered in ${recoveries.join('; ')}; ${record.accepted.size} accepted, ` +
        `${refused.length} told 503, slowest answer ${Math.round(slowest)} ms`,
    );
  },
);

interface Screen {
  socket: Socket;
  ticks: { asOf: string }[];
  events: { id?: string }[];
}

function watch(origin: string): Screen {
  const socket = io(origin, { transports: ['websocket'] });
  onTestFinished(() => void socket.close());
  const screen: Screen = { socket, ticks: [], events: [] };
  socket.on('tick', (tick) => screen.ticks.push(tick));
  socket.on('event', (event) => screen.events.push(event));
  return screen;
}

interface Watched {
  origin: string;
  screen: Screen;
  smtp: Awaited<ReturnType<typeof killableServer>>['smtp'];
}

/** Waits for each part to be back, within what is promised; answers in words how soon each was. */
async function recovered(db: Database, { origin, screen, smtp }: Watched): Promise<string> {
  const back = Date.now();
  const began = performance.now();
  const name = `back-${back}@again.example`;
  const textHash = await readTextHash(origin);
  const events = screen.events.length;
  const mails = smtp.received.length;
  const parts: Record<string, () => Promise<boolean> | boolean> = {
    signing: async () => (await sign(origin, name, textHash)).status === 202,
    readyz: async () => (await ready(origin)).status === 200,
    ticks: () => screen.ticks.some(({ asOf }) => Date.parse(asOf) > back),
    listening: async () => (await listeners(db)) > 0,
    mail: () => smtp.received.length > mails,
    events: () => screen.events.length > events,
  };
  const told = transaction(db.pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
    const events = [{ kind: 'milestone', total: 1 } as const];
    await appendEvents(tx, { editionId: rows[0]?.id ?? '', stream: 'public', events });
  });
  const times = await Promise.all(
    Object.entries(parts).map(async ([part, isBack]) => {
      await expect
        .poll(isBack, { timeout: RECOVERED_MS, interval: 50, message: `${part} is back` })
        .toBe(true);
      return `${part} ${Math.round(performance.now() - began)} ms`;
    }),
  );
  await told;
  return times.join(', ');
}

async function listeners({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE application_name = 'lantern-listen' AND query LIKE 'LISTEN%'`,
  );
  return rows[0]?.n ?? 0;
}

/** A submission that nobody confirms, for links that are genuine. */
async function pendingRecord(origin: string): Promise<string> {
  const answer = await sign(origin, 'waits@writes.example');
  const { amendToken } = (await answer.json()) as { amendToken: string };
  return linkRecordId(amendToken) ?? '';
}
