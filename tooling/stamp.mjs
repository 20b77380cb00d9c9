/** Stamps: a hash of what a step read, kept so that the step can be skipped while nothing changed. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.mjs';

/** Made by builds and installs, never read by them. */
const MADE = new Set([
  'node_modules',
  'dist',
  'build',
  'generated',
  '.turbo',
  '.react-router',
  'test-results',
  'playwright-report',
  'coverage',
]);
const TEST = /\.(?:test|spec)\.[cm]?[jt]sx?(?:\.snap)?$/u;
/** Never part of the server or its pages. */
const ELSEWHERE = new Set(['e2e', 'docs', '.git', '.ci', 'bench']);

/** All files that a build may read, relative to the project, sorted. */
export function sourceFiles(folder = '') {
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      if (MADE.has(entry.name) || ELSEWHERE.has(name) || entry.name.startsWith('.data')) return [];
      if (entry.isDirectory()) return sourceFiles(name);
      return entry.isFile() && !TEST.test(name) ? [name] : [];
    })
    .sort();
}

/** A hash over names and contents. */
export function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(ROOT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether `file` holds `hash`. */
export function isStamped(file, hash) {
  try {
    return readFileSync(file, 'utf8') === hash;
  } catch {
    return false;
  }
}

/** Runs `work` unless `file` holds `hash`; an interrupted one leaves no stamp. */
export async function unlessStamped({ file, hash, work }) {
  if (isStamped(file, hash)) return;
  rmSync(file, { force: true });
  await work();
  writeFileSync(file, hash);
}
