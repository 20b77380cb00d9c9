import path from 'node:path';
import { runCommand, withInstallation } from '../app/installation.ts';
import { writeBackup } from '../features/backup/backup.ts';

const USAGE = `Usage: npm run backup -- FILE

  Writes an encrypted backup of the whole database into FILE, which must not exist yet. Works whether
  Lantern is running or not. Only the LANTERN_SECRET it was made with opens it: keep that elsewhere.
`;

async function backup([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name.startsWith('-') || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const file = path.resolve(name);
  const header = await withInstallation(
    { applicationName: 'lantern-backup', besideServer: true },
    ({ db, keyring }) => writeBackup({ pool: db.pool, keyring, file }),
  );
  const rows = header.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `Backup of ${header.takenAt}: ${rows} rows of ${header.tables.length} tables, ${header.mails.rows} waiting mails\n${file}`,
  );
  return 0;
}

await runCommand('Backup', () => backup(process.argv.slice(2)));
