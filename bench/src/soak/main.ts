import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { openStage, type Stage } from '../stage.ts';
import { INSPECTED, inspect } from './inspector.ts';
import { KINDS, openMixedLoad, SHARE, type Rates } from './load.ts';
import { readLoopDelay, takeSample, type Sample } from './samples.ts';
import { tableOf, trendsOf, verdictOf } from './verdict.ts';

const USAGE = `npm run soak -- [--minutes N] [--snapshots FOLDER]
  --minutes N          how long the load lasts, default 10
  --snapshots FOLDER   writes heap snapshots after the warm-up and at the end, for Chromium's developer tools`;

/** Between two samples; a short soak takes them closer together. */
const SPAN_SECONDS = 15;
const LEAST_SAMPLES = 15;
const TOP_SECONDS = 4;
/** With less, that nothing grew says nothing. */
const LEAST_LOADED = 0.5;

interface SoakArguments {
  minutes: number;
  snapshots: string | null;
}

function readArguments(): SoakArguments {
  try {
    const { values } = parseArgs({
      options: { minutes: { type: 'string', default: '10' }, snapshots: { type: 'string' } },
    });
    const minutes = Number(values.minutes);
    if (!(minutes > 0)) throw new Error('--minutes takes a number above zero');
    return { minutes, snapshots: values.snapshots ?? null };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

/** Exit code 0 when nothing grows, 1 when something does or the load did not come about, 130 when it was ended before. */
async function main(): Promise<void> {
  const given = readArguments();
  const machine = describeMachine();
  say(`${machine.cores} cores (${machine.cpu}), ${machine.memoryGB} GB, Node ${machine.node}`);
  const stage = await openStage({ pace: 'normal', profile: null, say });
  endOnSignal(stage);
  const { samples, loaded } = await soakThenClose(stage, given);
  const trends = trendsOf(samples);
  process.stdout.write(`\n${tableOf(samples)}\n\n`);
  process.stdout.write('Medians of the second third and the last, after a third of warm-up:\n');
  process.stdout.write(`${verdictOf(trends)}\n`);
  const enough = loaded >= LEAST_LOADED;
  if (!enough)
    process.stdout.write(
      `\nOnly ${Math.round(loaded * 100)} % of the load came about: the machine was too busy for this to mean anything.\n`,
    );
  process.exit(enough && !trends.some(({ grows }) => grows) ? 0 : 1);
}

interface Soaked {
  samples: Sample[];
  /** The share of the load that was answered. */
  loaded: number;
}

async function soakThenClose(stage: Stage, given: SoakArguments): Promise<Soaked> {
  try {
    return await soak(stage, given);
  } finally {
    await stage.close();
  }
}

async function soak(stage: Stage, { minutes, snapshots }: SoakArguments): Promise<Soaked> {
  const lantern = await stage.startLantern({ NODE_OPTIONS: INSPECTED });
  const inspector = await inspect(lantern);
  const load = await openMixedLoad(stage, lantern);
  const tops = await load.topRates(TOP_SECONDS);
  say(`top rates, each alone: ${inWords(tops)}`);
  const rates = scaled(tops, SHARE);
  say(`mixed, a third of that together: ${inWords(rates)}; sockets that come and go; a desk`);
  const count = Math.max(LEAST_SAMPLES, Math.round((minutes * 60) / SPAN_SECONDS));
  const seconds = (minutes * 60) / count;
  const samples: Sample[] = [];
  let answered = 0;
  for (let taken = 1; taken <= count; taken += 1) {
    const running = load.run(rates, seconds);
    const delay = sleep(seconds * 900).then(() => readLoopDelay(lantern));
    const [done, loopDelay] = await Promise.all([running, delay]);
    answered += sumOf(done);
    const minute = (taken * seconds) / 60;
    const sample = await takeSample(lantern, inspector, { minute, loopDelay });
    samples.push(sample);
    say(
      `${minute.toFixed(1)} min: heap ${sample.heap.toFixed(1)} MB, RSS ${sample.rss.toFixed(0)} MB; ${inWords(done)}, ${done.opened} sockets, ${done.ticks} ticks, ${done.looks} looks at the desk`,
    );
    if (snapshots !== null && (taken === Math.ceil(count / 3) || taken === count))
      await inspector.writeHeapSnapshot(
        path.join(snapshots, `soak-${minute.toFixed(0)}-minutes.heapsnapshot`),
      );
  }
  inspector.close();
  return { samples, loaded: answered / (sumOf(rates) * count) };
}

const scaled = (rates: Rates, by: number): Rates => ({
  sign: rates.sign * by,
  confirm: rates.confirm * by,
  page: rates.page * by,
  json: rates.json * by,
});

const sumOf = (rates: Rates): number => KINDS.reduce((sum, kind) => sum + rates[kind], 0);

const inWords = (rates: Rates): string =>
  KINDS.map((kind) => `${kind} ${Math.round(rates[kind])}/s`).join(', ');

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Ctrl-C, or the end of whoever started us, ends everything that runs; a second one ends us at once. */
function endOnSignal(stage: Stage): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(130);
    ending = true;
    void stage.close().finally(() => process.exit(130));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.once('disconnect', end);
}

await main();
