/** The packages that the lockfile pins, the Node among them. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NODE, pnpm, ROOT } from './project.mjs';
import { hashFiles, isStamped, unlessStamped } from './stamp.mjs';
import { run, step } from './steps.mjs';

const STAMP = path.join(ROOT, 'node_modules', '.lantern-installed');

/** Whether exactly the pinned packages are there. */
export const isInstalled = () => existsSync(NODE) && isStamped(STAMP, installHash());

/** Installs the packages unless exactly those are there. */
export async function ensureInstalled() {
  if (!existsSync(NODE)) rmSync(STAMP, { force: true });
  await unlessStamped({
    file: STAMP,
    hash: installHash(),
    work: () =>
      step('Packages installed', () =>
        run(pnpm('install', '--frozen-lockfile', '--reporter=append-only')),
      ),
  });
}

function installHash() {
  return hashFiles(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]);
}

function manifests() {
  const folders = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(path.join(ROOT, parent)).map((name) => path.join(parent, name)),
  );
  return ['.', ...folders.sort((left, right) => (left < right ? -1 : 1)), 'e2e', 'bench']
    .map((folder) => path.join(folder, 'package.json'))
    .filter((file) => existsSync(path.join(ROOT, file)));
}
