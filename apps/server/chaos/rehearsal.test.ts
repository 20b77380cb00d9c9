import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@lantern/db/free-port';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../src/env.ts';
import { startProcess } from '../test/server-process.ts';
import { atScale } from './scale.ts';

const REHEARSE = path.join(projectRoot(import.meta.dirname), 'bench/src/rehearsal/main.ts');
const DAY = ['--cities', '40', '--minutes', '3'];
// A day cannot be played in less than a minute and a half: too long for every `npm test`.
const IS_FULL = atScale({ short: false, full: true });

test.runIf(IS_FULL)(
  'a played day and the database agree, and nothing is left of it once it is wiped',
  async ({ annotate }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lantern rehearsal '));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const env = { PORT: String(await freePort()), DATA_DIR: folder, LOG_LEVEL: 'warn' };
    const server = await startProcess(env);
    await server.says('Lantern is running');

    const played = await rehearse(DAY, env);
    expect(played).toContain('The played day and the database agree');
    expect(await rehearse(['--wipe'], env)).toContain('The rehearsal is gone');
    await annotate(played);

    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
  },
);

/** What the rehearsal said; whatever it found to differ is part of it. */
async function rehearse(args: readonly string[], env: Record<string, string>): Promise<string> {
  const { PATH, HOME } = process.env;
  const run = promisify(execFile)(process.execPath, [REHEARSE, ...args], {
    env: { PATH, HOME, ...env },
  });
  onTestFinished(() => void run.child.kill('SIGTERM'));
  const { stdout, stderr } = await run.catch(
    (failed: Record<'stdout' | 'stderr', string>) => failed,
  );
  return `${stdout}${stderr}`;
}
