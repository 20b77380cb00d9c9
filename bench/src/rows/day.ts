import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FieldCommandInput } from '@lantern/schemas/field';
import { hearing, openCrowd } from '../crowd.ts';
import { prepareDay, type DayEdition, type SpokenCity } from '../day-cities.ts';
import { sharedNow } from '../load/crowd-job.ts';
import type { WallsJob, WallsResult } from '../load/walls.ts';
import { median } from '../median.ts';
import { percentile } from '../percentile.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import { delaysUntilShown, type TakenCheckIn } from '../shown.ts';

interface Size {
  cities: number;
  walls: number;
  viewers: number;
  seconds: number;
}
const SIZES: Record<Pace, Size> = {
  quick: { cities: 20, walls: 5, viewers: 100, seconds: 6 },
  normal: { cities: 200, walls: 50, viewers: 5_000, seconds: 50 },
};
/** Far denser than a whole day of 200 cities, each of which says five things or so. */
const CHECK_INS_PER_SECOND = 5;
const READS = 100;
/** The last ones are published within a second. */
const LAST_MS = 2_500;

/** Check-ins from the field, on walls and before the public. */
export const day: Measurement = {
  ids: ['day', 'day-public', 'day-read'],
  title: 'The day: check-ins on 50 walls, and before 5,000 viewers',
  seconds: { quick: 14, normal: 65 },
  long: true,
  measure: async (stage) => {
    const { cities, walls, viewers, seconds } = SIZES[stage.pace];
    const lantern = await stage.startLantern();
    stage.say(`letting in ${cities} coordinators`);
    const edition = await prepareDay(lantern, { cities, walls });
    const reads = await readTimes(edition);
    const door = { ...lantern, path: '/socket.io/?EIO=4&transport=websocket' };
    const crowd = await openCrowd(stage, door, viewers);
    const program = await stage.startProgram<WallsJob, WallsResult>('load/walls.ts');
    const { origin } = lantern;
    await program.ask({ origin, edition: edition.edition, cookies: edition.screens });
    let taken: TakenCheckIn[] = [];
    const { events } = await hearing(crowd, async () => {
      taken = await checkIn(edition, seconds);
      await sleep(LAST_MS);
    });
    const shown = await program.ask(null);
    await Promise.all([program.stop(), crowd.stop()]);
    await lantern.stop();
    const answered = median(taken.map(({ sentAt, receivedAt }) => receivedAt - sentAt));
    return [
      rowOf('day', 'check-in committed → on the wall, with 200 cities, 50 walls, 5,000 viewers', {
        times: delaysUntilShown(taken, shown),
        oursAtMost: 1_000,
        note: `${taken.length} check-ins, ${CHECK_INS_PER_SECOND} a second, receipts after ${Math.round(answered)} ms`,
      }),
      rowOf('day-public', 'published → heard by a public viewer, meanwhile', {
        times: events,
        oursAtMost: 1_000,
        note: `by the event's own time; every 20th viewer listens: ${events.length} times heard`,
      }),
      rowOf('day-read', 'one `wall.read` with 200 cities, past what walls share', {
        times: reads,
        // Of the second, the least gap between two readings of a wall may take 400 ms.
        oursAtMost: 200,
        note: 'before walls and viewers come',
      }),
    ];
  },
};

/** At a steady pace, whatever the answers do; each city its arrival first, then its outcome. */
async function checkIn({ edition, cities }: DayEdition, seconds: number): Promise<TakenCheckIn[]> {
  const words = [
    ...cities.map((city) => ({ city, word: { kind: 'step', step: 'arrived' } as const })),
    ...cities.map((city) => ({ city, word: { kind: 'outcome', ...city.outcome } as const })),
  ].slice(0, seconds * CHECK_INS_PER_SECOND);
  const started = sharedNow();
  const under: Promise<TakenCheckIn>[] = [];
  for (const [index, { city, word }] of words.entries()) {
    await sleep(Math.max(0, started + (index * 1_000) / CHECK_INS_PER_SECOND - sharedNow()));
    const deviceAt = new Date().toISOString();
    const said = { commandId: randomUUIDv7(), deviceAt, offsetMs: 0, ...word };
    under.push(send(city, { edition, city: city.slug, actor: city.accountId, ...said }));
  }
  return await Promise.all(under);
}

async function send({ slug, api }: SpokenCity, word: FieldCommandInput): Promise<TakenCheckIn> {
  const sentAt = sharedNow();
  const { happenedAt } = await api.field.send.mutate(word);
  return { city: slug, happenedAt, sentAt, receivedAt: sharedNow() };
}

/** Past the answer that walls share: each asks for an event that nobody was told of yet. */
async function readTimes({ admin }: DayEdition): Promise<number[]> {
  const times: number[] = [];
  for (let after = 0; times.length < READS;) {
    const started = performance.now();
    const { seq } = await admin.wall.read.query({ after });
    times.push(performance.now() - started);
    after = seq + 1;
  }
  return times;
}

interface Measured {
  times: readonly number[];
  oursAtMost: number;
  /** What a reader should know besides. */
  note: string;
}

/** The slowest twentieth of the times. */
function rowOf(id: string, what: string, { times, oursAtMost, note }: Measured): Row {
  const sorted = times.toSorted((left, right) => left - right);
  const [half = NaN, most = NaN] = [0.5, 1].map((share) => Math.round(percentile(sorted, share)));
  return judged(
    {
      id,
      what: `${what}, p95`,
      unit: 'ms',
      ours: percentile(sorted, 0.95),
      peer: null,
      note: `median ${half} ms, slowest ${most} ms; ${note}`,
    },
    { oursAtMost },
  );
}
