import { createCountsRepo } from '@lantern/server/counts.repo';
import pg from 'pg';
import { inTurns, load, startHttpLoad, type HttpLoad } from '../alternate.ts';
import { confirmationTokens } from '../confirmation-tokens.ts';
import { requireCounted } from '../counted.ts';
import { query } from '../database.ts';
import { fill } from '../fill.ts';
import type { Lantern } from '../lantern.ts';
import type { HttpJob, Requests } from '../load/http-job.ts';
import { median } from '../median.ts';
import { watchPostgres } from '../postgres-cpu.ts';
import { figuresOf } from '../process-figures.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import { signatureRequests, SIGNERS } from '../signature-requests.ts';
import type { Stage } from '../stage.ts';

const SIZES: Record<Pace, { few: number; many: number }> = {
  quick: { few: 1_000, many: 5_000 },
  normal: { few: 10_000, many: 5_000_000 },
};
const ROUNDS: Record<Pace, number> = { quick: 1, normal: 5 };
const READS: Record<Pace, number> = { quick: 50, normal: 1_000 };
const SIGNING_SECONDS: Record<Pace, number> = { quick: 0.3, normal: 4 };
/** Confirms all that the round signed; longer only where confirming is much slower. */
const CONFIRMING_SECONDS: Record<Pace, number> = { quick: 5, normal: 20 };

/** What one read of the count and one signature cost when there are many, beside when there are few. */
export const scale: Measurement = {
  ids: ['scale-count', 'scale-signature'],
  title: 'One read and one signature, among ten thousand and among five million',
  seconds: { quick: 12, normal: 240 },
  long: true,
  measure: async (stage) => {
    const { few, many } = SIZES[stage.pace];
    const small = await filled(stage, few);
    const large = await filled(stage, many);
    const rows = [
      await countRow(stage.pace, { small, large }),
      await signatureRow(stage, { small, large }),
    ];
    for (const lantern of [small, large]) {
      await requireCounted(lantern.databaseUrl);
      await lantern.stop();
    }
    return rows;
  },
};

type Sizes = Record<'small' | 'large', Lantern>;

async function filled(stage: Stage, signatures: number): Promise<Lantern> {
  const lantern = await stage.startLantern();
  stage.say(`filling in ${signatures} signatures`);
  const { textHash } = await signatureRequests(lantern);
  await fill({ databaseUrl: lantern.databaseUrl, signatures, textHash });
  return lantern;
}

/** The statement that every count, tick and page is read by, past all caches. */
async function countRow(pace: Pace, { small, large }: Sizes): Promise<Row> {
  const openReader = async ({ databaseUrl }: Lantern) => {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    const { readCount } = createCountsRepo(pool);
    const [head] = await query<{ id: string }>(
      databaseUrl,
      'SELECT edition_id AS id FROM tally_heads',
    );
    const read = async () => {
      const times: number[] = [];
      for (let done = 0; done < READS[pace]; done += 1) {
        const started = performance.now();
        await readCount(head?.id ?? '');
        times.push(performance.now() - started);
      }
      return median(times) * 1_000;
    };
    return { read, close: () => pool.end() };
  };
  const readers = { small: await openReader(small), large: await openReader(large) };
  const times = await inTurns<keyof Sizes, number>(ROUNDS[pace], {
    small: readers.small.read,
    large: readers.large.read,
  });
  await Promise.all([readers.small.close(), readers.large.close()]);
  return judged(
    {
      id: 'scale-count',
      what: 'one read of the count from the database among 5 million signatures, beside among 10 thousand',
      unit: 'µs',
      ours: median(times.large),
      peer: median(times.small),
    },
    { ratioAtMost: 1.1 },
  );
}

interface Cost {
  signing: number;
  confirming: number;
}

async function signatureRow(stage: Stage, { small, large }: Sizes): Promise<Row> {
  const generator = await startHttpLoad(stage);
  const postgresMs = await watchPostgres(small.databaseUrl);
  const costIn = async (lantern: Lantern) => {
    const requests = await signatureRequests(lantern);
    return () => signAndConfirm(stage.pace, { lantern, generator, postgresMs, requests });
  };
  const costs = { small: await costIn(small), large: await costIn(large) };
  // Both servers compile what they need before anything counts.
  await costs.small();
  await costs.large();
  const results = await inTurns<keyof Sizes, Cost>(ROUNDS[stage.pace], costs);
  await generator.stop();
  const of = (size: keyof Sizes, part: keyof Cost) =>
    median(results[size].map((cost) => cost[part]));
  const total = (size: keyof Sizes) =>
    median(results[size].map(({ signing, confirming }) => signing + confirming));
  const told = (part: keyof Cost) =>
    `${part} ${of('large', part).toFixed(0)} beside ${of('small', part).toFixed(0)} µs`;
  return judged(
    {
      id: 'scale-signature',
      what: 'CPU of server and database for one signature, signed and confirmed, among 5 million, beside among 10 thousand',
      unit: 'µs',
      ours: total('large'),
      peer: total('small'),
      note: `${told('signing')}, ${told('confirming')}`,
    },
    { ratioAtMost: 1.3 },
  );
}

interface Round {
  lantern: Lantern;
  generator: HttpLoad;
  /** Both databases are its. */
  postgresMs: () => number;
  requests: Requests;
}

/** Microseconds of CPU for each answer; the clock would also show what else the machine does. */
async function signAndConfirm(pace: Pace, round: Round): Promise<Cost> {
  const { lantern, requests } = round;
  const job = { port: lantern.port, connections: SIGNERS, warmSeconds: 0, perSecond: null };
  const signing = await costOf(round, {
    ...job,
    requests,
    seconds: SIGNING_SECONDS[pace],
    expected: 202,
  });
  const tokens = await confirmationTokens(lantern, 1_000_000);
  const confirming = await costOf(round, {
    ...job,
    requests: { kind: 'tokens', tokens, send: 'page' },
    seconds: CONFIRMING_SECONDS[pace],
    expected: 303,
  });
  return { signing, confirming };
}

async function costOf({ lantern, generator, postgresMs }: Round, job: HttpJob): Promise<number> {
  const used = () => figuresOf(lantern.pid).cpuMs + postgresMs();
  const before = used();
  const { answeredInAll } = await load(generator, job);
  return ((used() - before) * 1_000) / answeredInAll;
}
