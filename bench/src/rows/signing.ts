import {
  inTurns,
  load,
  medianP99,
  medianRate,
  startHttpLoad,
  type HttpLoad,
} from '../alternate.ts';
import type { HttpJob, HttpResult } from '../load/http-job.ts';
import { median } from '../median.ts';
import type { CeilingJob } from '../peers/ceiling.ts';
import type { CounterRowJob } from '../peers/counter-row.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import { signatureRequests, SIGNERS } from '../signature-requests.ts';
import type { Stage } from '../stage.ts';

const ROUNDS: Record<Pace, number> = { quick: 1, normal: 3 };
const SECONDS: Record<Pace, number> = { quick: 0.3, normal: 2 };
const WARM_SECONDS: Record<Pace, number> = { quick: 0.1, normal: 0.5 };
const TIMED_ROUNDS: Record<Pace, number> = { quick: 1, normal: 2 };
const TIMED_SECONDS: Record<Pace, number> = { quick: 0.3, normal: 3 };

/** `POST /api/v1/signatures`: how many a second, and how long each takes at half of that. */
export const signing: Measurement = {
  ids: ['signing', 'signing-counter-row', 'signing-p99'],
  title: 'Signing, beside an empty answer and beside a transaction for each',
  seconds: { quick: 7, normal: 47 },
  measure: async (stage) => {
    const ours = await stage.lantern();
    const contenders = await openPeers(stage);
    const generator = await startHttpLoad(stage);
    const requests = await signatureRequests(ours);
    const jobFor = (port: number): HttpJob => ({
      port,
      connections: SIGNERS,
      warmSeconds: WARM_SECONDS[stage.pace],
      seconds: SECONDS[stage.pace],
      requests,
      perSecond: null,
      expected: 202,
    });
    const results = await inTurns<'ours' | 'bare' | 'lantern' | 'counter', HttpResult>(
      ROUNDS[stage.pace],
      {
        ours: () => load(generator, jobFor(ours.port)),
        bare: () => load(generator, jobFor(contenders.bare.port)),
        lantern: () => load(generator, jobFor(contenders.lantern.port)),
        counter: () => load(generator, jobFor(contenders.counter.port)),
      },
    );
    // A busy machine may answer nothing in a quick run's moment.
    const perSecond = Math.max(2, medianRate(results.ours));
    const timed = await timedRow(stage, generator, {
      ours: { ...jobFor(ours.port), perSecond: perSecond / 2 },
      peer: { ...jobFor(contenders.bare.port), perSecond: perSecond / 2 },
    });
    await Promise.all([generator.stop(), contenders.stop()]);
    return [...rateRows(results), timed];
  },
};

async function openPeers(stage: Stage) {
  const ceiling = async (stack: CeilingJob['stack']) => {
    const program = await stage.startProgram<CeilingJob, { port: number }>('peers/ceiling.ts');
    return { program, ...(await program.ask({ stack })) };
  };
  const program = await stage.startProgram<CounterRowJob, { port: number }>('peers/counter-row.ts');
  const databaseUrl = await stage.createDatabase();
  const counter = { program, ...(await program.ask({ databaseUrl })) };
  const peers = { bare: await ceiling('bare'), lantern: await ceiling('lantern'), counter };
  return {
    ...peers,
    stop: () => Promise.all(Object.values(peers).map((peer) => peer.program.stop())),
  };
}

type Results = Record<'ours' | 'bare' | 'lantern' | 'counter', HttpResult[]>;

function rateRows(results: Results): Row[] {
  const measured = { unit: '/s', ours: medianRate(results.ours) };
  const ownStack = medianRate(results.lantern);
  return [
    judged(
      {
        ...measured,
        id: 'signing',
        what: 'durable signatures/s, beside bare Fastify with Zod answering nothing',
        peer: medianRate(results.bare),
        note: `this server's own application answering nothing: ${Math.round(ownStack)}/s`,
      },
      { ratioAtLeast: 0.6 },
    ),
    judged(
      {
        ...measured,
        id: 'signing-counter-row',
        what: 'durable signatures/s, beside one transaction each with a counter row',
        peer: medianRate(results.counter),
      },
      { ratioAtLeast: 6 },
    ),
  ];
}

async function timedRow(
  { pace }: Stage,
  generator: HttpLoad,
  jobs: Record<'ours' | 'peer', HttpJob>,
): Promise<Row> {
  const seconds = TIMED_SECONDS[pace];
  const results = await inTurns<'ours' | 'peer', HttpResult>(TIMED_ROUNDS[pace], {
    ours: () => load(generator, { ...jobs.ours, seconds }),
    peer: () => load(generator, { ...jobs.peer, seconds }),
  });
  return judged(
    {
      id: 'signing-p99',
      what: 'signing p99 at half of its top rate, beside bare Fastify at that rate',
      unit: 'ms',
      ours: medianP99(results.ours),
      peer: medianP99(results.peer),
      note: `${Math.round(jobs.ours.perSecond ?? 0)} signatures/s, sent on time whatever the answers do; half took ${median(results.ours.map(({ p50 }) => p50)).toFixed(1)} ms or less`,
    },
    { ratioAtMost: 3, oursAtMost: 50 },
  );
}
