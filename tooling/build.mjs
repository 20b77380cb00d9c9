/** The generated database client, the server and both apps. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pnpm, ROOT } from './project.mjs';
import { hashFiles, isStamped, sourceFiles, unlessStamped } from './stamp.mjs';
import { run, step } from './steps.mjs';

const STAMP = path.join(ROOT, 'node_modules', '.lantern-built');
/** Without any of these a stamp is worth nothing. */
const OUTPUTS = [
  ['apps', 'server', 'dist', 'main.js'],
  ['apps', 'web', 'build'],
  ['apps', 'dashboard', 'build'],
].map((parts) => path.join(ROOT, ...parts));

/** A command of the server, as built. */
export const serverEntry = (name) => path.join(ROOT, 'apps', 'server', 'dist', `${name}.js`);

const hasOutputs = () => OUTPUTS.every((output) => existsSync(output));

/** Whether everything is built, from the sources as they are. */
export const isBuilt = () => hasOutputs() && isStamped(STAMP, hashFiles(sourceFiles()));

/** Builds everything unless it is there and nothing that it was built from has changed. */
export async function ensureBuilt() {
  if (!hasOutputs()) rmSync(STAMP, { force: true });
  await unlessStamped({
    file: STAMP,
    hash: hashFiles(sourceFiles()),
    work: () => step('Built', () => turbo('build')),
  });
}

/** Runs a task in all packages that have it; unchanged ones come from turbo's cache. */
export function turbo(...tasks) {
  // Not the root's own scripts of that name, which call turbo.
  return run(pnpm('exec', 'turbo', 'run', ...tasks, '--filter=!//', '--output-logs=errors-only'));
}
