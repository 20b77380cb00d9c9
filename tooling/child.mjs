/** A program that lives as long as we do, and not a moment longer. */
import { spawn } from 'node:child_process';
import { NODE, ROOT } from './project.mjs';

const WATCH_MS = 1_000;

/**
 * Runs a module with the pinned Node until it ends, and ends with its exit code. Signals are passed on. The
 * channel tells the module when we are killed; its own process group keeps a terminal's Ctrl-C from reaching
 * it a second time.
 */
export function become(entry, args = []) {
  const child = spawn(NODE, ['--enable-source-maps', entry, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  const parent = process.ppid;
  // npm killed outright passes nothing on; we see only that our parent is another.
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, WATCH_MS).unref();
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}
