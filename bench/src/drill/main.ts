import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { removeAll } from './folder.ts';
import { createLog } from './log.ts';
import { proveBackup } from './real-backup.ts';
import { rehearse } from './rehearsal.ts';

const USAGE = `npm run drill [-- --people N] [-- FILE]
  without FILE  starts a Lantern of its own in a temporary folder, fills it, takes a backup under load, loses
                the machine and restores it from the backup, the secret and erasures.jsonl
  --people N    people who sign before its backup (600)
  FILE          shows that this backup can be restored: LANTERN_SECRET in the environment, erasures.jsonl beside
                FILE. It mails nobody, touches no other database, and deletes everything afterwards`;

const PEOPLE = 600;
const LEAST_PEOPLE = 40;

/** Told to stop before the end. */
let ending = false;

interface DrillArguments {
  people: number;
  /** Null: a rehearsal. */
  file: string | null;
}

async function main(): Promise<number> {
  let given: DrillArguments;
  try {
    given = readArguments();
  } catch (error) {
    return misunderstood(error instanceof Error ? error.message : String(error));
  }
  const { people, file } = given;
  const log = createLog((line) => {
    // Nothing holds any more that is ended under its hands.
    if (!ending) process.stdout.write(`${line}\n`);
  });
  if (file === null) await rehearse(log, { people });
  else {
    const secret = process.env['LANTERN_SECRET'];
    if (!secret)
      return misunderstood('LANTERN_SECRET, with which the backup was made, is missing.');
    await proveBackup(log, { file, secret });
  }
  return log.close() ? 0 : 1;
}

/** Throws with words for a person. */
function readArguments(): DrillArguments {
  const { values, positionals } = parseArgs({
    options: { people: { type: 'string', default: `${PEOPLE}` } },
    allowPositionals: true,
  });
  const people = Number(values.people);
  if (!(Number.isInteger(people) && people >= LEAST_PEOPLE))
    throw new Error(`--people takes a whole number from ${LEAST_PEOPLE}`);
  const [name, ...rest] = positionals;
  if (rest.length > 0) throw new Error('one FILE at a time');
  const file = name === undefined ? null : path.resolve(name);
  if (file !== null && !existsSync(file)) throw new Error(`there is no file ${file}`);
  return { people, file };
}

function misunderstood(why: string): number {
  process.stderr.write(`${why}\n\n${USAGE}\n`);
  return 2;
}

/** Ctrl-C, or the end of whoever started us: a real backup may lie open, so all of it is deleted first. */
function end(): void {
  if (ending) return;
  ending = true;
  process.stderr.write('\nEnding: what was restored is deleted\n');
  void removeAll().finally(() => process.exit(130));
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(signal, end);

main().then(
  // What is ended under its hands fails in many ways, none worth telling.
  (code) => ending || process.exit(code),
  (error: unknown) => {
    if (ending) return;
    process.stderr.write(
      `\nThe drill could not go on: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
