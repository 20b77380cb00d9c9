import path from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from './log.ts';
import { removeAll } from './machine.ts';
import { proveBackup } from './real-backup.ts';
import { rehearse } from './rehearsal.ts';

const USAGE = `npm run drill [-- --people N] [-- FILE]
  without FILE  starts a Lantern of its own in a temporary folder, fills it, takes a backup under load, loses
                the machine and restores it from the backup, the secret and erasures.jsonl
  --people N    people who sign before its backup (600)
  FILE          shows that this backup can be restored: LANTERN_SECRET in the environment, erasures.jsonl beside
                FILE. It mails nobody, touches no other database, and deletes everything afterwards`;

const PEOPLE = 600;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { people: { type: 'string', default: `${PEOPLE}` } },
    allowPositionals: true,
  });
  const people = Number(values.people);
  const [name, ...rest] = positionals;
  if (!(Number.isInteger(people) && people >= 40) || rest.length > 0) return misunderstood();
  const log = createLog((line) => process.stdout.write(`${line}\n`));
  if (name === undefined) await rehearse(log, { people });
  else {
    const secret = process.env['LANTERN_SECRET'];
    if (!secret)
      return misunderstood('LANTERN_SECRET, with which the backup was made, is missing.');
    await proveBackup(log, { file: path.resolve(name), secret });
  }
  return log.close() ? 0 : 1;
}

function misunderstood(why?: string): number {
  process.stderr.write(`${why === undefined ? '' : `${why}\n\n`}${USAGE}\n`);
  return 2;
}

/** Ctrl-C, or the end of whoever started us: a real backup may lie open, so all of it is deleted first. */
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'])
  process.once(signal, () => void removeAll().finally(() => process.exit(130)));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `\nThe drill could not go on: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
