import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../src/env.ts';

const ROOT = projectRoot(import.meta.dirname);
const READY_DEADLINE_MS = 30_000;

/** A built server as a process of its own, which can be killed without warning. */
export interface ServerProcess {
  origin: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>;
}

/** Starts `dist/main.js`, as `npm start` does after its build, and waits until it is ready. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const main = path.join(ROOT, 'apps/server/dist/main.js');
  if (!existsSync(main)) throw new Error('the server is not built');
  const child = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'fatal', ...env },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const origin = `http://localhost:${env['PORT']}`;
  await untilReady(origin, () => child.exitCode);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    origin,
    kill: async () => {
      await end('SIGKILL');
    },
    terminate: () => end('SIGTERM'),
  };
}

async function untilReady(origin: string, exitCode: () => number | null): Promise<void> {
  const deadline = performance.now() + READY_DEADLINE_MS;
  while (performance.now() < deadline) {
    if (exitCode() !== null) throw new Error(`the server ended with ${exitCode()}`);
    const ready = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server was not ready in time');
}
