import { transaction, type Transaction } from '@lantern/db/database';
import type { Migration } from '@lantern/db/migration-files';
import type { Pool } from 'pg';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { BackupUnreadableError, type BackupHeader } from './backup-format.ts';
import { openBackup, verifyBackup } from './backup-reader.ts';
import {
  keepMailOutcomes,
  lookAt,
  readCarriedOver,
  type CarriedOver,
  type KeptErasure,
} from './carry-over.repo.ts';
import { keepNews, takeNewsOn } from './news-carry.repo.ts';
import { WAITING_MAILS } from './snapshot.repo.ts';
import { keepTakenAwayOfDay, takeAwayAgainOfDay } from './taken-away-of-day.repo.ts';
import { keepTakenAway, takeAwayAgain } from './taken-away.repo.ts';
import { applyMigration, gatherStatistics, loadRows, rebuildSchema } from './rebuild.repo.ts';
import {
  advanceHeads,
  clearJobs,
  closeAccess,
  dropSettledMails,
  readEditionIds,
  renewEpoch,
  STAGED_MAILS,
  stageMails,
  takeStagedMails,
  type WaitingMail,
} from './settle.repo.ts';

export interface RestoreDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  newId: () => string;
  /** All migrations of this Lantern, oldest first. */
  readMigrations: () => Promise<Migration[]>;
  /** Entries of the ledger's file, which outlives the database. */
  readLedgerFile: () => Promise<KeptErasure[]>;
  /** Applies to the restored tables what people asked for since; from signing. */
  replayErasures: (
    tx: Transaction,
    entries: readonly KeptErasure[],
  ) => Promise<{ entries: number; records: number }>;
  /** Compares tallies and signatures; from counts. */
  compare: (tx: Transaction, editionId: string) => Promise<{ drift: readonly object[] }>;
  /** Queues mails in the transaction; the queue is there. */
  enqueue: (tx: Transaction, mails: readonly WaitingMail[]) => Promise<void>;
}

export interface RestoreRequest {
  file: string;
  /** Replace a database that holds something. */
  replace: boolean;
}

/** What a restore did, for the person who ran it and for the audit log. */
export interface RestoreReport {
  takenAt: string;
  epoch: string;
  rows: Record<string, number>;
  laterMigrations: string[];
  /** Requests of people since the backup, and the records they were applied to. */
  erasures: { entries: number; records: number };
  /** Mails queued again, and those known to have been dealt with since. */
  mails: { queued: number; settled: number };
  frozen: number;
  /** Tallies that do not agree with the signatures; `npm run recount` names them. */
  drift: number;
}

/** The database may not be replaced as things are; the message says why, in words for people. */
class RestoreRefusedError extends Error {
  override readonly name = 'RestoreRefusedError';
}

const MAIL_PAGE = 500;

/**
 * Replaces the database by a backup. The whole file is read and found genuine first; then everything
 * happens in one transaction, so that a restore that fails at any point has changed nothing.
 */
export async function restoreBackup(
  deps: RestoreDeps,
  { file, replace }: RestoreRequest,
): Promise<RestoreReport> {
  const header = await verifyBackup(file, deps.keyring);
  const migrations = splitMigrations(header, await deps.readMigrations());
  await refuseUnlessFree(deps.pool, replace);
  const ledger = await deps.readLedgerFile();
  const report = await transaction(deps.pool, async (tx) => {
    const carried = await readCarriedOver(tx);
    await keepMailOutcomes(tx);
    await keepNews(tx);
    await keepTakenAway(tx);
    await keepTakenAwayOfDay(tx);
    await rebuildSchema(tx, migrations.earlier);
    const rows = await load(tx, { file, keyring: deps.keyring });
    for (const migration of migrations.later) await applyMigration(tx, migration);
    const settled = await settle(tx, { deps, carried, ledger });
    const laterMigrations = migrations.later.map(({ name }) => name);
    const report = { takenAt: header.takenAt, rows, laterMigrations, ...settled };
    await recordRestore(tx, deps, report);
    return report;
  });
  await gatherStatistics(deps.pool);
  return report;
}

/** The migrations the backup had, and those that came later. */
function splitMigrations(header: BackupHeader, known: readonly Migration[]) {
  const names = new Set(known.map(({ name }) => name));
  const unknown = header.migrations.find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new RestoreRefusedError(
      `the backup was made by a newer Lantern (${unknown}): restore it with that one`,
    );
  const had = new Set(header.migrations);
  return {
    earlier: known.filter(({ name }) => had.has(name)),
    later: known.filter(({ name }) => !had.has(name)),
  };
}

async function refuseUnlessFree(pool: Pool, replace: boolean): Promise<void> {
  const { rows, others } = await lookAt(pool);
  if (rows > 0 && !replace)
    throw new RestoreRefusedError(
      'the database holds signatures, accounts or records of acts: back it up, then add --replace',
    );
  if (others > 0)
    throw new RestoreRefusedError(
      `${others} other connections use the database: stop every Lantern on it first`,
    );
}

async function load(
  tx: Transaction,
  { file, keyring }: { file: string; keyring: Keyring },
): Promise<Record<string, number>> {
  const backup = await openBackup(file, keyring);
  const loaded: Record<string, number> = {};
  await stageMails(tx);
  await backup.readTables(async (table, rows) => {
    const name = table.name === WAITING_MAILS ? STAGED_MAILS : table.name;
    const count = await loadRows(tx, { ...table, name }, rows);
    if (count !== table.rows)
      throw new BackupUnreadableError(`${table.name}: ${count} of ${table.rows} rows were loaded`);
    loaded[table.name] = count;
  });
  return loaded;
}

interface Settling {
  deps: RestoreDeps;
  carried: CarriedOver;
  ledger: readonly KeptErasure[];
}

async function settle(tx: Transaction, { deps, carried, ledger }: Settling) {
  const epoch = deps.newId();
  await renewEpoch(tx, epoch);
  await advanceHeads(tx, carried.heads);
  await closeAccess(tx, carried.frozen, deps.clock.now());
  await takeAwayAgain(tx, deps.clock.now());
  await takeAwayAgainOfDay(tx, deps.clock.now());
  await takeNewsOn(tx);
  const entries = new Map([...carried.erasures, ...ledger].map((entry) => [entry.id, entry]));
  const erasures = await deps.replayErasures(tx, [...entries.values()]);
  const mails = await queueMails(tx, deps);
  let drift = 0;
  for (const editionId of await readEditionIds(tx))
    drift += (await deps.compare(tx, editionId)).drift.length;
  return { epoch, erasures, mails, frozen: carried.frozen.length, drift };
}

async function queueMails(
  tx: Transaction,
  { enqueue }: RestoreDeps,
): Promise<RestoreReport['mails']> {
  await clearJobs(tx);
  const settled = await dropSettledMails(tx);
  let queued = 0;
  for (;;) {
    const mails = await takeStagedMails(tx, MAIL_PAGE);
    if (mails.length === 0) return { queued, settled };
    await enqueue(tx, mails);
    queued += mails.length;
  }
}

async function recordRestore(
  tx: Transaction,
  { clock, newId }: RestoreDeps,
  report: RestoreReport,
): Promise<void> {
  const act = { actor: 'server', act: 'backup.restore', details: { ...report } };
  await recordAct(tx, { ...act, id: newId(), at: clock.now() });
}
