import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '@lantern/db/database';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../src/env.ts';
import { writeBackup } from '../src/features/backup/backup.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { outsideSigner } from '../test/outside-signer.ts';
import { PRODUCTION_ENV, startTestServer } from '../test/running-server.ts';
import { atScale } from './scale.ts';

const DRILL = path.join(projectRoot(import.meta.dirname), 'bench', 'src', 'drill', 'main.ts');
const PEOPLE = atScale({ short: '40', full: '1500' });
const { LANTERN_SECRET } = PRODUCTION_ENV;

test('the drill: backup under load, loss of the machine, restore on an empty one', async ({
  annotate,
}) => {
  const { said, left } = await drill(['--people', PEOPLE]);
  expect(said).toContain('Everything held.');
  expect(left).toEqual([]);
  await annotate(said);
});

test('the drill with a backup of real people: restored, counted again, and nothing of it left', async ({
  annotate,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern backup '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'a backup.age');
  await backedUpThenErased({ file, ledger: path.join(folder, 'erasures.jsonl') });

  const { said, left } = await drill([file], { LANTERN_SECRET });

  expect(said).toContain('2 confirmed signatures');
  expect(said).toContain('Everything held.');
  expect(left).toEqual([]);
  await annotate(said);
});

/** Three have signed when the backup is taken; one of them is erased since. */
async function backedUpThenErased({ file, ledger }: Record<'file' | 'ledger', string>) {
  const server = await startTestServer({ env: { LANTERN_SECRET }, logLevel: 'silent' });
  const people = await outsideSigner(server.port);
  const signed = await Promise.all(
    ['ana', 'ben', 'cho'].map((name) => people.sign(`${name}@${name}.example`)),
  );
  for (const { mail } of signed) await people.act('confirm', mail.token('confirm'));
  const db = openDatabase({ url: server.databaseUrl, max: 2 });
  await writeBackup({ pool: db.pool, keyring: createKeyring(Buffer.from(LANTERN_SECRET)), file });
  await db.close();
  const [first] = signed;
  await people.act('erase', first?.mail.token('erase') ?? '');
  await copyFile(path.join(server.dataDir, 'erasures.jsonl'), ledger);
  await server.stop();
}

/** Runs the drill; answers all it said, and what it left in a temporary folder of its own. */
async function drill(args: readonly string[], env: Record<string, string> = {}) {
  const temporary = await mkdtemp(path.join(tmpdir(), 'lantern-drilled-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const run = promisify(execFile)(process.execPath, [DRILL, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: temporary, ...env },
  });
  // A test that is given up ends it, and it deletes what it made.
  onTestFinished(() => void run.child.kill('SIGTERM'));
  // One that fails has told why before it ended.
  const { stdout, stderr } = await run.catch(
    (failed: Record<'stdout' | 'stderr', string>) => failed,
  );
  return { said: `${stdout}${stderr}`, left: await readdir(temporary) };
}
