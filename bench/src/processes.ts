import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Answer } from './program.ts';

/** Longest that a process may take to end by itself. */
const END_MS = 15_000;
const OUTPUT_KEPT = 20_000;

/** A process of the bench's, ended with it. */
export interface BenchProcess {
  pid: number;
  /** The end of what it has printed. */
  output(): string;
  /** Resolves once it is gone, however. */
  ended: Promise<void>;
  /** Rejects when the process ends before `stop` was called. */
  lost: Promise<never>;
  stop(): Promise<void>;
}

/** A program of the bench's own, which answers jobs. */
export interface Program<Job, Result> extends BenchProcess {
  ask(job: Job): Promise<Result>;
}

interface ProcessOptions {
  entry: string;
  /** Gets hold of it at once, so that it can be ended while it still starts. */
  onSpawn: (started: BenchProcess) => void;
  nodeArgs?: readonly string[];
  env?: Record<string, string>;
}

/** Starts a module with this Node; of the environment it sees PATH, HOME and what is given. */
export async function startProcess(options: ProcessOptions): Promise<BenchProcess> {
  return (await begin(options)).handle;
}

/** Starts one of the bench's programs, `load/…` or `peers/…`. */
export async function startProgram<Job, Result>(
  file: string,
  options: Omit<ProcessOptions, 'entry'>,
): Promise<Program<Job, Result>> {
  const entry = path.join(import.meta.dirname, file);
  const { child, handle } = await begin({ ...options, entry });
  return {
    ...handle,
    ask: async (job) => {
      const answered = once(child, 'message');
      child.send(job as object);
      const [answer] = (await Promise.race([answered, handle.lost])) as [Answer<Result>];
      if (answer.fault !== undefined) throw new Error(`${file}: ${answer.fault}`);
      return answer.result;
    },
  };
}

async function begin({ entry, nodeArgs = [], env = {}, onSpawn }: ProcessOptions) {
  const child = spawn(process.execPath, [...nodeArgs, entry], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    // The channel tells it when the bench is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    // A terminal's Ctrl-C reaches the bench, which ends everything in order.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    });
  let stopping = false;
  const exited = once(child, 'exit');
  const lost = exited.then(([code, signal]): never => {
    if (stopping) throw new Error('it was stopped');
    throw new Error(`${path.basename(entry)} ended by itself (${signal ?? code}):\n${output}`);
  });
  lost.catch(() => undefined);
  const stop = async () => {
    stopping = true;
    if (!isRunning(child)) return;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), END_MS);
    await exited;
    clearTimeout(killing);
  };
  const ended = exited.then(() => undefined);
  const handle: BenchProcess = { pid: child.pid ?? 0, output: () => output, ended, lost, stop };
  onSpawn(handle);
  await once(child, 'spawn');
  return { child, handle };
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;
