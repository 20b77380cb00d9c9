import { randomUUIDv7 } from 'node:crypto';
import path from 'node:path';
import { runCommand, withInstallation } from '../app/installation.ts';
import { openRestore } from '../app/restore-deps.ts';
import { restoreBackup, type RestoreReport } from '../features/backup/restore.ts';

const USAGE = `Usage: npm run restore -- FILE [--replace]

  Replaces the database by the backup in FILE. Stop Lantern first. --replace is needed where the database
  holds anything. What people asked to be erased since the backup is erased again. Either all of it
  happens, or nothing.
`;

async function restore(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args.filter((arg) => arg !== '--replace');
  if (name === undefined || name.startsWith('-') || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const file = path.resolve(name);
  const replace = args.includes('--replace');
  const report = await withInstallation(
    { applicationName: 'lantern-restore', besideServer: false },
    async (installation) => {
      const { deps, close } = await openRestore(installation, () => randomUUIDv7());
      try {
        return await restoreBackup(deps, { file, replace });
      } finally {
        await close();
      }
    },
  );
  console.log(inWords(report));
  return 0;
}

function inWords(report: RestoreReport): string {
  const rows = Object.values(report.rows).reduce((sum, count) => sum + count, 0);
  return [
    `Restored the backup of ${report.takenAt}: ${rows} rows`,
    `  signatures         ${report.rows['signatures'] ?? 0}`,
    `  later migrations   ${report.laterMigrations.join(', ') || 'none'}`,
    `  erasures replayed  ${report.erasures.entries}, on ${report.erasures.records} records`,
    `  mails queued       ${report.mails.queued}; ${report.mails.settled} had been dealt with since`,
    `  accounts frozen since the backup stay frozen: ${report.frozen}; everyone signs in anew`,
    report.drift === 0
      ? '  tallies            agree with the signatures'
      : `  tallies            ${report.drift} differ from the signatures: run npm run recount`,
  ].join('\n');
}

await runCommand('Restore', () => restore(process.argv.slice(2)));
