/** Steps with one line each: quiet while they work, their whole output when they fail. */
import { spawn } from 'node:child_process';
import { whenToldToEnd } from './child.mjs';
import { ROOT, STEP_ENV } from './project.mjs';

/** A command that ended with a fault; `output` is all it wrote. */
export class StepError extends Error {
  constructor(command, output) {
    super(`failed: ${command.join(' ')}`);
    this.output = output;
  }
}

/** Runs `work` as a named step; prints how long it took. */
export async function step(name, work) {
  const started = performance.now();
  const result = await work();
  console.log(`  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

/**
 * Runs a command to its end and answers its output; throws a {@link StepError} when it fails. What is `live`
 * is shown besides as it comes. Where we are told to end, all that the command started is, and then we are: a
 * test runner leaves its servers behind.
 */
export function run([file, ...args], { cwd = ROOT, env = {}, live = false } = {}) {
  const { promise, resolve, reject } = Promise.withResolvers
    ? Promise.withResolvers()
    : withResolvers();
  const child = spawn(file, args, {
    cwd,
    env: { ...STEP_ENV, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be told at once, and a terminal's Ctrl-C tells it no second time.
    detached: true,
  });
  const listenNoMore = whenToldToEnd(groupEnder(child));
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  if (live) {
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
  }
  child.once('error', reject);
  child.once('close', (code) => {
    listenNoMore();
    const output = Buffer.concat(chunks).toString();
    if (code === 0) resolve(output);
    else reject(new StepError([file, ...args], output));
  });
  return promise;
}

/** Ends all that `child` started, the second time without asking; we end once it is gone. */
function groupEnder(child) {
  let asked = false;
  return (signal) => {
    if (!asked) child.once('close', () => process.exit(130));
    try {
      process.kill(-child.pid, asked ? 'SIGKILL' : signal);
    } catch {
      // No groups here, or nobody left in it.
      child.kill(signal);
    }
    asked = true;
  };
}

/** Runs a script's steps; a failed one is shown whole and ends the process with 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\n${error.message}`);
    if (error instanceof StepError) console.error(error.output);
    process.exit(1);
  }
}

// Node 20 has no Promise.withResolvers.
function withResolvers() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
