import { randomUUIDv7 } from 'node:crypto';
import { runCommand, withInstallation, type Installation } from '../app/installation.ts';
import { recount, recountAndRepair } from '../features/counts/recount.ts';
import type { Recount } from '../features/counts/recount.repo.ts';
import { readEditions } from '../features/petition/editions.repo.ts';
import { recordAct } from '../platform/audit.ts';
import { systemClock } from '../platform/clock.ts';

const USAGE = `Usage: npm run recount [-- --repair]

  Counts all signatures and compares them with the tallies, edition by edition. Ends with code 1 where
  they differ. --repair sets the tallies to what the signatures say, and writes that in the audit log.
`;

async function run(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--repair')) {
    console.error(USAGE);
    return 2;
  }
  const repair = args.includes('--repair');
  return withInstallation(
    { applicationName: 'lantern-recount', besideServer: true, migrates: 'embedded' },
    async (installation) => {
      let drifted = 0;
      for (const { id, slug } of await readEditions(installation.db.pool)) {
        const found = repair
          ? await recountAndRepair(repairDeps(installation), id)
          : await recount(installation.db.pool, id);
        print(slug, found, repair);
        drifted += found.drift.length;
      }
      return drifted > 0 && !repair ? 1 : 0;
    },
  );
}

function repairDeps({ db }: Installation) {
  return {
    pool: db.pool,
    record: (tx: Parameters<typeof recordAct>[0], { editionId, drift }: Recount) =>
      recordAct(tx, {
        id: randomUUIDv7(),
        at: systemClock.now(),
        actor: 'server',
        act: 'counts.repair',
        subject: editionId,
        details: { drift },
      }),
  };
}

function print(slug: string, { counted, version, drift }: Recount, repaired: boolean): void {
  const verdict = drift.length === 0 ? 'drift 0' : `drift ${drift.length}`;
  console.log(`${slug}: ${counted} confirmed signatures at version ${version}, ${verdict}`);
  for (const { what, key, tallied, counted } of drift)
    console.log(`  ${what} ${key}: tallied ${tallied}, counted ${counted}`);
  if (repaired && drift.length > 0) console.log('  set right; see the audit log (counts.repair)');
}

await runCommand('Recount', () => run(process.argv.slice(2)));
