import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const FOLDER = path.join('packages', 'db');

/**
 * This package's folder. It is looked for upwards, because a bundle that holds this module lies elsewhere,
 * while migrations, reference data and PostgreSQL's binaries stay here.
 */
export const DB_ROOT = findRoot(import.meta.dirname);

/** Resolves what this package depends on, also from inside a bundle of another package. */
export const requireFromDb = createRequire(path.join(DB_ROOT, 'package.json'));

function findRoot(from: string): string {
  const candidate = path.join(from, FOLDER);
  if (existsSync(path.join(candidate, 'prisma', 'schema'))) return candidate;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`no ${FOLDER} above ${import.meta.dirname}`);
  return findRoot(parent);
}
