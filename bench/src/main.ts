import { writeFile } from 'node:fs/promises';
import { readArguments, USAGE, type BenchArguments } from './arguments.ts';
import { describeMachine } from './machine.ts';
import { MEASUREMENTS } from './measurements.ts';
import { createProgress } from './progress.ts';
import type { Measurement, Row } from './row.ts';
import { openStage, type Stage } from './stage.ts';
import { tableOf, verdictOf } from './table.ts';

/** Exit code 0 when every row ran, whether or not it met its target; 130 when it was ended before. */
async function main(): Promise<void> {
  const given = argumentsOrEnd();
  const chosen = MEASUREMENTS.filter((measurement) => isChosen(measurement, given));
  const machine = describeMachine();
  const progress = createProgress(chosen, given.pace);
  progress.line(
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGB} GB, Node ${machine.node}, a write reaches the disk in ${machine.fsyncMs} ms`,
  );
  const signals = watchSignals();
  const stage = await openStage({ ...given, say: (text) => progress.say(text) });
  signals.endOf(stage);
  const rows: Row[] = [];
  const failed: string[] = [];
  for (const measurement of chosen) {
    progress.begin(measurement);
    try {
      const measured = await measurement.measure(stage);
      rows.push(...measured.filter(({ id }) => given.only?.includes(id) ?? true));
    } catch (error) {
      // What was ended under its hands fails in many ways, none worth telling.
      await signals.unlessEnding();
      failed.push(measurement.title);
      progress.line(`FAILED: ${measurement.title}\n${String(error)}`);
    }
  }
  progress.end();
  await stage.close();
  if (given.json !== null)
    await writeFile(given.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  process.stdout.write(`\n${tableOf(rows)}\n\n${verdictOf(rows)}\n`);
  if (given.pace === 'quick') process.stdout.write('--quick: these figures mean nothing\n');
  if (failed.length > 0) process.stdout.write(`could not be measured: ${failed.join(', ')}\n`);
  process.exit(failed.length > 0 ? 1 : 0);
}

function argumentsOrEnd(): BenchArguments {
  try {
    return readArguments(
      process.argv.slice(2),
      MEASUREMENTS.flatMap(({ ids }) => ids),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

/** A long measurement that is asked for by name runs without `--full`. */
function isChosen({ ids, long = false }: Measurement, { only, full }: BenchArguments): boolean {
  return only ? ids.some((id) => only.includes(id)) : full || !long;
}

/** Ctrl-C, or the end of whoever started us, ends everything that runs; a second one ends us at once. */
function watchSignals() {
  const asked = Promise.withResolvers<void>();
  let ending = false;
  const end = () => {
    if (ending) process.exit(130);
    ending = true;
    asked.resolve();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.once('disconnect', end);
  return {
    endOf: (stage: Stage) =>
      void asked.promise.then(() => stage.close()).finally(() => process.exit(130)),
    /** Never returns once we are ending. */
    unlessEnding: () => (ending ? new Promise<never>(() => undefined) : Promise.resolve()),
  };
}

await main();
