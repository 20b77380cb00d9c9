import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../src/env.ts';

const ROOT = projectRoot(import.meta.dirname);
const MAIN = path.join(ROOT, 'apps/server/dist/main.js');
const DEADLINE_MS = 30_000;

/** The built server as a process of its own, which can be signalled and killed. */
export interface ServerProcess {
  /** Resolves with the exit code; null after a SIGKILL. */
  exited: Promise<number | null>;
  /** Everything it has printed so far, on both streams. */
  output(): string;
  /** Resolves once it has printed `text`; fails when it ends without, or after 30 s. */
  says(text: string): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Starts `dist/main.js`, as `npm start` does after its build, with nothing of this process's
 * environment but PATH and HOME. Whatever still runs when the test ends is killed.
 */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  if (!existsSync(MAIN)) throw new Error('the server is not built: run the build first');
  const child = spawn(process.execPath, [MAIN], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const news = new EventEmitter();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      news.emit('news');
    });
  }
  let ended = false;
  const exited = once(child, 'exit').then(() => {
    ended = true;
    news.emit('news');
    return child.exitCode;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  await once(child, 'spawn');
  return {
    exited,
    output: () => output,
    says: async (text) => {
      const signal = AbortSignal.timeout(DEADLINE_MS);
      while (!output.includes(text)) {
        if (ended) throw new Error(`the server ended without saying '${text}':\n${output}`);
        await once(news, 'news', { signal });
      }
    },
    signal: (signal) => {
      child.kill(signal);
    },
  };
}
