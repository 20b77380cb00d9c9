import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DrillLog } from './log.ts';
import { openMachine } from './machine.ts';

const LEDGER = 'erasures.jsonl';

/**
 * Shows that a real backup can be restored: on a temporary machine of this computer's, which mails nobody and is
 * deleted again, whatever happens.
 */
export async function proveBackup(
  log: DrillLog,
  { file, secret }: { file: string; secret: string },
): Promise<void> {
  const machine = await openMachine({ secret });
  try {
    await mkdir(machine.dataDir, { recursive: true });
    const ledger = path.join(path.dirname(file), LEDGER);
    const hasLedger = await stat(ledger).then(
      () => true,
      () => false,
    );
    if (hasLedger) await copyFile(ledger, path.join(machine.dataDir, LEDGER));
    const restored = await log.step('the backup was restored on an empty machine', () =>
      machine.command('restore', file),
    );
    log.holds('the restore succeeded', restored.ok, restored.output);
    if (!restored.ok) return;
    log.holds(
      `${LEDGER} lay beside the backup, and what people asked since was replayed`,
      hasLedger,
      hasLedger
        ? ''
        : `copy it there from DATA_DIR of every node (an empty file if nobody has left yet)`,
    );
    const counted = await log.step('all signatures were counted again', () =>
      machine.command('recount'),
    );
    const agree = counted.ok && counted.output.includes('drift 0');
    log.holds('the tally equals the recount', agree, counted.output);
    await log.step('Lantern started on it, and /readyz says ready', machine.start);
    await look(log, machine.origin);
    await log.step('it was stopped', machine.stop);
  } finally {
    await log.step('everything was deleted', machine.remove);
  }
}

async function look(log: DrillLog, origin: string): Promise<void> {
  const page = await fetch(`${origin}/en/petition`);
  const words = await page.text();
  log.holds('the petition page opens', page.ok && words.includes('</html>'));
  // The contract's shape.
  const count = (await (await fetch(`${origin}/api/v1/count`)).json()) as { total: number };
  log.holds('the number shows', Number.isInteger(count.total), `${count.total}`);
}
