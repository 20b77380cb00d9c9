/** The generated database client, the server and both apps. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pnpm, ROOT } from './project.mjs';
import { hashFiles, sourceFiles, unlessStamped } from './stamp.mjs';
import { run, step } from './steps.mjs';

const STAMP = path.join(ROOT, 'node_modules', '.lantern-built');
const SERVER = path.join(ROOT, 'apps', 'server', 'dist', 'main.js');

/** A command of the server, as built. */
export const serverEntry = (name) => path.join(ROOT, 'apps', 'server', 'dist', `${name}.js`);

/** Builds everything unless it is there and nothing that it was built from has changed. */
export async function ensureBuilt() {
  await unlessStamped({
    file: STAMP,
    // Outputs that somebody removed are built again.
    hash: `${hashFiles(sourceFiles())} ${existsSync(SERVER)}`,
    work: () => step('Built', () => turbo('build')),
  });
}

/** Runs a task in all packages that have it; unchanged ones come from turbo's cache. */
export function turbo(...tasks) {
  // Not the root's own scripts of that name, which call turbo.
  return run(pnpm('exec', 'turbo', 'run', ...tasks, '--filter=!//', '--output-logs=errors-only'));
}
