/** The project's folder, and the programs that its steps run with. Plain JavaScript: Node 20 runs it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

export const ROOT = path.dirname(import.meta.dirname);

/** `pnpm@` and its version, as package.json pins it. `npx` gets it; nothing is installed globally. */
const { packageManager: PNPM } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

const OLDEST_NODE = [20, 19];

/** The Node that the lockfile pins; there once the packages are installed. */
export const NODE = path.join(ROOT, 'node_modules', '.bin', 'node');

/** What steps see: the pinned programs first, and no telemetry, update checks or prompts. */
export const STEP_ENV = {
  ...process.env,
  PATH: `${path.dirname(NODE)}${path.delimiter}${process.env['PATH'] ?? ''}`,
  CI: 'true',
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  npm_config_update_notifier: 'false',
  npm_config_loglevel: 'error',
};

/** A command line for the pinned pnpm. */
export function pnpm(...args) {
  return ['npx', '-y', PNPM, ...args];
}

/** A command line for a program that is installed in the project's root. */
export function installed(name, ...args) {
  return [path.join(ROOT, 'node_modules', '.bin', name), ...args];
}

/** Ends the process with a clear word where Node is too old for even the first step. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `Lantern needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Variables as the server will see them: the environment's, else those of `.env`. */
export function serverEnv() {
  return { ...fileEnv(), ...process.env };
}

function fileEnv() {
  try {
    return parseEnv(readFileSync(path.join(ROOT, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
