/** A program that lives as long as we do, and not a moment longer. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { NODE, ROOT } from './project.mjs';

const WATCH_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

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
  whenToldToEnd((signal) => child.kill(signal));
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

/** Calls `end` with each signal that is to end us, until the function that it answers is called. */
export function whenToldToEnd(end) {
  const before = lineage();
  // npm killed outright passes nothing on; we see only that its place is another's.
  const watch = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(watch);
    end('SIGTERM');
  }, WATCH_MS).unref();
  const hear = (signal) => end(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  for (const signal of SIGNALS) process.on(signal, hear);
  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, hear);
  };
}

/** Who started us, and who started that: npm puts a shell between, which outlives it. */
function lineage() {
  const shell = process.env['npm_lifecycle_event'] ? parentOf(process.ppid) : null;
  return `${process.ppid} ${shell}`;
}

/** Null where processes cannot be looked at. */
function parentOf(pid) {
  try {
    return /.*\) \w (\d+)/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}
